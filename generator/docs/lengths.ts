import { narrow, plain } from '../core/plain-text.js';
import { anyOf } from './patterns.js';
import type { Cell, Fact } from './types.js';

/** How long a value may be, and the regular expression it has to match. */
export interface StatedLength {
  readonly minLength?: Fact<number>;
  readonly maxLength?: Fact<number>;
  readonly pattern?: Fact;
}

const CHARACTERS = String.raw`(?:-| )?(?:characters?|chars?|letters?|个字符|位字符|字符|个字|位)`;
const NUMBER = String.raw`(\d{1,5}) ?`;
const TO = '(?:-|~|to|and|至|到) ?';
const RANGES: readonly RegExp[] = [
  anyOf(`${NUMBER}${TO}${NUMBER}${CHARACTERS}`),
  anyOf(String.raw`(?:\blength|长度)(?: (?:is|must be|should be))?[ :为在]*(?:between )?${NUMBER}${TO}${NUMBER}`),
];
const AT_MOST = [
  String.raw`\bmax(?:imum)?(?: of)?|\bup to|\bat most|(?:no|not) (?:more|longer|greater) than|within`,
  '(?:cannot|must not) exceed|最多|最长|不(?:能|得|可)?超过',
].join('|');
const LENGTH_LIMIT = 'length (?:limit|cannot exceed|must not exceed|no more than|up to)';
const MOST: readonly RegExp[] = [
  anyOf(`(?:${AT_MOST})[ :]*${NUMBER}${CHARACTERS}`),
  anyOf(String.raw`\b(?:max(?:imum)?\.? length|${LENGTH_LIMIT})(?: (?:is|of))?[ :=]*${NUMBER}`),
  anyOf(`(?:最大长度|长度(?:上限|不(?:能|得|可)?(?:超过|大于)|最大|最长|限制))[ 为是:]*${NUMBER}`),
];
const AT_LEAST = String.raw`\bmin(?:imum)?(?: of)?|\bat least|no (?:less|fewer|shorter) than|最少|至少|不(?:能|得)?(?:少于|小于)`;
const LEAST: readonly RegExp[] = [
  anyOf(`(?:${AT_LEAST})[ :]*${NUMBER}${CHARACTERS}`),
  anyOf(String.raw`\bmin(?:imum)?\.? length(?: (?:is|of))?[ :=]*${NUMBER}`),
  anyOf(`(?:最小长度|长度(?:不(?:能|得)?(?:少于|小于|低于)|至少))[ 为是:]*${NUMBER}`),
];
/** `^[.A-Z\:/a-z0-9_-]{1,36}$`, whole: its last braces give both limits where it is one class and nothing else. */
const EXPRESSION = /\^([^\s$]{2,200})\$/;
const ONE_CLASS = /^\[[^\]]+\]\{(\d{1,5})(,(\d{1,5})?)?\}$/;

export const readLengths = (cell: Cell): StatedLength => {
  if (!/\d/.test(cell.text)) return {};
  const text = narrow(plain(cell.text)).slice(0, 2000);
  const quote = plain(cell.text);
  const expression = EXPRESSION.exec(narrow(cell.text).replaceAll('`', ''));
  const [, least, comma, most] = (expression && ONE_CLASS.exec(expression[1] ?? '')) ?? [];
  const range = RANGES[0]?.exec(text) ?? RANGES[1]?.exec(text);
  const fact = (digits: string | undefined): Fact<number> | undefined =>
    digits === undefined ? undefined : { value: Number(digits), quote, at: cell.at };
  const minimum = fact(least ?? range?.[1] ?? firstOf(LEAST, text));
  const maximum = fact((comma === undefined ? least : most) ?? range?.[2] ?? firstOf(MOST, text));
  return {
    ...(minimum ? { minLength: minimum } : {}),
    ...(maximum ? { maxLength: maximum } : {}),
    ...(expression ? { pattern: { value: expression[0], quote, at: cell.at } } : {}),
  };
};

const firstOf = (patterns: readonly RegExp[], text: string): string | undefined => {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
};
