const NUMERAL = /^(-?)(\d+)(?:\.(\d+))?$/;

const compareTexts = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/**
 * Compares two decimals by their digits: negative when the first is less, 0 when they are equal. Nothing is rounded, as
 * it would be with numbers. Undefined when one of them is no plain decimal.
 */
export const compareDecimals = (one: string, other: string): number | undefined => {
  const left = NUMERAL.exec(one);
  const right = NUMERAL.exec(other);
  if (left === null || right === null) return undefined;
  const [, leftSign, leftWhole = '', leftFraction = ''] = left;
  const [, rightSign, rightWhole = '', rightFraction = ''] = right;
  const before = Math.max(leftWhole.length, rightWhole.length);
  const after = Math.max(leftFraction.length, rightFraction.length);
  // Texts of equal length with the point at the same place are in the order of their values.
  const leftDigits = leftWhole.padStart(before, '0') + leftFraction.padEnd(after, '0');
  const rightDigits = rightWhole.padStart(before, '0') + rightFraction.padEnd(after, '0');
  if (leftSign !== rightSign) return /^0*$/.test(leftDigits + rightDigits) ? 0 : leftSign === '-' ? -1 : 1;
  return leftSign === '-' ? compareTexts(rightDigits, leftDigits) : compareTexts(leftDigits, rightDigits);
};
