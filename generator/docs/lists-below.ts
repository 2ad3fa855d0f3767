import { narrow, plain, stripInvisible } from '../core/plain-text.js';
import type { ContentBlock, Fact, ParameterFact, TextBlock } from './types.js';

/** What announces a list below a table, with the name of the parameter: `Supported types:`, `支持的type:`. */
const ANNOUNCES = new RegExp(
  [
    String.raw`^(?:the )?(?:supported|allowed|valid|possible|available) (?:values (?:of|for) )?(?:the )?["'\x60]?(\w+)["'\x60]?(?: values| are)?\s*:$`,
    String.raw`^["'\x60]?(\w+)["'\x60]? (?:can|may|must) be(?: one of)?\s*:$`,
    String.raw`^(?:支持的?|可选的?)\s*["'\x60]?(\w+)["'\x60]?\s*(?:类型|取?值)?(?:为|有|包括)?\s*:$`,
    String.raw`^["'\x60]?(\w+)["'\x60]?\s*(?:支持的?(?:类型|值)?|的?(?:可选|取)值(?:范围)?)(?:为|有|包括)?\s*:$`,
  ].join('|'),
  'i',
);

/** A value in capitals, alone or with what it means behind brackets, a colon or a dash. */
const VALUE = /^["'`]?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)["'`]?\s*(?:$|[(:=]|[-–—]\s)/;

/** The parameters, those with a list of values below the table with these values. One that its own row lists stays. */
export const withListsBelow = (
  rows: readonly ParameterFact[],
  blocks: readonly ContentBlock[],
): readonly ParameterFact[] => {
  const lists = blocks.flatMap((block, index) => listAt(blocks, { block, index }));
  return rows.map((row) => {
    const list = lists.find(({ about }) => isAbout(about, row.name));
    if (!list || row.values || !(row.type === undefined || /^(?:STRING|ENUM|ARRAY)$/.test(row.type.value))) return row;
    const { valuesFrom: _, ...kept } = row;
    return { ...kept, values: list.values };
  });
};

interface ListBelow {
  readonly about: string;
  readonly values: Fact<readonly string[]>;
}

const isAbout = (about: string, name: string): boolean =>
  [about, about.replace(/s$/i, '')].some((word) => word.toLowerCase() === name.toLowerCase());

const listAt = (
  blocks: readonly ContentBlock[],
  { block, index }: { readonly block: ContentBlock; readonly index: number },
): readonly ListBelow[] => {
  if (block.kind !== 'text') return [];
  const found = ANNOUNCES.exec(readable(block));
  const about = found?.slice(1).find((name) => name !== undefined);
  if (about === undefined) return [];
  const items = itemsBelow(blocks, { block, index });
  const values = items.map((item) => VALUE.exec(readable(item))?.[1] ?? '');
  // A line that holds no value may say more of one: then what the list is cannot be told.
  if (values.includes('') || new Set(values).size < 2) return [];
  const quote = `${plain(block.text)} ${values.join(', ')}`;
  return [{ about, values: { value: [...new Set(values)], quote, at: block.at } }];
};

const readable = (block: TextBlock): string => narrow(stripInvisible(block.text)).replace(/\s+/g, ' ').trim();

/** The items below, further in than the line that announces them, or all up to the next text where it is a paragraph. */
const itemsBelow = (
  blocks: readonly ContentBlock[],
  { block, index }: { readonly block: TextBlock; readonly index: number },
): readonly TextBlock[] => {
  const items: TextBlock[] = [];
  for (const next of blocks.slice(index + 1)) {
    if (next.kind !== 'text' || next.style === 'paragraph') break;
    if (block.style !== 'paragraph' && next.at.col <= block.at.col) break;
    items.push(next);
  }
  return items;
};
