import { readExamples } from './examples.js';
import { lastVisible, lineAt, positionOf, type Lines } from './lines.js';
import type { CodeBlock, Fact, Section, TableBlock } from './types.js';

/**
 * Signs that a half was cut off: a heading with nothing below it, a table without rows, a row without all its cells, an
 * example whose brackets stay open, or an endpoint that ends before its response. Prose cut in the middle shows none.
 */
export const findCut = (sections: readonly Section[], lines: Lines): Fact | undefined => {
  const reason = reasonFor(sections);
  if (reason === undefined) return undefined;
  const last = lastVisible(lines);
  return { value: reason, quote: lineAt(lines, last).trim().slice(0, 200), at: positionOf(lines, last) };
};

/** Where both halves end alike, the page was written so: nobody cuts two halves at the same heading. */
export const isWrittenSo = (cuts: readonly (Fact | undefined)[]): boolean =>
  cuts.length > 1 && cuts.every((cut) => cut !== undefined && cut.value === cuts[0]?.value);

const reasonFor = (sections: readonly Section[]): string | undefined => {
  const last = sections.at(-1);
  if (!last || !sections.some((section) => section.kind === 'request')) return undefined;
  if (last.kind !== 'other' && last.blocks.length === 0) return 'its last heading has nothing below it';
  const block = last.blocks.at(-1);
  if (block?.kind === 'table') return cutTable(block) ?? withoutResponse(sections);
  if (block?.kind === 'code' && last.kind === 'response' && isOpen(block)) return 'its last example stays open';
  return withoutResponse(sections);
};

const withoutResponse = (sections: readonly Section[]): string | undefined => {
  const answered = sections.some(
    ({ kind, blocks }) =>
      kind === 'response' || kind === 'response-table' || blocks.some((block) => block.kind === 'code'),
  );
  return answered ? undefined : 'it ends before its response';
};

const cutTable = (table: TableBlock): string | undefined => {
  const row = table.rows.at(-1);
  if (!row) return 'its last table has no rows';
  return row.cells.length < table.columns.length ? 'the last row of its last table lacks cells' : undefined;
};

const isOpen = (block: CodeBlock): boolean =>
  readExamples([block]).examples.some((example) => example.repairs.some((repair) => repair.kind === 'unclosed'));
