import { formatPosition } from '../core/position.js';
import { waiverEntry } from '../drift/waiver-entry.js';
import type { DriftReport, DriftSeverity, Finding } from '../drift/types.js';
import { printable } from './printable.js';
import { excerpt, type LineLookup } from './render-diagnostic.js';
import type { Style } from './style.js';

interface View {
  readonly style: Style;
  readonly lineOf: LineLookup;
  /** Show waived findings and operations not checked, too. */
  readonly all: boolean;
}

/**
 * Findings grouped by operation with the source lines of both sides, then what could not be checked, then one summary
 * line.
 */
export const describeDrift = (report: DriftReport, view: View): string => {
  const shown = view.all ? report.findings : report.findings.filter(({ waived }) => waived === undefined);
  const groups = groupByOperation(shown);
  const sections = [...groups].map(([operation, findings]) => describeGroup(operation, findings, view));
  return [...sections, ...describeCoverage(report, view), summary(report, view.style)].join('\n\n');
};

const describeGroup = (operation: string, findings: readonly Finding[], view: View): string =>
  [view.style.strong(operation), ...findings.map((finding) => describeFinding(finding, view))].join('\n\n');

const describeFinding = (finding: Finding, view: View): string => {
  const { style, lineOf, all } = view;
  const mark = finding.waived === undefined ? MARKS[finding.severity](style) : style.dim('waived');
  return [
    `${mark} ${style.dim(finding.rule)} ${printable(finding.message)}`,
    ...(finding.spec === undefined ? [] : ['  spec', ...excerpt(finding.spec, lineOf, style)]),
    ...(finding.docs === undefined
      ? []
      : [
          `  docs${finding.languages.length > 0 ? ` (${finding.languages.join(', ')})` : ''}`,
          ...excerpt(finding.docs, lineOf, style),
        ]),
    ...finding.related.flatMap(({ at, message }) => [`  ${printable(message)}`, ...excerpt(at, lineOf, style)]),
    `  ${describeDecision(finding, style)}`,
    ...(finding.waived === undefined && all ? waiverHint(finding, style) : []),
  ].join('\n');
};

const describeDecision = ({ waived, change }: Finding, style: Style): string =>
  waived === undefined
    ? `${style.good('what to do:')} ${printable(change)}`
    : `${style.dim('kept because')} ${printable(waived.reason)} ${style.dim(`(${formatPosition(waived.at)})`)}`;

/** An entry for spec/waivers.yaml, so that keeping a disagreement on purpose is a matter of writing the reason. */
const waiverHint = (finding: Finding, style: Style): readonly string[] =>
  finding.rule === 'waiver-unused' || finding.rule === 'waiver-stale'
    ? []
    : [
        style.dim('  or keep it on purpose, in spec/waivers.yaml with your reason:'),
        ...waiverEntry(finding)
          .trimEnd()
          .split('\n')
          .map((line) => style.dim(`  ${printable(line)}`)),
      ];

const MARKS: Readonly<Record<DriftSeverity, (style: Style) => string>> = {
  'breaks-call': (style) => style.error('breaks calls'),
  refused: (style) => style.error('would be refused'),
  mistyped: (style) => style.warning('mistyped'),
  cosmetic: (style) => style.dim('cosmetic'),
};

const describeCoverage = ({ coverage }: DriftReport, { style, all }: View): readonly string[] => {
  const { notChecked, notInSpec } = coverage;
  if (!all && notInSpec.length === 0) return [];
  return [
    [
      ...(all
        ? notChecked.map(
            ({ operation, at }) =>
              `${style.dim('not checked')} ${operation}: no page given ${style.dim(`(${formatPosition(at)})`)}`,
          )
        : []),
      ...notInSpec.map(
        ({ operation, at }) =>
          `${style.warning('not in the spec')} ${printable(operation)} ${style.dim(`(${formatPosition(at)})`)}`,
      ),
    ].join('\n'),
  ];
};

const summary = ({ findings, unwaived, coverage }: DriftReport, style: Style): string => {
  const { checked, notChecked, notInSpec } = coverage;
  const verdict =
    unwaived === 0 ? style.good('no drift') : style.error(`${unwaived} ${unwaived === 1 ? 'finding' : 'findings'}`);
  const pages = new Set(checked.flatMap(({ files }) => files)).size;
  return [
    `${verdict}: ${checked.length} operations compared with ${pages} pages`,
    `${findings.length - unwaived} disagreements kept by waivers`,
    `${notChecked.length} operations not checked (no page given)`,
    ...(notInSpec.length > 0 ? [`${notInSpec.length} documented endpoints not in the spec`] : []),
  ].join(', ');
};

const operationOf = ({ operation }: Finding): string => operation ?? 'spec/waivers.yaml';

/** In the order of the findings. (`Map.groupBy` came with Node 21.) */
const groupByOperation = (findings: readonly Finding[]): Map<string, Finding[]> => {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(operationOf(finding));
    if (group === undefined) groups.set(operationOf(finding), [finding]);
    else group.push(finding);
  }
  return groups;
};
