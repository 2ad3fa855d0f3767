import { narrow, plain } from '../core/plain-text.js';
import type { Cell, DocType, Fact } from './types.js';

/** Limits and defaults that a description states. Only what is said of the value itself: "max 7 days" is no maximum. */
export interface StatedLimits {
  readonly default?: Fact;
  readonly maximum?: Fact;
  readonly minimum?: Fact;
}

/** `1,000,000` and `0.1`; never a part of `10k`, `24h` or `2^53`. */
const DIGITS = String.raw`-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
const NUMBER = String.raw`(${DIGITS})(?![\w^*]|\.\d|,\d{3})`;
/** After a number: a unit, or a thing that is counted. Then the number is about something else than the value. */
const COUNTED = new RegExp(
  [
    String.raw`^\s*(?:%|个|天|小时|分钟|日|月|年|条|次|位)`,
    String.raw`^\s*(?:days?|hours?|minutes?|months?|weeks?|years?|symbols?|for|items?|characters?|chars?)\b`,
  ].join('|'),
  'i',
);

const MAXIMUM = [
  `(?:cannot|can't|can not|must not|should not|may not) (?:be (?:greater|larger|more|higher) than|exceed) ?`,
  `(?:no|not) (?:more|greater|larger) than ?`,
  `less than or equal to ?`,
  `\\bmax(?:imum)?(?: (?:value|is|of))*[ :=]*`,
  `(?:不能|不得|不可)(?:大于|超过)[ ]*`,
  `不(?:大于|超过)[ ]*`,
  `最大(?:值)?[ 为是:]*`,
  `\\b(?:at most|up to) `,
  `(?:<=|≤) ?`,
].map((words) => new RegExp(`${words}${NUMBER}`, 'i'));

const MINIMUM = [
  `(?:cannot|can't|can not|must not|should not) be (?:less|smaller|lower) than ?`,
  `(?:no|not) less than ?`,
  `greater than or equal to ?`,
  `\\bmin(?:imum)?(?: (?:value|is|of))*[ :=]*`,
  `(?:不能|不得|不可)(?:小于|低于)[ ]*`,
  `最小(?:值)?[ 为是:]*`,
  `\\bat least `,
  `(?:>=|≥) ?`,
  `start(?:s|ing)? (?:from|at) ?`,
  `(?:从|开始值)[ ]*`,
].map((words) => new RegExp(`${words}${NUMBER}`, 'i'));

const RANGE = new RegExp(`(?:from|between) ${NUMBER} (?:to|and) ${NUMBER}`, 'i');
/** A description that begins with nothing but two numbers: `1-100`, `0.01 to 5`. */
const BARE_RANGE = new RegExp(`^${NUMBER} ?(?:-|~|–|to|至|到) ?${NUMBER}(?=$|[;,。)]|\\.(?:\\s|$))`, 'i');

/** The words before the value, then the value: a number, a word in capitals, true or false, quoted or not. */
const DEFAULT = new RegExp(
  [
    String.raw`(?:\bdefaults?(?: value)?(?: (?:is|to|as)\b)?|默认(?:取值|值)?(?:是|为)?)[ :=]*`,
    '(["\'`]?)',
    String.raw`(${DIGITS}|[A-Z][A-Z0-9_]+|true|false)`,
    String.raw`\1(?![\w^*]|\.\d|,\d{3})`,
  ].join(''),
  'gi',
);

export const readLimits = (cell: Cell, type: DocType | undefined): StatedLimits => {
  if (!/\d|default|默认/i.test(cell.text)) return {};
  const text = narrow(plain(cell.text)).slice(0, 2000);
  const fact = (value: string | undefined): Fact | undefined =>
    value === undefined ? undefined : { value: withoutCommas(value), quote: plain(cell.text), at: cell.at };
  const numeric = isNumeric(type);
  const range = numeric ? (RANGE.exec(text) ?? BARE_RANGE.exec(text)) : null;
  const maximum = fact(range?.[2] ?? (numeric ? statedNumber(text, MAXIMUM) : undefined));
  const minimum = fact(range?.[1] ?? (numeric ? statedNumber(text, MINIMUM) : undefined));
  const byDefault = fact(statedDefault(narrow(cell.text).slice(0, 2000), type));
  return {
    ...(byDefault ? { default: byDefault } : {}),
    ...(maximum ? { maximum } : {}),
    ...(minimum ? { minimum } : {}),
  };
};

const withoutCommas = (value: string): string => (/^-?\d/.test(value) ? value.replaceAll(',', '') : value);

const isNumeric = (type: DocType | undefined): boolean => type === 'LONG' || type === 'INT' || type === 'DECIMAL';

const statedNumber = (text: string, patterns: readonly RegExp[]): string | undefined => {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found && !COUNTED.test(text.slice(found.index + found[0].length))) return found[1];
  }
  return undefined;
};

/**
 * A default that holds without conditions. "MARKET and LIMIT order types default to FULL" and "Default BOTH for One-way
 * Mode" each speak of one case, and two different defaults mean that it depends.
 */
const statedDefault = (text: string, type: DocType | undefined): string | undefined => {
  const values = new Set<string>();
  for (const found of text.matchAll(DEFAULT)) {
    const value = found[2] ?? '';
    const before = text.slice(0, found.index).trimEnd();
    const after = text.slice(found.index + found[0].length);
    if (isConditional(before, after) || !fitsType(value, after, type)) continue;
    if (!/^[A-Z0-9.-]|^(?:true|false)$/.test(value) || COUNTED.test(after)) continue;
    values.add(value);
  }
  return values.size === 1 ? [...values][0] : undefined;
};

/** Numbers have numbers. Text may have one, too, where nothing follows that it could count. */
const fitsType = (value: string, after: string, type: DocType | undefined): boolean => {
  const isNumber = /^-?\d/.test(value);
  if (isNumeric(type)) return isNumber;
  return !isNumber || (type === 'STRING' && /^\s*(?:$|[;,。(\n]|\.(?:\s|$))/.test(after));
};

/** A default in small letters or quotes counts if it is one of the values. */
export const defaultAmong = (cell: Cell, values: readonly string[]): Fact | undefined => {
  const text = narrow(cell.text).slice(0, 2000);
  for (const found of text.matchAll(DEFAULT_WORD)) {
    const value = found[1] ?? '';
    const after = text.slice(found.index + found[0].length);
    if (!values.includes(value) || isConditional(text.slice(0, found.index).trimEnd(), after)) continue;
    return { value, quote: plain(cell.text), at: cell.at };
  }
  return undefined;
};

const DEFAULT_WORD =
  /(?:\bdefaults?(?: value)?(?: (?:is|to|as)\b)?|默认(?:取值|值)?(?:是|为)?)[ :=]{0,5}["'`]?([\w.-]{1,40})["'`]?/gi;

const isConditional = (before: string, after: string): boolean =>
  /(?:types?|orders?|订单类型|订单|模式下?|mode|时)$/i.test(before) || /^["'`]?\s*(?:for|when|if|in)\b/i.test(after);
