import { narrow, plain, stripInvisible } from '../core/plain-text.js';
import type {
  ContentBlock,
  DefinitionFact,
  DefinitionValue,
  Fact,
  PageHalf,
  Row,
  Section,
  TableBlock,
  TextBlock,
} from './types.js';

/** The lists of values of a half, each under its heading or the bold line that serves as one. */
export const readDefinitions = (half: PageHalf): readonly DefinitionFact[] =>
  half.sections.flatMap(splitAtTitles).flatMap(({ title, blocks }) => {
    const values = withoutRepeats(blocks.flatMap(readBlock));
    if (!title || values.length === 0 || ABOUT_WORDS.test(title.value)) return [];
    return [{ language: half.language, title, names: namesIn(title.quote), values }];
  });

interface Titled {
  readonly title: Fact | undefined;
  readonly blocks: ContentBlock[];
}

const splitAtTitles = (section: Section): readonly Titled[] => {
  const parts: Titled[] = [{ title: titleOf(section.heading, section.at), blocks: [] }];
  for (const block of section.blocks) {
    const bold = block.kind === 'text' && block.style === 'paragraph' ? BOLD_LINE.exec(block.text)?.[1] : undefined;
    if (bold !== undefined) parts.push({ title: titleOf(bold, block.at), blocks: [] });
    else parts.at(-1)?.blocks.push(block);
  }
  return parts;
};

/** Lists of the words that the pages use: no values of anything. */
const ABOUT_WORDS = /^(?:terminology|glossary|术语)/i;

const BOLD_LINE = /^\*\*([^*\n]+)\*\*[ \t]*[:：]?$/;

/** `value` as a reader sees it; `quote` keeps the back-ticks, by which names are told. */
const titleOf = (text: string, at: Section['at']): Fact | undefined => {
  const value = plain(text).replace(/\s*[:：]$/, '');
  return value === '' ? undefined : { value, quote: stripInvisible(text).trim(), at };
};

/** `(orderTypes, type)`, `(状态 status)`, `` `type` ``: the words that may be names of a parameter or field. */
const namesIn = (title: string): readonly string[] => {
  const places = [...narrow(title).matchAll(/\(([^()]*)\)|`([^`]*)`/g)].map((found) => found[1] ?? found[2] ?? '');
  return [...new Set(places.flatMap((place) => place.match(/(?<![\w.])[A-Za-z_]\w*(?![\w.])/g) ?? []))];
};

const readBlock = (block: ContentBlock): readonly DefinitionValue[] => {
  if (block.kind === 'code') return [];
  if (block.kind === 'table') return listsFields(block) ? [] : block.rows.flatMap(readRow);
  return block.style === 'item' ? readItem(block) : block.style === 'paragraph' ? readWords(block) : [];
};

/** Names of fields with their meaning are no values. */
const listsFields = (table: TableBlock): boolean =>
  /^(?:fields?|parameters?|字段|参数)/i.test(plain(table.columns[0]?.text ?? ''));

const readRow = (row: Row): readonly DefinitionValue[] => {
  const [first, ...others] = row.cells;
  const value = plain(first?.text ?? '');
  if (!first || !TOKEN_ALONE.test(value)) return [];
  const description = others
    .map((cell) => plain(cell.text))
    .join(' ')
    .trim();
  return [valueOf(value, description, { quote: plain(row.cells.map(({ text }) => text).join(' | ')), at: first.at })];
};

const TOKEN_ALONE = /^[A-Za-z0-9][\w.-]*$/;
/** Capitals, alone or before their meaning; any other word only alone or before a dash or a colon. */
const ITEM = /^(`?)([A-Za-z0-9][\w.]*(?:-\w+)*)\1(?=$|\s*[:：(（]|\s*(?:-|–|—)\s)/;
const CAPITALS_BEFORE_CHINESE = /^`?([A-Z][A-Z0-9_]*_[一-鿿]+|[A-Z][A-Z0-9_]*[A-Z0-9])`?(?=\s*[^\sA-Za-z0-9_]?[一-鿿])/;

const readItem = (block: TextBlock): readonly DefinitionValue[] => {
  const text = stripInvisible(block.text)
    .replace(/\\([_-])/g, '$1')
    .trim();
  const found = ITEM.exec(text)?.[2] ?? CAPITALS_BEFORE_CHINESE.exec(text)?.[1];
  if (found === undefined) return [];
  const rest = text.slice(text.indexOf(found) + found.length).replace(/^`?\s*(?:[:：]|-|–|—)?\s*/, '');
  return [valueOf(found, plain(rest), { quote: plain(block.text), at: block.at })];
};

/** A paragraph of nothing but values: `GTC, IOC, FOK`. */
const readWords = (block: TextBlock): readonly DefinitionValue[] => {
  const words = narrow(plain(block.text)).split(/[\s,、/|]+/);
  const listed = words.every((word) => /^[A-Z][A-Z0-9_]+$/.test(word)) && words.length > 1;
  return listed ? words.map((word) => valueOf(word, '', { quote: plain(block.text), at: block.at })) : [];
};

const valueOf = (value: string, description: string, from: Pick<Fact, 'quote' | 'at'>): DefinitionValue => ({
  value,
  ...from,
  ...(description === '' ? {} : { description }),
});

const withoutRepeats = (values: readonly DefinitionValue[]): readonly DefinitionValue[] => {
  const seen = new Set<string>();
  return values.filter(({ value }) => !seen.has(value) && seen.add(value));
};
