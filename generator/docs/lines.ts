import { stripInvisible } from '../core/plain-text.js';
import type { Position } from '../core/position.js';

/** The lines of one file, or of a part of it. `start` is the number of the line before the first. */
export interface Lines {
  readonly file: string;
  readonly start: number;
  /** As written: columns count from these. */
  readonly raw: readonly string[];
  /** Without characters nobody sees: what a line is, is told by these. */
  readonly seen: readonly string[];
}

/** CRLF, a lone CR and LF all end a line; a byte order mark is no text. */
export const splitLines = (file: string, text: string): Lines => {
  const raw = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  return { file, start: 0, raw, seen: raw.map(stripInvisible) };
};

export const slice = (lines: Lines, from: number, to: number): Lines => ({
  file: lines.file,
  start: lines.start + from,
  raw: lines.raw.slice(from, to),
  seen: lines.seen.slice(from, to),
});

export const countOf = (lines: Lines): number => lines.raw.length;

export const lineAt = (lines: Lines, index: number): string => lines.seen[index] ?? '';

export const rawAt = (lines: Lines, index: number): string => lines.raw[index] ?? '';

export const isBlank = (line: string): boolean => line.trim() === '';

/** The last line with something on it; -1 where there is none. */
export const lastVisible = (lines: Lines): number => lines.seen.findLastIndex((line) => !isBlank(line));

/** The position of a line's first visible character, or of the given offset in the line as written. */
export const positionOf = (lines: Lines, index: number, offset?: number): Position => {
  const first = offset ?? Math.max(0, rawAt(lines, index).search(/[^\s\u200b-\u200f\u2060]/));
  return { file: lines.file, line: lines.start + index + 1, col: first + 1 };
};
