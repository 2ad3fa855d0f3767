/** Longer numerals are left as they are: `1e999999999` must not become a gigabyte of zeros. */
const MAX_SHIFT = 1000;

const NUMERAL = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/;

/** Writes a number without its exponent: `1e-7` becomes `0.0000001`. Its digits stay, and other text stays as it is. */
export const expandExponent = (numeral: string): string => {
  const [, sign = '', whole = '', fraction = '', exponent] = NUMERAL.exec(numeral) ?? [];
  const shift = Number(exponent);
  // Also of what is no numeral with an exponent, whose shift is NaN.
  if (!(Math.abs(shift) <= MAX_SHIFT)) return numeral;
  const point = Math.max(whole.length + shift, 1);
  const digits = (whole + fraction).padEnd(point, '0').padStart(fraction.length - shift + 1, '0');
  const rest = digits.slice(point);
  return `${sign}${digits.slice(0, point).replace(/^0+(?=\d)/, '')}${rest && `.${rest}`}`;
};
