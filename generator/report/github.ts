import type { DriftSeverity } from '../drift/types.js';
import { isOpen, specFirst } from './group-findings.js';
import type { Report, ReportFinding } from './model.js';
import { printable } from './printable.js';
import { plural, SEVERITY_WORDS } from './words.js';

type Level = 'error' | 'warning' | 'notice';

const LEVELS: Readonly<Record<DriftSeverity, Level>> = {
  'breaks-call': 'error',
  refused: 'error',
  mistyped: 'warning',
  cosmetic: 'notice',
};

/** GitHub shows so many annotations of each level for one step and drops the rest in silence. */
const SHOWN = 10;

/** Longer messages are cut off by GitHub, in the middle of whatever stands there. */
const LONGEST = 4000;

/**
 * Workflow commands that annotate the lines of the spec, or of the pages. What does not fit is said in one closing
 * notice. Waived findings are not annotated.
 */
export const renderGithub = (report: Report): string => {
  const room: Record<Level, number> = { error: SHOWN, warning: SHOWN, notice: SHOWN - 1 };
  const open = report.findings.filter(isOpen);
  const shown = open.filter(({ severity }) => room[LEVELS[severity]]-- > 0);
  const hidden = open.length - shown.length;
  const more = hidden > 0 ? [`${plural(hidden, 'more finding')} without an annotation.`] : [];
  const closing = command('notice', { title: `marginalia ${report.command}` }, [report.summary, ...more].join('\n'));
  return `${[...shown.map(annotate), closing].join('\n')}\n`;
};

const annotate = (finding: ReportFinding): string => {
  const [first, ...others] = specFirst(finding.sides);
  const place = first && { file: first.at.file, line: String(first.at.line), col: String(first.at.col) };
  const message = [
    finding.message,
    ...(finding.change === undefined ? [] : [`What to do: ${finding.change}`]),
    ...others.map(({ label, at }) => `${label}: ${at.file}:${at.line}:${at.col}`),
  ].join('\n');
  const title = `${finding.group}: ${finding.rule} (${SEVERITY_WORDS[finding.severity]})`;
  return command(LEVELS[finding.severity], { ...place, title }, message);
};

/**
 * One command on one line. A line end in a value would start the next line, and with it the next command; a colon or
 * comma in a property would end it.
 */
const command = (level: Level, properties: Readonly<Record<string, string>>, message: string): string => {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${level} ${list.join(',')}::${data(clip(message))}`;
};

const clip = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const data = (text: string): string =>
  printable(text.replace(/\r\n?/g, '\n')).replaceAll('%', '%25').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
