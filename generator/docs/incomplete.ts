import { readExamples } from './examples.js';
import { lastVisible, lineAt, positionOf, type Lines } from './lines.js';
import type { CodeBlock, Fact, PageKind, Section, TableBlock } from './types.js';

/**
 * Signs that a half was cut off: it ends inside a link, a heading, a code block, a table row, an example; or it is an
 * endpoint that ends before its response. Prose that was cut between two words shows none.
 */
export const findCut = (kind: PageKind, sections: readonly Section[], lines: Lines): Fact | undefined => {
  const reason = cutLine(sections, lines) ?? cutBlock(kind, sections) ?? cutEndpoint(kind, sections);
  return reason === undefined ? undefined : endsHere(reason, lines);
};

/** A reason, with the last line of what was read as its place. */
export const endsHere = (reason: string, lines: Lines): Fact => {
  const last = Math.max(0, lastVisible(lines));
  return { value: reason, quote: lineAt(lines, last).trim().slice(0, 200), at: positionOf(lines, last) };
};

/** What the last line shows by itself. In code, brackets and back-ticks mean something else. */
const cutLine = (sections: readonly Section[], lines: Lines): string | undefined => {
  if (countLines(lines, /^ {0,3}(?:```|~~~)/) % 2 === 1) return 'its last code block stays open';
  const last = sections.at(-1)?.blocks.at(-1);
  if (last?.kind === 'code') return undefined;
  const line = lineAt(lines, lastVisible(lines));
  if (endsInsideLink(line)) return 'it ends inside a link';
  if (isCutHeading(line, lines)) return 'it ends inside a heading';
  if (last?.kind === 'text' && isTableHead(line)) return 'it ends inside the head of a table';
  if (count(line, /\{/g) > count(line, /\}/g)) return 'it ends inside a message';
  return count(line, /(?<!\\)`/g) % 2 === 1 || count(line, /(?<!\\)\*\*/g) % 2 === 1
    ? 'it ends inside a marked word'
    : undefined;
};

const countLines = (lines: Lines, pattern: RegExp): number => lines.seen.filter((line) => pattern.test(line)).length;

const count = (line: string, pattern: RegExp): number => line.match(pattern)?.length ?? 0;

/** Only what stands behind the last opening counts, so that a line of a million brackets takes no time. */
const endsInsideLink = (line: string): boolean =>
  line.lastIndexOf('[') > line.lastIndexOf(']') ||
  /^\]\([^()\s]*(?:\s+"[^"]*"?)?$/.test(from(line, '](')) ||
  /^<https?:[^>\s]*$/.test(from(line, '<'));

const from = (line: string, opening: string): string => {
  const at = line.lastIndexOf(opening);
  return at === -1 ? '' : line.slice(at);
};

/** Below the title, headings carry a link to themselves. One without it, at the end, lost it. */
const isCutHeading = (line: string, lines: Lines): boolean =>
  /^\s{0,3}#{1,6}$/.test(line.trimEnd()) ||
  (/^\s{0,3}#{2,6}\s/.test(line) && !line.includes('](') && countLines(lines, /^\s{0,3}#{2,6}\s.*\]\(/) > 0);

const isTableHead = (line: string): boolean => count(line, /\|/g) > 1 && !/[.!?。！？]\s*$/.test(line);

const cutBlock = (kind: PageKind, sections: readonly Section[]): string | undefined => {
  const last = sections.at(-1);
  if (!last) return undefined;
  if (last.blocks.length === 0) return 'its last heading has nothing below it';
  const block = last.blocks.at(-1);
  if (block?.kind === 'table') return cutTable(block);
  const isExample = last.kind === 'response' || kind === 'event';
  return block?.kind === 'code' && isExample && isOpen(block) ? 'its last example stays open' : undefined;
};

const cutTable = (table: TableBlock): string | undefined => {
  const row = table.rows.at(-1);
  if (!row) return 'its last table has no rows';
  return row.cells.length < table.columns.length ? 'the last row of its last table lacks cells' : undefined;
};

const isOpen = (block: CodeBlock): boolean =>
  readExamples([block]).examples.some((example) => example.repairs.some((repair) => repair.kind === 'unclosed'));

const cutEndpoint = (kind: PageKind, sections: readonly Section[]): string | undefined => {
  if (kind === 'prose' && endsWithDescription(sections)) return 'it ends before its request line';
  if (kind !== 'endpoint' || !sections.some((section) => section.kind === 'request')) return undefined;
  return sections.some(answers) ? undefined : 'it ends before its response';
};

/** What follows a description is never nothing; bold lines in it may look like headings. */
const endsWithDescription = (sections: readonly Section[]): boolean => {
  const at = sections.findIndex(({ kind }) => kind === 'description');
  return at !== -1 && sections.slice(at + 1).every(({ level }) => level === PSEUDO_LEVEL);
};

const PSEUDO_LEVEL = 7;

const answers = ({ kind, blocks }: Section): boolean =>
  kind === 'response' || kind === 'response-table' || blocks.some((block) => block.kind === 'code');
