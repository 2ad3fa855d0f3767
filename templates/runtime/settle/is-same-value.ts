import { expandExponent } from '../sign/decimal.js';

/** Whether a record says what the write asked for. `maybe`: it does not say so, or not in a way that can be read. */
export type Likeness = 'yes' | 'maybe' | 'no';

const NUMERAL = /^(-?)(\d*)\.?(\d*)$/;

/** Amounts have at most eight places; what is beyond may be cut off or rounded in the records. */
const PLACES = 8;

/** Longer ones are no amounts, and would only cost time. */
const MAX_DIGITS = 1000;

/** A number without its point, as a whole count of 10 ** -PLACES, and whether anything is left over. */
const readUnits = (text: string): { readonly units: bigint; readonly isExact: boolean } | undefined => {
  const parts = text.length > MAX_DIGITS ? null : NUMERAL.exec(expandExponent(text.trim()));
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = parts;
  if (whole + fraction === '') return undefined;
  const units = BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0'));
  return { units: sign === '-' ? -units : units, isExact: /^0*$/.test(fraction.slice(PLACES)) };
};

const compareNumbers = (record: string, wanted: string): Likeness | undefined => {
  const [one, other] = [readUnits(record), readUnits(wanted)];
  if (other === undefined) return undefined;
  // "1,5" or "n/a" where a number belongs.
  if (one === undefined) return 'maybe';
  if (one.units === other.units) return 'yes';
  const apart = one.units - other.units;
  return !(one.isExact && other.isExact) && apart >= -1n && apart <= 1n ? 'yes' : 'no';
};

/**
 * Compares a field of a record with a parameter of the write: numbers as decimals in whatever notation, up to what the
 * exchange rounds; text without regard to case.
 */
export const isSameValue = (record: unknown, wanted: string | undefined): Likeness => {
  // What the write did not say, its record may say as it likes.
  if (wanted === undefined) return 'yes';
  if (record === undefined || record === null || typeof record === 'object') return 'maybe';
  const text = String(record);
  if (text.toLowerCase() === wanted.toLowerCase()) return 'yes';
  return compareNumbers(text, wanted) ?? 'no';
};
