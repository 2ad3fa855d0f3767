import { formatPosition } from '../core/position.js';
import type { DriftSeverity } from '../drift/types.js';
import { groupFindings, isOpen, type FindingGroup } from './group-findings.js';
import type { Report, ReportFinding, ReportNote } from './model.js';
import { printable } from './printable.js';
import { excerpt } from './render-diagnostic.js';
import type { Style } from './style.js';
import type { ReportView } from './view.js';
import { NOTE_WORDS, SEVERITY_WORDS } from './words.js';

type TerminalView = Pick<ReportView, 'style' | 'lineOf' | 'all'>;

/** Findings grouped by operation with the source lines of all sides, then notes, then the summary as the last line. */
export const renderTerminal = (report: Report, view: TerminalView): string => {
  const shown = view.all ? report.findings : report.findings.filter(isOpen);
  const groups = groupFindings(shown).map((group) => describeGroup(group, view));
  return [...groups, ...describeNotes(report.notes, view), describeSummary(report, view.style)].join('\n\n');
};

const describeGroup = ({ name, findings }: FindingGroup, view: TerminalView): string =>
  [view.style.strong(oneLine(name)), ...findings.map((finding) => describeFinding(finding, view))].join('\n\n');

const describeFinding = (finding: ReportFinding, view: TerminalView): string => {
  const { style, lineOf, all } = view;
  const mark = isOpen(finding) ? MARKS[finding.severity](style) : style.dim('waived');
  return [
    `${mark} ${style.dim(oneLine(finding.rule))} ${indented(finding.message)}`,
    ...finding.sides.flatMap(({ label, at }) => [`  ${oneLine(label)}`, ...excerpt(at, lineOf, style)]),
    ...describeDecision(finding, style),
    ...(isOpen(finding) && all ? describeWaiver(finding, style) : []),
  ].join('\n');
};

const describeDecision = ({ waived, change }: ReportFinding, style: Style): readonly string[] => {
  if (waived !== undefined) {
    const place = style.dim(`(${oneLine(formatPosition(waived.at))})`);
    return [`  ${style.dim('kept because')} ${indented(waived.reason)} ${place}`];
  }
  return change === undefined ? [] : [`  ${style.good('what to do:')} ${indented(change)}`];
};

/** An entry for a waivers file, so that keeping a disagreement on purpose is a matter of writing the reason. */
const describeWaiver = ({ waiver }: ReportFinding, style: Style): readonly string[] =>
  waiver === undefined
    ? []
    : [
        style.dim('  or keep it on purpose, in spec/waivers.yaml or a file in spec/waivers/, with your reason:'),
        ...waiver
          .trimEnd()
          .split('\n')
          .map((line) => style.dim(`  ${printable(line)}`)),
      ];

const MARKS: Readonly<Record<DriftSeverity, (style: Style) => string>> = {
  'breaks-call': (style) => style.error(SEVERITY_WORDS['breaks-call']),
  refused: (style) => style.error(SEVERITY_WORDS.refused),
  mistyped: (style) => style.warning(SEVERITY_WORDS.mistyped),
  cosmetic: (style) => style.dim(SEVERITY_WORDS.cosmetic),
};

/** What was not checked is a long list in most runs and no news: it is shown with the rest on request. */
const describeNotes = (notes: readonly ReportNote[], { style, all }: TerminalView): readonly string[] => {
  const shown = notes.filter(({ kind }) => all || kind !== 'not-checked');
  return shown.length === 0 ? [] : [shown.map((note) => describeNote(note, style)).join('\n')];
};

const describeNote = ({ kind, subject, message, at }: ReportNote, style: Style): string => {
  const place = at === undefined ? '' : ` ${style.dim(`(${oneLine(formatPosition(at))})`)}`;
  const mark = kind === 'not-checked' ? style.dim : style.warning;
  return `${mark(oneLine(subject))} ${indented(message || NOTE_WORDS[kind])}${place}`;
};

/** The verdict, which is what stands before the first mark of punctuation, in the colour of the outcome. */
const describeSummary = ({ summary, findings }: Report, style: Style): string => {
  const colour = findings.some(isOpen) ? style.error : style.good;
  return oneLine(summary).replace(/^[^:;,(]+(?<! )/, colour);
};

const oneLine = (text: string): string => printable(text).replace(/\s*\n\s*/g, ' ');

/** A text of several lines stays below the line it begins on, so that it cannot pass for a finding of its own. */
const indented = (text: string): string => printable(text).replaceAll('\n', '\n    ');
