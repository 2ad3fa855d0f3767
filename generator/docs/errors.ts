import { narrow, plain } from '../core/plain-text.js';
import type { Position } from '../core/position.js';
import { cellOf, quoteRow, readColumns } from './columns.js';
import type { ErrorFact, Fact, Section, TableBlock, TextBlock } from './types.js';

/** The errors that a page lists: `NAME` items with the JSON the exchange sends, `-27009: words` items, or tables. */
export const readErrors = (sections: readonly Section[]): readonly ErrorFact[] => sections.flatMap(readSection);

interface Draft {
  code?: Fact<number>;
  name?: Fact;
  message?: Fact;
  words: string[];
  quote: string;
  at: Position;
}

const readSection = (section: Section): readonly ErrorFact[] => {
  const drafts: Draft[] = [];
  for (const block of section.blocks) {
    if (block.kind === 'table') drafts.push(...readTable(block));
    else if (block.kind === 'text') readText(block, drafts);
  }
  return drafts.map(({ words, ...draft }) => {
    const description = words.join(' ').trim();
    return { ...draft, ...(description === '' ? {} : { description }) };
  });
};

/** `{"code": -3045, "msg": "…"}` in straight or typographic quotes. */
const SENT = /\{\s*"code"\s*:\s*(-?\d{1,9})\s*,\s*"msg"\s*:\s*"([^{}]{1,500})"\s*[.]?\s*\}/g;

const readText = (block: TextBlock, drafts: Draft[]): void => {
  const named = /^\*\*([A-Za-z][^*\n]{1,80})\*\*[ \t]*[:：]?/.exec(block.text);
  const coded = /^(?:\*\*)?(-\d{3,6})(?:\*\*)?[ \t]*[:：.]?/.exec(block.text);
  const lead = named ?? coded;
  const quote = plain(block.text);
  if (lead) drafts.push(startDraft(lead[1] ?? '', { isCode: lead === coded, quote, at: block.at }));
  const text = lead ? block.text.slice(lead[0].length) : block.text;
  readSent(narrow(text), drafts, { quote, at: block.at });
  drafts.at(-1)?.words.push(plain(text).replace(/^[.,:\s]+/, ''));
};

const startDraft = (lead: string, from: { isCode: boolean; quote: string; at: Position }): Draft => {
  const { isCode, quote, at } = from;
  const base = { words: [], quote, at };
  return isCode
    ? { ...base, code: { value: Number(lead), quote, at } }
    : { ...base, name: { value: lead.trim(), quote, at } };
};

/** The first error sent completes the name above it; any further one stands for itself. */
const readSent = (text: string, drafts: Draft[], from: { quote: string; at: Position }): void => {
  for (const [, digits = '', message = ''] of text.matchAll(SENT)) {
    const last = drafts.at(-1);
    const draft = last && !last.code ? last : { words: [], quote: from.quote, at: from.at };
    const at = from.at;
    draft.code = { value: Number(digits), quote: from.quote, at };
    draft.message = { value: message, quote: from.quote, at };
    draft.quote = draft.name ? `${draft.name.value}: ${digits} ${message}` : `${digits} ${message}`;
    if (draft !== last) drafts.push(draft);
  }
};

const readTable = (table: TableBlock): readonly Draft[] => {
  const columns = readColumns(table);
  return table.rows.flatMap((row) => {
    const cell = cellOf(row, columns.code);
    const code = /^-?\d{3,6}$/.exec(plain(cell?.text ?? ''))?.[0];
    if (!cell || code === undefined) return [];
    const quote = quoteRow(row);
    const message = cellOf(row, columns.message);
    const text = plain(message?.text ?? '');
    const fact = { value: text, quote, at: message?.at ?? cell.at };
    const draft = { code: { value: Number(code), quote, at: cell.at }, quote, at: cell.at };
    const description = plain(cellOf(row, columns.description)?.text ?? '');
    return [{ ...draft, ...(text === '' ? {} : { message: fact }), words: [description] }];
  });
};
