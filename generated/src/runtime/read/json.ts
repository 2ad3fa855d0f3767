import { expandExponent } from '../sign/decimal.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;

const NUMBER_RUN = /[\d+\-.eE]+/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const IS_KEY = /\s*:/y;

/** Fifteen digits always survive JSON.parse; a fraction, an exponent and the sign of zero may not. */
const FRAGILE = /^-?\d{16}|[.eE]|^-0$/;

/**
 * Finds whether there may be a fragile number at all, several times faster than looking at each. A number stands at the
 * start or behind one of three characters, so none is missed; what looks like one within a string is a harmless alarm.
 */
const MAYBE_FRAGILE = /(?:^|[[:,])\s*(?:-0|-?(?:\d{16}|\d+[.eE]))/;

/** The index of the quote that ends the string which starts at `start`. */
const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
};

const runAt = (text: string, start: number): string => {
  NUMBER_RUN.lastIndex = start;
  return NUMBER_RUN.exec(text)?.[0] ?? '';
};

// A bare number as a key is no JSON; in quotes it would be. It is left for JSON.parse to refuse.
const isKey = (text: string, end: number): boolean => {
  IS_KEY.lastIndex = end;
  return IS_KEY.test(text);
};

/** Puts every number that JSON.parse would damage into quotes. Text that is no JSON remains none. */
const quoteFragile = (text: string): string => {
  let quoted = '';
  let done = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      at = endOfString(text, at);
    } else if (character === MINUS || (character >= 0x30 && character <= 0x39)) {
      const token = runAt(text, at);
      const end = at + token.length;
      if (FRAGILE.test(token) && NUMBER.test(token) && !isKey(text, end)) {
        quoted += `${text.slice(done, at)}"${expandExponent(token)}"`;
        done = end;
      }
      at = end - 1;
    }
  }
  return done === 0 ? text : quoted + text.slice(done);
};

/**
 * Reads JSON without losing a digit: integers of more than fifteen digits, fractions and exponents come out as strings
 * with the digits of the text (an exponent written out), all else as JSON.parse has it. Throws SyntaxError.
 */
export const parseExact = (text: string): unknown => JSON.parse(MAYBE_FRAGILE.test(text) ? quoteFragile(text) : text);
