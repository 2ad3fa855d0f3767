import { expandExponent } from './decimal.js';
import { isWellFormed } from './encode.js';
import type { ParameterKind } from '../operation.js';

type ScalarKind = Exclude<ParameterKind, object>;

/** What a kind takes, in words. */
export const EXPECTED: Readonly<Record<ScalarKind, string>> = {
  string: 'text without lone surrogates',
  id: 'an int64: digits as a string, a bigint, or a safe integer',
  decimal: 'a decimal: a string such as "0.001" without an exponent, or a finite number',
  time: 'milliseconds since the Unix epoch, as a safe integer',
  int: 'a safe integer',
  bool: 'true or false',
};

const INTEGER = /^(?:0|-?[1-9]\d{0,18})$/;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;

const writeId = (value: unknown): string | undefined => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string' && typeof value !== 'bigint') return undefined;
  const digits = String(value);
  return INTEGER.test(digits) && BigInt.asIntN(64, BigInt(digits)) === BigInt(digits) ? digits : undefined;
};

const writeDecimal = (value: unknown): string | undefined => {
  if (typeof value === 'string') return DECIMAL.test(value) ? value : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? expandExponent(String(value)) : undefined;
};

const writeInteger = (value: unknown): string | undefined => (Number.isSafeInteger(value) ? String(value) : undefined);

const WRITERS: Readonly<Record<ScalarKind, (value: unknown) => string | undefined>> = {
  string: (value) => (typeof value === 'string' && isWellFormed(value) ? value : undefined),
  id: writeId,
  decimal: writeDecimal,
  time: writeInteger,
  int: writeInteger,
  bool: (value) => (typeof value === 'boolean' ? String(value) : undefined),
};

/**
 * A list is one value with commas between its items, as the exchange's pages have it (`assetNames=BTC,ETH`). An item
 * with a comma of its own would arrive as two, and an empty list as one empty item: both are refused.
 */
const writeList = (kind: ScalarKind, value: unknown): string | undefined => {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  // Array.from, because map leaves the holes of a sparse list as they are.
  const items = Array.from(value, (item) => WRITERS[kind](item));
  return items.every((item) => item && !item.includes(',')) ? items.join(',') : undefined;
};

/** The text of a value in a request, not yet percent-encoded; undefined when the kind does not take it. */
export const writeValue = (kind: ParameterKind, value: unknown): string | undefined =>
  typeof kind === 'string' ? WRITERS[kind](value) : writeList(kind.list, value);

/** What a kind takes, for an error message. */
export const describeKind = (kind: ParameterKind): string =>
  typeof kind === 'string' ? EXPECTED[kind] : `a list, not empty, of items without commas, each ${EXPECTED[kind.list]}`;
