import { narrow, stripInvisible } from '../core/plain-text.js';
import type { DocType } from './types.js';

/**
 * Lists whose form alone says that they hold values, whatever the values look like: `1: spot; 2: margin`,
 * `"true": on; "false": off`, `A for one, B for the other`, "one of day, week", "can only be 3, 5 or 10".
 */
export const listedByForm = (description: string, type: DocType | undefined): readonly string[] => {
  const text = narrow(stripInvisible(description.slice(0, 4000)))
    .replace(/<br ?\/?>/gi, '\n')
    .replace(/\[[^[\]]*\]\([^()\s]*\)/g, ' ')
    .replaceAll('\\_', '_');
  const readers = [explained, announced, type === 'ENUM' ? bare : bareQuoted];
  for (const read of readers) {
    const values = read(text).filter((value) => fits(value, type));
    if (new Set(values).size > 1) return [...new Set(values)];
  }
  return [];
};

/** Numbers have integers as values, and nothing but an array or text has words. */
const fits = (value: string, type: DocType | undefined): boolean => {
  if (type === 'INT' || type === 'LONG') return /^-?\d+$/.test(value);
  return type !== 'DECIMAL' && type !== 'BOOLEAN' && type !== 'OBJECT' && type !== 'OBJECT ARRAY';
};

/** A value and what it means, at least twice, each at the start of a part. Unquoted only capitals and integers. */
const explained = (text: string): readonly string[] => {
  const values: string[] = [];
  for (const part of text.split(/[;。\n]|[.,](?=\s|["'`]|(?:-?\d{1,4}|[A-Z][A-Z0-9_]*)\s*[:=])/)) {
    const found = EXPLAINED.exec(part.replace(/^(?:\s|(?:and|or|和|或)\s)+/, '').slice(0, 200));
    const value = found?.[2] ?? found?.[3];
    if (value !== undefined) values.push(value);
    else if (values.length === 1) return [];
  }
  return values;
};

const EXPLAINED = new RegExp(
  [
    '^(?:(["\'`])([\\w.-]{1,40})\\1|([A-Z][A-Z0-9_]*|-?\\d{1,4}|true|false))\\s*',
    String.raw`(?:[:=]|-\s|–|—|\bfor\b|\bmeans\b|\bis\b(?= for)|表示|代表)\s*\S`,
  ].join(''),
);

/** Words after which values follow, then nothing but values and what parts them. */
const ANNOUNCED = new RegExp(
  [
    String.raw`\b(?:valid limits?|values?(?: can be| are| is)?|one of|enums?|options?(?: are)?|allowed`,
    String.raw`|(?:can|may|must) (?:only )?be`,
    String.raw`|can only (?:be|adjust)|only supports?|supports? only|choose from|either of)\s*:?\s*[[(]?\s*`,
    String.raw`|(?:取值(?:为|范围|有)?|可选(?:值|项)?(?:为|有)?|枚举值?|只能(?:为|调整|填|是)?|仅支持|支持的数值)\s*[:为]?\s*[[(]?\s*`,
  ].join(''),
  'gi',
);

const announced = (text: string): readonly string[] => {
  for (const lead of text.matchAll(ANNOUNCED)) {
    const rest = text.slice(lead.index + lead[0].length, lead.index + lead[0].length + 600);
    const listed = takeList(rest);
    if (listed.length > 1) return listed;
  }
  return [];
};

const PIECE = /^\s*(["'`]?)([\w-]{1,40}(?:\.\w{1,20})?)\1\s*/;
const PART = /^(?:[,、/|]\s*(?:(?:or|and)\b\s*|(?:或者|或|和|及)\s*)?|(?:or|and)\s+|(?:或者|或|和|及)\s*)/;

/** Values parted by commas, bars, slashes, "or"; ends with the sentence, or it is no list. */
const takeList = (text: string): readonly string[] => {
  const values: string[] = [];
  let rest = text;
  for (;;) {
    const piece = PIECE.exec(rest);
    if (!piece?.[2]) return [];
    if (piece[1] === '' ? isWord(piece[2]) : /^[a-z]+[A-Z]/.test(piece[2])) return [];
    values.push(piece[2]);
    rest = rest.slice(piece[0].length);
    const part = PART.exec(rest);
    if (!part) break;
    rest = rest.slice(part[0].length);
  }
  return /^(?:$|[;.。,:()\]\n])/.test(rest) ? values : [];
};

/** What stands in lists of other things: names of parameters, even in quotes, and words of a sentence. */
const isWord = (value: string): boolean => /^[a-z]+[A-Z]/.test(value) || SENTENCE_WORDS.includes(value);

const SENTENCE_WORDS: readonly string[] = [
  ...['the', 'a', 'an', 'it', 'this', 'any', 'all', 'in', 'by', 'for', 'to'],
  ...['used', 'sent', 'set', 'omitted', 'empty', 'left'],
];

/** A first sentence of an ENUM that is nothing but values: `B, S`, `day | week | month`. */
const bare = (text: string): readonly string[] => {
  const sentence = text.split(/[;。\n]|\.(?:\s|$)/)[0] ?? '';
  const values = takeList(sentence.trim());
  return values.length > 1 ? values : [];
};

/** The same for other types, where quotes tell values from words: `` `fast` or `slow` ``. */
const bareQuoted = (text: string): readonly string[] => {
  const sentence = text.split(/[;。\n]|\.(?:\s|$)/)[0] ?? '';
  return /^(?:\s*(?:[,、/|]|or\b|and\b|或|和)?\s*(["'`])[\w.-]{1,40}\1)+\s*$/.test(sentence) ? bare(sentence) : [];
};
