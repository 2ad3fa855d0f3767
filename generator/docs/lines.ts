import type { Position } from '../core/position.js';

/** The lines of one file, or of a part of it. `start` is the number of the line before the first. */
export interface Lines {
  readonly file: string;
  readonly start: number;
  readonly all: readonly string[];
}

/** CRLF, a lone CR and LF all end a line; a byte order mark is no text. */
export const splitLines = (file: string, text: string): Lines => ({
  file,
  start: 0,
  all: text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/),
});

export const slice = (lines: Lines, from: number, to: number): Lines => ({
  file: lines.file,
  start: lines.start + from,
  all: lines.all.slice(from, to),
});

export const lineAt = (lines: Lines, index: number): string => lines.all[index] ?? '';

export const isBlank = (line: string): boolean => /^[\s\u200b\ufeff]*$/.test(line);

/** The position of a line's first visible character, or of the given offset. */
export const positionOf = (lines: Lines, index: number, offset?: number): Position => {
  const line = lineAt(lines, index);
  const first = offset ?? Math.max(0, line.search(/\S/));
  return { file: lines.file, line: lines.start + index + 1, col: first + 1 };
};
