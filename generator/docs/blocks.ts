import { countOf, isBlank, lineAt, positionOf, rawAt, type Lines } from './lines.js';
import { readTable, startsTable } from './tables.js';
import type { Block, CodeBlock, HeadingBlock, TextBlock } from './types.js';

/**
 * Splits a half into blocks. Written by hand, as captured pages are not quite Markdown: their table cells hold blank
 * lines, which end a table for every Markdown parser, and each cell needs its own line and column.
 */
export const readBlocks = (lines: Lines): readonly Block[] => {
  const blocks: Block[] = [];
  let index = 0;
  while (index < countOf(lines)) {
    const step = readBlock(lines, index, blocks.at(-1));
    if (step.block) blocks.push(step.block);
    index = Math.max(step.next, index + 1);
  }
  return blocks;
};

interface Step {
  readonly block?: Block;
  readonly next: number;
}

const readBlock = (lines: Lines, index: number, previous: Block | undefined): Step => {
  const line = lineAt(lines, index);
  if (isBlank(line) || isEmptyQuote(line)) return { next: index + 1 };
  if (isHeading(line)) return { block: readHeading(lines, index), next: index + 1 };
  if (isFence(line)) return readFence(lines, index);
  if (startsTable(lines, index)) return readTable(lines, index);
  if (startsCode(lines, index, previous)) return readCode(lines, index);
  return readText(lines, index);
};

/** A translator may forget the space after the marks. */
const isHeading = (line: string): boolean => /^\s{0,3}(?:#{1,6}\s|#{2,6}[^\s#])/.test(line);
const isFence = (line: string): boolean => /^\s*(?:```|~~~)/.test(line);
const isIndented = (line: string): boolean => /^(?: {4}|\t)/.test(line);
const isItem = (line: string): boolean => /^\s*(?:[*+-]|\d{1,3}[.)])\s/.test(line);
const isQuote = (line: string): boolean => /^\s{0,3}>/.test(line);
const isEmptyQuote = (line: string): boolean => line.trim() === '>';
const isQuotedItem = (line: string): boolean => isQuote(line) && isItem(line.trimStart().slice(1));

const readHeading = (lines: Lines, index: number): HeadingBlock => {
  const line = lineAt(lines, index).trim();
  const marks = /^#+/.exec(line)?.[0] ?? '#';
  const rest = line.slice(marks.length).trim();
  const at = positionOf(lines, index);
  const link = /\[[\s\ufffd#¶]*\]\(/.exec(rest);
  const text = (link ? rest.slice(0, link.index) : rest).trim().replace(/ #+$/, '').trim();
  const anchor = link ? /^[^\s)]*/.exec(rest.slice(link.index + link[0].length))?.[0] : undefined;
  return { kind: 'heading', level: marks.length, text, at, ...(anchor ? { anchor } : {}) };
};

const readFence = (lines: Lines, index: number): Step => {
  const fence = /^\s*(```|~~~)/.exec(lineAt(lines, index))?.[1] ?? '```';
  const indented = isIndented(lineAt(lines, index));
  let end = index + 1;
  while (end < countOf(lines) && !lineAt(lines, end).trimStart().startsWith(fence)) {
    if (indented && leavesIndent(lineAt(lines, end))) return { block: code(lines, index + 1, end), next: end };
    end += 1;
  }
  return { block: code(lines, index + 1, end), next: end + 1 };
};

/** A fence that nobody closed inside an indented block ends with the block: else it would swallow the page. */
const leavesIndent = (line: string): boolean => isHeading(line) || /^---\s*$/.test(line);

/** Four spaces after a blank line. Below a list item that is a continuation, unless the blank has four spaces too. */
const startsCode = (lines: Lines, index: number, previous: Block | undefined): boolean => {
  const line = lineAt(lines, index);
  if (!isIndented(line)) return false;
  const before = lineAt(lines, index - 1);
  if (index > 0 && !isBlank(before) && !isEmptyQuote(before)) return false;
  if (isItem(line)) return false;
  const inList = previous?.kind === 'text' && previous.style === 'item';
  return !inList || /^ {4}/.test(before) || /^\s*[[{]/.test(line);
};

const readCode = (lines: Lines, index: number): Step => {
  let end = index;
  for (let at = index; at < countOf(lines); at += 1) {
    if (isBlank(lineAt(lines, at))) continue;
    if (!isIndented(lineAt(lines, at))) break;
    end = at + 1;
  }
  return { block: code(lines, index, end), next: end };
};

const code = (lines: Lines, from: number, to: number): CodeBlock => ({
  kind: 'code',
  text: lines.raw.slice(from, to).join('\n'),
  at: positionOf(lines, from, 0),
});

const readText = (lines: Lines, index: number): Step => {
  const first = lineAt(lines, index);
  const style = isItem(first) ? 'item' : isQuote(first) ? 'quote' : 'paragraph';
  let end = index + 1;
  while (end < countOf(lines) && continuesText(lines, end, style)) end += 1;
  const text = lines.seen.slice(index, end).map(withoutMarker).join('\n').trimEnd();
  return { block: { kind: 'text', style, text, at: textPosition(lines, index) }, next: end };
};

const continuesText = (lines: Lines, index: number, style: TextBlock['style']): boolean => {
  const line = lineAt(lines, index);
  if (isBlank(line) || isEmptyQuote(line) || isHeading(line) || isFence(line)) return false;
  if (isItem(line) || isQuotedItem(line)) return false;
  return isQuote(line) === (style === 'quote') && !startsTable(lines, index);
};

const MARKER = /^\s*(?:>\s?)?\s*(?:(?:[*+-]|\d{1,3}[.)])\s+)?/;

const withoutMarker = (line: string): string => line.replace(MARKER, '').trimEnd();

const textPosition = (lines: Lines, index: number): TextBlock['at'] =>
  positionOf(lines, index, MARKER.exec(rawAt(lines, index))?.[0].length ?? 0);
