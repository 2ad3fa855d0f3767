import { narrow, stripInvisible } from '../core/plain-text.js';
import type { Cell, DocType, Fact } from './types.js';
import { readTrueOrFalse } from './true-or-false.js';
import { listedByForm } from './value-lists.js';

/** Types whose values a page may list. Numbers have limits, and a BOOLEAN's values need no list unless they are texts. */
const LISTED: readonly (DocType | undefined)[] = ['ENUM', 'STRING', 'ARRAY', undefined];

/**
 * The values that a description lists. A list is capital words side by side, or quoted ones with their meaning between;
 * sentences that say when a parameter is used, or give an example, list values of something else. Where none is found,
 * lists of other words count if their form leaves no doubt.
 */
export const readValues = (cell: Cell, type: DocType | undefined): Fact<readonly string[]> | undefined => {
  const values = new Set<string>();
  if (LISTED.includes(type)) {
    for (const clause of clauses(cell.text)) for (const value of listedIn(clause, type)) values.add(value);
  }
  if (values.size < 2) for (const value of listedByForm(cell.text, type)) values.add(value);
  if (values.size < 2) for (const value of readTrueOrFalse(cell.text, type)) values.add(value);
  if (values.size < (type === 'ENUM' ? 1 : 2)) return undefined;
  const quote = narrow(stripInvisible(cell.text)).replace(/\s+/g, ' ').trim();
  return { value: [...values], quote, at: cell.at };
};

const clauses = (text: string): readonly string[] =>
  narrow(stripInvisible(text.slice(0, 4000)))
    .replace(/<br ?\/?>/gi, '\n')
    .replace(/\[[^[\]]*\]\([^()\s]*\)/g, ' ')
    .replace(/\b(e\.g|i\.e)\.?/gi, 'eg ')
    .replace(/\([^()]*\)/g, ' ')
    .split(/[;。\n]|\.(?:\s|$)/)
    .flatMap(withoutDefault);

/** `A, B, default A` lists A and B. "MARKET and LIMIT order types default to FULL" lists none. */
const withoutDefault = (clause: string): readonly string[] => {
  const cut = clause.search(/(?:\bdefaults?\b|默认)/i);
  if (cut === -1) return [clause];
  const head = clause.slice(0, cut).trimEnd();
  const tail = clause.slice(cut);
  const kept = /(?:[,、/"'`]|[A-Z0-9_])$/.test(head) ? [head] : [];
  return /^.{0,30}?["'`]?[A-Z_]+["'`]?\s*for\b|^默认且仅可/s.test(tail) ? [...kept, tail] : kept;
};

/** Before the first value: words by which the clause is about a case, an example or a rule. */
const ABOUT_SOMETHING_ELSE = new RegExp(
  [
    String.raw`\b(?:used?|only|when|if|unless|cannot|can't|not (?:supported|sent|allowed)|except|either|based on)\b`,
    String.raw`\b(?:eg|such as|examples?|like|rule|mandatory|required|error)\b`,
    '用于|仅(?!可)|配合|如|例|不(?!填)|当|选择|必填|根据|模式下',
    String.raw`mode下|^\s*与`,
  ].join('|'),
  'i',
);
/** After the last one: the orders, or the case, that it is about. */
const ABOUT_ORDERS = /^["'`]?\s*(?:\S{0,4}\s*)?(?:orders?\b|订单|单使用|一起使用|需要此参数)/i;
/** Chinese for "can only be set to": what follows are the values, whatever stands before. */
const ONLY_THESE = /仅可(?:填|选择|为|选)[^A-Z]{0,6}$/;

const TOKEN = /(["'`]?)(?<![A-Za-z0-9_])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z][A-Z0-9]+|true|false)(?![A-Za-z0-9_])\1/g;

interface Token {
  readonly value: string;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
}

const listedIn = (clause: string, type: DocType | undefined): readonly string[] => {
  const tokens = [...clause.matchAll(TOKEN)].map((found): Token => ({
    value: found[2] ?? '',
    quoted: found[1] !== '' || /^(?:TRUE|FALSE)$/.test(found[2] ?? ''),
    start: found.index,
    end: found.index + found[0].length,
  }));
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return [];
  if (ONLY_THESE.test(clause.slice(0, first.start))) return tokens.map((token) => token.value);
  if (ABOUT_SOMETHING_ELSE.test(clause.slice(0, first.start)) || ABOUT_ORDERS.test(clause.slice(last.end))) return [];
  const quoted = tokens.filter((token) => token.quoted);
  if (quoted.length > 1) return quoted.map((token) => token.value);
  const listed = tokens.filter((_, index) => isListed(clause, tokens, index)).map((token) => token.value);
  if (listed.length > 0) return listed;
  const alone = /^["'`\s]*([A-Z0-9_]+)["'`\s]*(?:for\b.*)?$/s.exec(clause.replace(/^\s*default\b/i, ''))?.[1];
  return type === 'ENUM' && alone === first.value ? [first.value] : [];
};

const isListed = (clause: string, tokens: readonly Token[], index: number): boolean => {
  const token = tokens[index];
  if (!token) return false;
  const between = (left: Token | undefined, right: Token | undefined): string | undefined =>
    left && right ? clause.slice(left.end, right.start) : undefined;
  const gaps = [between(tokens[index - 1], token), between(token, tokens[index + 1])];
  return gaps.some((gap) => gap !== undefined && (isSeparator(gap) || (gap.trim() === '' && isBareList(clause))));
};

const isSeparator = (gap: string): boolean =>
  /^["'`\s]*(?:[,、/|:]["'`\s/|,]*(?:(?:or|and|或|和|及)["'`\s]*)?|(?:or|and|或|和|及)["'`\s]*)$/.test(gap);

/** `BUY SELL` and nothing else: side by side without a separator, as `FIX API` in a sentence is not. */
const isBareList = (clause: string): boolean => /^[A-Z0-9_\s"'`]+$/.test(clause);
