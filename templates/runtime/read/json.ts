import { expandExponent } from '../sign/decimal.js';

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;

const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;

/** `e` or `E` */
const isExponent = (code: number): boolean => (code | 0x20) === 0x65;

/** What a number can stand behind: a colon, a comma, a bracket, white space, or nothing at all. */
const isBorder = (code: number): boolean =>
  code === COLON || code === COMMA || code === BRACKET || code <= 0x20 || Number.isNaN(code);

/** Whether the digits that end just before `end` look like a number of their own, and not like a piece of a string. */
const isNumberBefore = (text: string, end: number): boolean => {
  let at = end - 1;
  while (isDigit(text.charCodeAt(at))) at -= 1;
  return at < end - 1 && isBorder(text.charCodeAt(text.charCodeAt(at) === MINUS ? at - 1 : at));
};

/**
 * Whether no number has a fraction or a negative exponent or is `-0`. All of these have a character that is rare enough
 * to jump from one to the next, which is several times faster than to look at each character. What looks like such a
 * number within a string is a false alarm, and harmless: it costs time alone.
 */
const isWithoutFractions = (text: string): boolean => {
  for (let at = text.indexOf('.'); at !== -1; at = text.indexOf('.', at + 1)) {
    if (isNumberBefore(text, at)) return false;
  }
  for (let at = text.indexOf('-'); at !== -1; at = text.indexOf('-', at + 1)) {
    if (isExponent(text.charCodeAt(at - 1)) && isNumberBefore(text, at - 1)) return false;
    if (text.charCodeAt(at + 1) === ZERO && isBorder(text.charCodeAt(at - 1))) return false;
  }
  return true;
};

/** So many digits, wherever they stand, cover every sixteenth character. */
const LONG = 16;

/** Long ids are mostly those of all rows, so the first row tells. A short body is as soon parsed twice as looked at. */
const FIRST = 64;
const LAST = 512;

const hasLongNumber = (text: string): boolean => {
  const last = Math.min(text.length, LAST);
  for (let at = FIRST; at < last; at += LONG) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let end = at + 1;
    while (isDigit(text.charCodeAt(end))) end += 1;
    if (isDigit(text.charCodeAt(end - LONG)) && isNumberBefore(text, end)) return true;
  }
  return false;
};

/** Whether JSON.parse gives every number as it is, but for those that show by their value: more than fifteen digits. */
export const isPlain = (text: string): boolean => isWithoutFractions(text) && !hasLongNumber(text);

/** Finds whether there may be a fragile number at all, of whatever form. Here too an alarm may be false. */
const MAYBE_FRAGILE = /(?:^|[[:,])\s*(?:-0|-?(?:\d{16}|\d+[.eE]))/;

/**
 * A number that JSON.parse may damage: fifteen digits always survive; a fraction, an exponent and the sign of zero may
 * not. A bare number as a key is no JSON, but in quotes it would be: JSON.parse is left to refuse it, as all that
 * is almost a number.
 */
const FRAGILE = /(?=-?\d{16}|-?\d+[.eE]|-0)-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-]|\s*:)/y;

/** The index of the quote that ends the string which starts at `start`. */
const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
};

const endOfFragile = (text: string, start: number): number | undefined => {
  FRAGILE.lastIndex = start;
  return FRAGILE.test(text) ? FRAGILE.lastIndex : undefined;
};

/** Puts every fragile number into quotes. Text that is no JSON remains none. */
const quoteFragile = (text: string): string => {
  let quoted = '';
  let done = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      at = endOfString(text, at);
    } else if (character === MINUS || isDigit(character)) {
      const end = endOfFragile(text, at);
      if (end === undefined) {
        while (isDigit(text.charCodeAt(at + 1))) at += 1;
      } else {
        quoted += `${text.slice(done, at)}"${expandExponent(text.slice(at, end))}"`;
        done = end;
        at = end - 1;
      }
    }
  }
  return quoted + text.slice(done);
};

/**
 * The same text with every number in quotes that JSON.parse may damage; undefined when there is none, so that what
 * JSON.parse made of the text is exact.
 */
export const protectNumbers = (text: string): string | undefined =>
  MAYBE_FRAGILE.test(text) ? quoteFragile(text) : undefined;

/** Without the byte order mark that some servers put first, and that JSON.parse refuses. */
export const skipMark = (body: string): string => (body.charCodeAt(0) === 0xfeff ? body.slice(1) : body);

/**
 * Reads JSON without losing a digit: integers of more than fifteen digits, fractions and exponents come out as strings
 * with the digits of the text (an exponent written out), all else as JSON.parse has it. Throws SyntaxError.
 */
export const parseExact = (body: string): unknown => {
  const text = skipMark(body);
  return JSON.parse(protectNumbers(text) ?? text);
};
