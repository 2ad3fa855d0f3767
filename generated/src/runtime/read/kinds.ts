import type { ResponseKind } from '../operation.js';

/**
 * Reads a value that is not null; undefined says that it is not of the kind. The value is exact unless JSON.parse may
 * have damaged its numbers: then whoever meets one that may be damaged throws `DOUBT`.
 */
export type Read = (value: unknown, isExact: boolean) => unknown;

/** Thrown instead of an error, which would cost a stack trace; it never leaves the decoder. */
export const DOUBT: unique symbol = Symbol('doubt');

/** The largest number that has fifteen digits. */
const MAX_DOUBTLESS = 999_999_999_999_999;

const INTEGER = /^-?\d+$/;
const WHOLE = /^-?\d+(?:\.0+)?$/;

const writeNumber = (value: number, isExact: boolean): string => {
  if (!isExact && Math.abs(value) > MAX_DOUBTLESS) throw DOUBT;
  return String(value);
};

// A text never comes this far, even one that is no number: the exchange sends "" where there is no price.
const readDecimal: Read = (value, isExact) => (typeof value === 'number' ? writeNumber(value, isExact) : undefined);

const readText: Read = (value, isExact) => (typeof value === 'boolean' ? String(value) : readDecimal(value, isExact));

const readId: Read = (value, isExact) => {
  if (typeof value === 'number') return writeNumber(value, isExact);
  return typeof value === 'string' && INTEGER.test(value) ? value : undefined;
};

const readInteger: Read = (value) => {
  const number = typeof value === 'string' && WHOLE.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? number : undefined;
};

const readBoolean: Read = (value) => {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return word === 'true' ? true : word === 'false' ? false : undefined;
};

const readAny: Read = (value, isExact) => {
  if (!isExact && typeof value !== 'boolean') throw DOUBT;
  return value;
};

/** How values of one kind are read. */
export interface Plan {
  readonly read: Read;
  /** What it takes, in words. */
  readonly expected: string;
  /** Whether any text is of the kind as it is: that is most of most answers, and needs no call. */
  readonly takesText: boolean;
}

const plan = (read: Read, expected: string, takesText = false): Plan => ({ read, expected, takesText });

export const SCALARS: Readonly<Record<Extract<ResponseKind, string>, Plan>> = {
  string: plan(readText, 'text', true),
  id: plan(readId, 'an integer'),
  decimal: plan(readDecimal, 'a decimal', true),
  time: plan(readInteger, 'a time in milliseconds'),
  int: plan(readInteger, 'an integer in the safe range'),
  bool: plan(readBoolean, 'true or false'),
  any: plan(readAny, 'anything', true),
};
