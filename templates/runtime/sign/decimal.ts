/** Longer numerals are left as they are: `1e999999999` must not become a gigabyte of zeros. */
const MAX_SHIFT = 1000;

const NUMERAL = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/;

/** Writes a number without its exponent: `1e-7` becomes `0.0000001`. Its digits stay, and other text stays as it is. */
export const expandExponent = (numeral: string): string => {
  const parts = NUMERAL.exec(numeral);
  if (parts === null) return numeral;
  const [, sign = '', whole = '', fraction = '', exponent = ''] = parts;
  const shift = Number(exponent);
  if (Math.abs(shift) > MAX_SHIFT) return numeral;
  const point = whole.length + shift;
  const digits = (whole + fraction).padEnd(point, '0');
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits;
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at);
  return `${sign}${integer}${rest === '' ? '' : `.${rest}`}`;
};
