import { ValidationError } from '../errors/errors.js';

/** How fine a decimal may be: so many decimals, or a multiple of a step such as a lot size or a tick size. */
export type Precision = { readonly decimals: number } | { readonly step: string };

/**
 * What becomes of the part that is finer than the precision. `down` cuts it off, towards zero; `up` goes away from
 * zero; `half-up` goes to the nearer one, and away from zero from the middle; `refuse` throws.
 */
export type Rounding = 'down' | 'up' | 'half-up' | 'refuse';

/** `digits` divided by ten to the power of `scale`, which may be negative. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** A longer numeral or exponent is no amount, and would only keep the machine busy. */
const MAX_LENGTH = 1000;
const MAX_EXPONENT = 1000;
const MAX_DECIMALS = 100;

const NUMERAL = /^(-?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;

const ROUNDINGS: readonly Rounding[] = ['down', 'up', 'half-up', 'refuse'];

const refuse = (parameter: string, expected: string, given: string): never => {
  throw new ValidationError({ operation: 'formatDecimal', parameter, expected, given });
};

/** What has other characters than a numeral is not repeated: put in the wrong place, it may be a key. */
const describe = (value: unknown): string => {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value).slice(0, 60);
  if (typeof value !== 'string') return value === null ? 'null' : typeof value;
  return /^[\d.,eE+\s-]{0,60}$/.test(value) ? JSON.stringify(value) : 'a text that is no decimal';
};

const readDecimal = (value: unknown): Decimal | undefined => {
  const isReadable = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';
  const parts = isReadable ? NUMERAL.exec(String(value).slice(0, MAX_LENGTH + 1)) : null;
  if (parts === null || parts[0].length > MAX_LENGTH) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  if (Math.abs(Number(exponent)) > MAX_EXPONENT) return undefined;
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
};

const readStep = (precision: unknown): Decimal => {
  const given = typeof precision === 'object' && precision !== null ? precision : {};
  if ('decimals' in given) {
    const { decimals } = given;
    if (typeof decimals === 'number' && Number.isInteger(decimals) && decimals >= 0 && decimals <= MAX_DECIMALS) {
      return { digits: 1n, scale: decimals };
    }
    return refuse('decimals', `a whole number from 0 to ${MAX_DECIMALS}`, describe(decimals));
  }
  if (!('step' in given)) return refuse('precision', '{ decimals: 8 } or { step: "0.001" }', typeof precision);
  const step = readDecimal(given.step);
  return step !== undefined && step.digits > 0n ? step : refuse('step', 'a decimal above 0', describe(given.step));
};

const digitsAt = (decimal: Decimal, scale: number): bigint => decimal.digits * 10n ** BigInt(scale - decimal.scale);

const writeDecimal = (digits: bigint, scale: number): string => {
  const magnitude = digits < 0n ? -digits : digits;
  const text = magnitude.toString().padStart(scale + 1, '0');
  const point = text.length - scale;
  let end = text.length;
  while (end > point && text[end - 1] === '0') end -= 1;
  const fraction = text.slice(point, end);
  return `${digits < 0n ? '-' : ''}${text.slice(0, point)}${fraction === '' ? '' : `.${fraction}`}`;
};

/** Whether the magnitude grows by one more step when `rest` of `step` is left over. */
const isRoundedUp = (rounding: Rounding, rest: bigint, step: bigint): boolean =>
  rounding === 'up' ? rest > 0n : rounding === 'half-up' && 2n * rest >= step;

/**
 * Writes a decimal as fine as the exchange takes it, by its digits alone: `0.123456` in steps of `0.001` is `0.123`. By
 * default what is finer is cut off, because more than one has is refused. Gives the shortest form, without exponent and
 * trailing zeros: `{ decimals: 8 }` means at most eight. Throws `ValidationError`.
 */
export const formatDecimal = (
  value: string | number | bigint,
  precision: Precision,
  rounding: Rounding = 'down',
): string => {
  if (!ROUNDINGS.includes(rounding)) refuse('rounding', `one of ${ROUNDINGS.join(', ')}`, `another ${typeof rounding}`);
  const expected = 'a decimal such as "0.001", a finite number, or a bigint';
  const decimal = readDecimal(value) ?? refuse('value', expected, describe(value));
  const stepDecimal = readStep(precision);
  const scale = Math.max(decimal.scale, stepDecimal.scale, 0);
  const [digits, step] = [digitsAt(decimal, scale), digitsAt(stepDecimal, scale)];
  const sign = digits < 0n ? -1n : 1n;
  const rest = (digits * sign) % step;
  if (rounding === 'refuse' && rest > 0n) {
    refuse('value', `a multiple of ${writeDecimal(step, scale)}`, describe(value));
  }
  return writeDecimal(digits - sign * rest + (isRoundedUp(rounding, rest, step) ? sign * step : 0n), scale);
};
