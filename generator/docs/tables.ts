import { stripInvisible } from '../core/plain-text.js';
import { countOf, isBlank, lineAt, positionOf, rawAt, slice, type Lines } from './lines.js';
import type { Cell, Row, TableBlock } from './types.js';

/**
 * Tables as captures have them. A cell may run over several lines, with blank ones among them (`side| ENUM| YES| BUY`,
 * blank, `SELL`); a blank line may stand between rows. So a table ends where no further row follows, not at a blank.
 */

export const startsTable = (lines: Lines, index: number): boolean =>
  lineAt(lines, index).includes('|') && isSeparator(lineAt(lines, index + 1));

const isSeparator = (line: string): boolean =>
  /^[\s|:-]+$/.test(line) &&
  line.includes('|') &&
  line.includes('-') &&
  line.split('|').every((cell) => /^(?::?-+:?)?$/.test(cell.trim()));

export const readTable = (lines: Lines, index: number): { readonly block: TableBlock; readonly next: number } => {
  const columns = splitCells(lines, index, Infinity);
  const form = { columns: columns.length, framed: isFramed(lineAt(lines, index)) };
  const rows: Row[] = [];
  let at = index + 2;
  for (;;) {
    const row = nextRow(lines, at, form);
    const last = rows.pop();
    const end = row ?? (last ? adjacentEnd(lines, at) : at);
    if (last) rows.push(withContinuation(last, slice(lines, at, end), form));
    if (row === undefined) {
      return { block: { kind: 'table', columns, rows, at: positionOf(lines, index) }, next: end };
    }
    rows.push({ cells: splitCells(lines, row, columns.length), at: positionOf(lines, row) });
    at = row + 1;
  }
};

/** The next line that is a row, with nothing but cell text between here and there. */
const nextRow = (lines: Lines, from: number, form: Form): number | undefined => {
  for (let at = from; at < countOf(lines); at += 1) {
    const line = lineAt(lines, at);
    if (endsTable(line) || startsTable(lines, at)) return undefined;
    if (isRow(line, form)) return at;
  }
  return undefined;
};

/** Lines right below a row, without a blank between, belong to its last cell even when no row follows. */
const adjacentEnd = (lines: Lines, from: number): number => {
  let at = from;
  while (at < countOf(lines) && isCellText(lines, at)) at += 1;
  return at;
};

const isCellText = (lines: Lines, index: number): boolean => {
  const line = lineAt(lines, index);
  return !isBlank(line) && !endsTable(line) && !startsTable(lines, index);
};

const endsTable = (line: string): boolean =>
  /^\s{0,3}(?:#{1,6}\s|#{2,6}[^\s#])/.test(line) ||
  /^\s*(?:[*+-]|\d{1,3}[.)])\s/.test(line) ||
  /^\s{0,3}>/.test(line) ||
  /^(?: {4}|\t)/.test(line) ||
  /^\s*(?:```|~~~)/.test(line) ||
  /^\*\*[^*|]+\*\*:?$/.test(line.trim());

/** How a table is written: how many columns, and whether bars stand around its rows. */
interface Form {
  readonly columns: number;
  readonly framed: boolean;
}

const isFramed = (line: string): boolean => line.trimStart().startsWith('|');

/**
 * A cut-off row still counts when its first cell looks like a name; prose with a bar in it does not. In a table with a
 * frame such a line is the rest of a cell, and the bar behind it is the frame.
 */
const isRow = (line: string, { columns, framed }: Form): boolean => {
  const bars = barOffsets(line).length;
  if (bars === 0) return false;
  if (bars >= columns - 1 && columns > 2) return true;
  if (framed) return isFramed(line);
  if (bars >= columns - 1) return true;
  const first = line.trimStart().replace(/^\|/, '').split('|', 1)[0] ?? '';
  return /^[`*]{0,3}[A-Za-z_][\w.-]*[`*]{0,3}$/.test(first.replaceAll('→', '').trim());
};

/** The lines below a row go on with its last cell. */
const withContinuation = (row: Row, lines: Lines, { framed }: Form): Row => {
  const last = row.cells.at(-1);
  const more = lines.seen
    .map((line) => (framed ? line.replace(/(?<!\\)\|\s*$/, '') : line).trim())
    .filter((line) => line !== '');
  if (!last || more.length === 0) return row;
  const text = [last.text, ...more].join('\n').trimStart();
  return { ...row, cells: [...row.cells.slice(0, -1), { ...last, text }] };
};

/** Offsets of the bars that part cells: not escaped ones. */
const barOffsets = (line: string): readonly number[] => {
  const bars: number[] = [];
  for (let at = line.indexOf('|'); at !== -1; at = line.indexOf('|', at + 1)) if (line[at - 1] !== '\\') bars.push(at);
  return bars;
};

/** Bars beyond the last column belong to its text. */
const splitCells = (lines: Lines, index: number, columns: number): readonly Cell[] => {
  const line = rawAt(lines, index);
  const bars = [...barOffsets(line)];
  const framed = line.trimStart().startsWith('|');
  const trailing = framed && line.trimEnd().endsWith('|') ? bars.pop() : undefined;
  const starts = framed ? bars.map((bar) => bar + 1) : [0, ...bars.map((bar) => bar + 1)];
  return starts.slice(0, columns).map((start, column) => {
    const isLast = column === Math.min(starts.length, columns) - 1;
    const end = isLast ? (trailing ?? line.length) : (starts[column + 1] ?? line.length) - 1;
    const raw = line.slice(start, end);
    const indent = Math.max(0, raw.search(/\S/));
    return { text: stripInvisible(raw).trim(), at: positionOf(lines, index, start + indent) };
  });
};
