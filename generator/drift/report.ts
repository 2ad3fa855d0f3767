import { formatPosition, type Position } from '../core/position.js';
import type { Report, ReportFinding, ReportNote, ReportSide } from '../report/model.js';
import { SEVERITY_COUNTS } from './severity-words.js';
import { LANGUAGE_NAMES } from '../core/language.js';
import type { DocsFinding, DocsNote, DocsReport } from './docs-report.js';
import { DRIFT_SEVERITIES, type Coverage, type DriftReport, type DriftSeverity, type Finding } from './types.js';
import { waiverEntry } from './waiver-entry.js';

export { RULES } from './rule-catalogue.js';

/** The findings of `drift` in the shape that every report format prints. */
export const driftReport = (report: DriftReport): Report => {
  const files = new Set(report.coverage.checked.flatMap((each) => each.files));
  return {
    command: 'drift',
    title: `The merged spec against ${count(files.size, 'documentation page')}`,
    findings: report.findings.map(fromFinding),
    notes: notesOf(report.coverage),
    summary: driftSummary(report),
  };
};

const fromFinding = (finding: Finding): ReportFinding => ({
  rule: finding.rule,
  severity: finding.severity,
  group: finding.operation ?? finding.spec?.file ?? '',
  pointer: finding.pointer,
  message: finding.message,
  change: finding.change,
  sides: sidesOf(finding),
  ...(finding.waived ? { waived: finding.waived } : isWaivable(finding) ? { waiver: waiverEntry(finding) } : {}),
});

const isWaivable = ({ rule }: Finding): boolean => rule !== 'waiver-unused' && rule !== 'waiver-stale';

/** The spec, then every half that speaks of it, then further places. */
const sidesOf = ({ rule, spec, specValue, docs, places, related }: Finding): readonly ReportSide[] => {
  const label = rule.startsWith('waiver-') ? 'waiver' : 'spec';
  const quote = specValue === undefined ? {} : { quote: specValue };
  const halves: readonly ReportSide[] = places.map((place) => ({
    kind: 'docs',
    language: place.language,
    label: `docs (${LANGUAGE_NAMES[place.language]})`,
    at: place.at,
    ...quoted(place.quote),
  }));
  const known = new Set(places.map(({ at }) => formatPosition(at)));
  const others = related.filter(({ at }) => !known.has(formatPosition(at)));
  return [
    ...(spec ? [{ kind: 'spec', label, at: spec, ...quote } as const] : []),
    ...(halves.length === 0 && docs ? [{ kind: 'docs', label: 'docs', at: docs } as const] : halves),
    ...others.map(({ at, message, language }) => ({
      kind: 'docs' as const,
      ...(language ? { language } : {}),
      label: message,
      at,
    })),
  ];
};

const quoted = (quote: string): Pick<ReportSide, 'quote'> => (quote === '' ? {} : { quote });

const notesOf = ({ notChecked, notInSpec }: Coverage): readonly ReportNote[] => [
  ...notChecked.map(({ operation, at, since }) => ({
    kind: since === undefined ? ('not-checked' as const) : ('not-seen' as const),
    subject: operation,
    message: since === undefined ? 'Not checked: no page was given for it.' : `Not checked: not seen since ${since}.`,
    at,
  })),
  ...notInSpec.map(({ operation, at }) => ({
    kind: 'not-in-spec' as const,
    subject: operation,
    message: 'Documented, and not in the spec.',
    at,
  })),
];

const driftSummary = ({ findings, unwaived, coverage }: DriftReport): string => {
  const open = findings.filter(({ waived }) => !waived);
  const kept = findings.length - unwaived;
  const verdict = unwaived === 0 ? 'No drift' : `${count(unwaived, 'finding')} (${bySeverity(open)})`;
  return (
    `${verdict}, ${kept} waived; ${count(coverage.checked.length, 'operation')} checked, ` +
    `${coverage.notChecked.length} not checked, ${coverage.notInSpec.length} documented but not in the spec.`
  );
};

/** The findings of `docs diff` and `docs compare-languages` in the same shape. */
export const docsReport = (report: DocsReport): Report => ({
  command: report.command,
  title: report.title,
  findings: report.findings.map((finding) => fromDocsFinding(finding, report.command)),
  notes: report.notes.map(fromDocsNote),
  summary: docsSummary(report),
});

const fromDocsFinding = (finding: DocsFinding, command: DocsReport['command']): ReportFinding => ({
  rule: finding.rule,
  severity: finding.severity,
  group: finding.group,
  pointer: finding.pointer,
  message: finding.message,
  change: finding.change,
  sides: withoutTwins(finding).map(({ capture, language, at, quote }) => ({
    kind: capture === 'older' ? 'older-docs' : 'docs',
    language,
    label: `${labelOf(command, capture)} (${LANGUAGE_NAMES[language]})`,
    at,
    ...quoted(quote),
  })),
});

const labelOf = (command: DocsReport['command'], capture: 'older' | 'newer'): string => {
  if (command !== 'docs diff') return 'docs';
  return capture === 'older' ? 'before' : 'after';
};

/** Findings that were joined may share a place. */
const withoutTwins = ({ places }: DocsFinding): DocsFinding['places'] => [
  ...new Map(places.map((place) => [`${place.capture} ${formatPosition(place.at)}`, place])).values(),
];

const fromDocsNote = ({ kind, subject, message, at }: DocsNote): ReportNote => ({
  kind: kind === 'not-seen' ? 'not-seen' : 'not-checked',
  subject,
  message,
  ...placed(at),
});

const placed = (at: Position | undefined): Pick<ReportNote, 'at'> => (at ? { at } : {});

const docsSummary = ({ command, findings, notes, compared }: DocsReport): string => {
  const word = command === 'docs diff' ? 'change' : 'disagreement';
  const verdict = findings.length === 0 ? `No ${word}` : `${count(findings.length, word)} (${bySeverity(findings)})`;
  const unseen = notes.filter(({ kind }) => kind === 'not-seen').length;
  return (
    `${verdict}; ${count(compared.endpoints, 'endpoint')}, ${count(compared.events, 'event')}, ` +
    `${count(compared.definitions, 'list')} of values and ${count(compared.errorPages, 'error catalogue')} compared` +
    `${unseen === 0 ? '' : `, ${unseen} not seen any more`}.`
  );
};

const bySeverity = (findings: readonly { readonly severity: DriftSeverity }[]): string =>
  DRIFT_SEVERITIES.flatMap((severity) => {
    const found = findings.filter((finding) => finding.severity === severity).length;
    return found === 0 ? [] : [`${found} ${SEVERITY_COUNTS[severity]}`];
  }).join(', ');

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
