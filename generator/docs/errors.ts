import type { Diagnostic } from '../core/diagnostic.js';
import { narrow, plain } from '../core/plain-text.js';
import type { Position } from '../core/position.js';
import { cellOf, quoteRow, readColumns } from './columns.js';
import { unreadTable, warn } from './trouble.js';
import type { ErrorFact, Fact, Section, TableBlock, TextBlock } from './types.js';
import { saysNone } from './vocabulary.js';

export interface ReadErrors {
  readonly errors: readonly ErrorFact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The errors that a page lists: `NAME` items with the JSON the exchange sends, `-27009: words` items, or tables. */
export const readErrors = (sections: readonly Section[]): ReadErrors => {
  const diagnostics: Diagnostic[] = [];
  return { errors: sections.flatMap((section) => readSection(section, diagnostics)), diagnostics };
};

/** Errors that notes quote as the exchange sends them. What is no error has no negative code. */
export const readMentioned = (sections: readonly Section[]): readonly ErrorFact[] => {
  const drafts: Draft[] = [];
  for (const { blocks } of sections) {
    for (const block of blocks) {
      if (block.kind !== 'text') continue;
      readSent(narrow(block.text), drafts, { quote: plain(block.text), at: block.at });
    }
  }
  return drafts.filter(({ code }) => code !== undefined && code.value < 0).map(finish);
};

interface Draft {
  code?: Fact<number>;
  name?: Fact;
  message?: Fact;
  words: string[];
  quote: string;
  at: Position;
}

const readSection = (section: Section, diagnostics: Diagnostic[]): readonly ErrorFact[] => {
  const drafts: Draft[] = [];
  for (const block of section.blocks) {
    if (block.kind === 'table') drafts.push(...readTable(block, diagnostics));
    else if (block.kind === 'text') readText(block, drafts);
  }
  const hint = 'The errors of this page were not checked. Look at the page.';
  if (drafts.length === 0 && section.blocks.some((block) => block.kind === 'text' && !saysNone(block.text))) {
    const message = `Below "${plain(section.heading)}" stands neither a name nor a code of an error.`;
    diagnostics.push(warn('no-errors', message, { at: section.at, hint }));
  }
  return drafts.map(finish);
};

const finish = ({ words, ...draft }: Draft): ErrorFact => {
  const description = words.join(' ').trim();
  return { ...draft, ...(description === '' ? {} : { description }) };
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

const readTable = (table: TableBlock, diagnostics: Diagnostic[]): readonly Draft[] => {
  const columns = readColumns(table);
  if (columns.code === undefined) diagnostics.push(unreadTable(table, 'errors'));
  return table.rows.flatMap((row) => {
    const cell = cellOf(row, columns.code);
    const code = /^-?\d{3,6}$/.exec(plain(cell?.text ?? ''))?.[0];
    if (!cell || code === undefined) {
      const message = `"${plain(cell?.text ?? '').slice(0, 60)}" is no error code.`;
      const hint = 'This row was not read. Look at the page.';
      if (columns.code !== undefined) diagnostics.push(warn('error-code', message, { at: row.at, hint }));
      return [];
    }
    const quote = quoteRow(row);
    const message = cellOf(row, columns.message);
    const text = plain(message?.text ?? '');
    const fact = { value: text, quote, at: message?.at ?? cell.at };
    const draft = { code: { value: Number(code), quote, at: cell.at }, quote, at: cell.at };
    const description = plain(cellOf(row, columns.description)?.text ?? '');
    return [{ ...draft, ...(text === '' ? {} : { message: fact }), words: [description] }];
  });
};
