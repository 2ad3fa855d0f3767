/** What kind of number stands behind a name and a token. Names decide where they can: one example proves little. */

export type Int64Kind = 'identifier' | 'time' | 'count';

const TIME_NAME = /(?:^|[a-z0-9_])(?:Time|Timestamp|TimeStamp)(?:s|Ms)?$|^(?:time|timestamp|ts|goodTillDate)$/;
const ID_NAME = /(?:^|[a-z0-9_])(?:Id|ID)s?$|^ids?$|(?:Id|ID)List$/;
/** Ids that a caller makes up: letters and digits. */
const CLIENT_ID = /client|uuid|listenkey/i;
const AMOUNT_NAME = new RegExp(
  [
    'amount|amt$|qty|quantity|price|balance|rate$|ratio|fee$|interest$|principal|value$|profit|loss$|pnl',
    'borrowed|^free$|^locked$|equity|margin$|notional|commission$|debt|liability|^cum|funds?$',
  ].join('|'),
  'i',
);

/** Milliseconds between 2001 and 2065. */
const isMilliseconds = (digits: string): boolean => /^(?:1\d|2\d)\d{11}$/.test(digits);

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

export const isIdName = (name: string): boolean => ID_NAME.test(name) && !CLIENT_ID.test(name);

export const isTimeName = (name: string): boolean => TIME_NAME.test(name);

export const isAmountName = (name: string): boolean => AMOUNT_NAME.test(name);

/** `tokens` are digits as they stand on the page; none for a parameter. */
export const int64Kind = (name: string, tokens: readonly string[]): Int64Kind => {
  const digits = tokens.map((token) => token.replace(/^-/, ''));
  if (digits.some((token) => /^\d{16,19}$/.test(token) && BigInt(token) > MAX_SAFE)) return 'identifier';
  if (isTimeName(name)) return 'time';
  if (isIdName(name)) return 'identifier';
  return digits.length > 0 && digits.every(isMilliseconds) ? 'time' : 'count';
};

/** A whole number of at most 64 bits. */
export const isDigits = (token: string): boolean => /^-?\d{1,19}$/.test(token);

export const isDecimal = (token: string): boolean => /^-?\d+(?:\.\d+)?$/.test(token);

/** A number that YAML and JavaScript write the same way, or undefined where digits would be lost. */
export const exactNumber = (text: string): number | undefined => {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return undefined;
  const number = Number(text);
  const digits = text.replace(/^-?0*|\.|(?<=\.\d*)0+$/g, '');
  return Number.isFinite(number) && digits.length <= 15 ? number : undefined;
};
