import type { Diagnostic, Severity } from '../core/diagnostic.js';
import { formatPosition, type Position } from '../core/position.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** One line of a source by file and line number, if the run has read that file. */
export type LineLookup = (file: string, line: number) => string | undefined;

/** Lines wider than this are cut around the column, so that a minified source does not flood the screen. */
const WIDEST = 72;

/** A diagnostic for people: what, where with the source line and a caret, related places, and what to do. */
export const renderDiagnostic = (diagnostic: Diagnostic, lineOf: LineLookup, style: Style): string => {
  const mark = markOf(diagnostic.severity, style);
  const head = `${mark(diagnostic.severity)} ${style.dim(diagnostic.code)}`;
  const where = diagnostic.at === undefined ? [] : excerpt(diagnostic.at, lineOf, style);
  const related = (diagnostic.related ?? []).flatMap(({ at, message }) => [
    `  ${printable(message)}:`,
    ...excerpt(at, lineOf, style),
  ]);
  const hint =
    diagnostic.hint === undefined ? [] : [`  ${style.good('what to do:')} ${indentAfterFirst(diagnostic.hint)}`];
  return [head, `  ${style.strong(indentAfterFirst(diagnostic.message))}`, ...where, ...related, ...hint].join('\n');
};

/** `file:line:col` and, when the source is at hand, the line itself with a caret under the column. */
export const excerpt = (at: Position, lineOf: LineLookup, style: Style): string[] => {
  const place = `  ${style.dim('at')} ${style.place(printable(formatPosition(at)).replaceAll('\n', '\ufffd'))}`;
  const line = lineOf(at.file, at.line);
  if (line === undefined) return [place];
  const { text, caret } = window(line.replaceAll('\t', ' '), at.col - 1);
  const gutter = String(at.line);
  const empty = ' '.repeat(gutter.length);
  return [
    place,
    `  ${style.dim(`${gutter} |`)} ${text}`,
    `  ${style.dim(`${empty} |`)} ${blankLike(text.slice(0, caret))}${style.error('^')}`,
  ];
};

const window = (line: string, caret: number): { text: string; caret: number } => {
  const shown = printable(line);
  if (shown.length <= WIDEST) return { text: shown.trimEnd(), caret: Math.min(caret, shown.length) };
  const from = Math.max(0, Math.min(caret - WIDEST / 2, shown.length - WIDEST));
  const cut = shown.slice(from, from + WIDEST);
  const start = from > 0 ? `…${cut.slice(1)}` : cut;
  return { text: from + WIDEST < shown.length ? `${start.slice(0, -1)}…` : start, caret: caret - from };
};

/** Blanks as wide as the text on a terminal: a Chinese character takes two columns. */
const blankLike = (text: string): string =>
  text
    .replace(/[^\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g, ' ')
    .replace(/[^ ]/g, '  ');

const indentAfterFirst = (text: string): string => text.split('\n').map(printable).join('\n    ');

const markOf = (severity: Severity, style: Style): ((text: string) => string) =>
  ({ error: style.error, warning: style.warning, note: style.dim })[severity];
