import type { Diagnostic } from '../core/diagnostic.js';
import { plain } from '../core/plain-text.js';
import { cellOf, quoteRow, readColumns } from './columns.js';
import { unreadTable } from './trouble.js';
import type { ContentBlock, ErrorFact, Fact, PageHalf, Section, TableBlock, TextBlock } from './types.js';

export interface Catalogue {
  readonly errors: readonly ErrorFact[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The errors of an error-code page: `### -1003 TOO_MANY_REQUESTS` with a list of messages, one fact for each; and
 * tables of messages that share a code. The Chinese half translates most messages: what holds Chinese is a description.
 */
export const readCatalogue = (half: PageHalf): Catalogue => {
  const diagnostics: Diagnostic[] = [];
  const errors = half.sections.flatMap((section) => readSection(section, diagnostics));
  return { errors: errors.map((error) => ({ language: half.language, ...error })), diagnostics };
};

const readSection = (section: Section, diagnostics: Diagnostic[]): readonly ErrorFact[] => {
  const coded = codeIn(section);
  if (coded) return readCoded(coded, section.blocks);
  return section.blocks.flatMap((block) => {
    if (block.kind !== 'table') return [];
    const rows = readTable(block);
    if (rows.length === 0) diagnostics.push(unreadTable(block, 'errors'));
    return rows;
  });
};

type Coded = Pick<ErrorFact, 'code' | 'name' | 'quote' | 'at'>;

const codeIn = (section: Section): Coded | undefined => {
  const quote = plain(section.heading);
  const [, digits, name = ''] = /^(-\d{3,6})\b[\s:：.-]*(.*)$/s.exec(quote) ?? [];
  if (digits === undefined) return undefined;
  const at = section.at;
  const code: Fact<number> = { value: Number(digits), quote, at };
  return { code, quote, at, ...(name === '' ? {} : { name: { value: name, quote, at } }) };
};

const readCoded = (coded: Coded, blocks: readonly ContentBlock[]): readonly ErrorFact[] => {
  const lines = blocks.flatMap((block) => (block.kind === 'text' ? itemsOf(block) : []));
  const said = lines.filter(({ text }) => text !== '');
  if (said.length === 0) return [coded];
  const entries: ErrorFact[] = [];
  for (const { text, at } of said) {
    const words = wordsOf(text, at);
    const last = entries.at(-1);
    // The Chinese half repeats each message in its own words: they belong to the message that stands before them.
    if (last?.message && last.description === undefined && words.description !== undefined) {
      entries[entries.length - 1] = { ...last, description: words.description };
    } else entries.push({ ...coded, ...words, quote: `${coded.quote}: ${text}`, at });
  }
  return entries;
};

const ITEM = /(?:^|(?<=[.!。！])\s+\*\s+)(.+?)(?=(?<=[.!。！])\s+\*\s|$)/g;

/** An item may stand behind another one on its line: `* Too many orders.  * …`. */
const itemsOf = ({ text, at }: TextBlock): readonly { readonly text: string; readonly at: Section['at'] }[] => {
  const parts = text.includes('\n') ? [] : [...text.slice(0, 4000).matchAll(ITEM)];
  if (parts.length < 2) return [{ text: plain(text), at }];
  return parts.map((part) => {
    const offset = part.index + part[0].length - (part[1]?.length ?? 0);
    return { text: plain(part[1] ?? ''), at: { ...at, col: at.col + offset } };
  });
};

const wordsOf = (text: string, at: Section['at']): Pick<ErrorFact, 'message' | 'description'> =>
  /\p{Script=Han}/u.test(text) ? { description: text } : { message: { value: text, quote: text, at } };

const readTable = (table: TableBlock): readonly ErrorFact[] => {
  const columns = readColumns(table);
  if (columns.message === undefined && columns.code === undefined) return [];
  return table.rows.flatMap((row) => {
    const cell = cellOf(row, columns.message) ?? cellOf(row, columns.code);
    if (!cell) return [];
    const message = plain(cellOf(row, columns.message)?.text ?? '').replace(/^["“](.*)["”]$/, '$1');
    const digits = /^-?\d{3,6}$/.exec(plain(cellOf(row, columns.code)?.text ?? ''))?.[0];
    if (message === '' && digits === undefined) return [];
    const description = plain(cellOf(row, columns.description)?.text ?? '');
    const from = { quote: quoteRow(row), at: cell.at };
    return [
      {
        ...from,
        ...(digits === undefined ? {} : { code: { value: Number(digits), ...from } }),
        ...(message === '' ? {} : { message: { value: message, ...from } }),
        ...(description === '' ? {} : { description }),
      },
    ];
  });
};
