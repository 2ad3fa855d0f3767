import { compareDecimals } from '../format/compare-decimals.js';
import type { ParameterLimits } from '../operation.js';
import { expandExponent } from '../sign/decimal.js';

/** One thing that a parameter's text must be. */
export interface Rule {
  /** What is allowed, in words that follow "must be". */
  readonly expected: string;
  readonly holds: (text: string) => boolean;
}

/** More would hide the rest of the message. */
const MAX_SHOWN = 12;

const listValues = (values: readonly string[]): string => {
  const shown = values.slice(0, MAX_SHOWN).map((value) => (value === '' ? '""' : value));
  const rest = values.length - shown.length;
  const list = `${shown.join(', ')}${rest > 0 ? ` or ${rest} more` : ''}`;
  return values.length === 1 ? list : `one of ${list}`;
};

const describeRange = (min: string | undefined, max: string | undefined): string => {
  if (max === undefined) return `at least ${min}`;
  if (min === undefined) return `at most ${max}`;
  return min === max ? min : `${min} to ${max}`;
};

const valuesRule = ({ values }: ParameterLimits): Rule | undefined => {
  if (values === undefined) return undefined;
  const known = new Set(values);
  return { expected: listValues(values), holds: (text) => known.has(text) };
};

const write = (bound: number | undefined): string | undefined =>
  bound === undefined ? undefined : expandExponent(String(bound));

/** Decimals are compared by their digits: as numbers, a hair above the bound would be equal to it. */
const rangeRule = (limits: ParameterLimits): Rule | undefined => {
  const [min, max] = [write(limits.min), write(limits.max)];
  if (min === undefined && max === undefined) return undefined;
  // A text that is no decimal compares as NaN, which is within no bounds.
  const holds = (text: string): boolean =>
    (compareDecimals(text, min ?? text) ?? NaN) >= 0 && (compareDecimals(text, max ?? text) ?? NaN) <= 0;
  return { expected: `a number, ${describeRange(min, max)}`, holds };
};

const countItems = (text: string): number => text.split(',').length;

/** Code points: what the exchange counts as one character may be two units of a JavaScript string. */
const countCharacters = (text: string): number => Array.from(text).length;

const lengthRule = (limits: ParameterLimits, isList: boolean): Rule | undefined => {
  const { minLength, maxLength } = limits;
  if (minLength === undefined && maxLength === undefined) return undefined;
  const range = describeRange(minLength?.toString(), maxLength?.toString());
  const count = isList ? countItems : countCharacters;
  const holds = (text: string): boolean => {
    const length = count(text);
    return length >= (minLength ?? 0) && length <= (maxLength ?? Infinity);
  };
  return { expected: isList ? `a list of ${range} items` : `text of ${range} characters`, holds };
};

const compile = (pattern: string): RegExp | undefined => {
  const whole = `^(?:${pattern})$`;
  // The exchange's own patterns escape more than the strict form permits.
  for (const flags of ['u', '']) {
    try {
      return new RegExp(whole, flags);
    } catch {
      continue;
    }
  }
  return undefined;
};

const patternRule = ({ pattern }: ParameterLimits): Rule | undefined => {
  // A pattern nobody can read refuses nothing: the exchange still will.
  const expression = pattern === undefined ? undefined : compile(pattern);
  return expression && { expected: `text that matches ${pattern}`, holds: (text) => expression.test(text) };
};

const forEachItem = (rule: Rule): Rule => ({
  expected: `a list whose items are each ${rule.expected}`,
  holds: (text) => text.split(',').every(rule.holds),
});

const isRule = (rule: Rule | undefined): rule is Rule => rule !== undefined;

/** What the limits of a parameter demand of its text. For a list, all but the length speak of each item. */
export const createRules = (limits: ParameterLimits, isList: boolean): readonly Rule[] => {
  const rules = [valuesRule(limits), rangeRule(limits), patternRule(limits)].filter(isRule);
  const length = lengthRule(limits, isList);
  return [...(isList ? rules.map(forEachItem) : rules), ...(length === undefined ? [] : [length])];
};
