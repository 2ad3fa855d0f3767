import { describe, expect, test } from 'vitest';
import { encodeText, formatQuery, isWellFormed } from '../../../../templates/runtime/sign/encode.js';

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const UNRESERVED = /[A-Za-z0-9\-._~]/;
const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

describe('percent-encoding', () => {
  test.each(ASCII)('of %j is what RFC 3986 says', (character) => {
    const encoded = UNRESERVED.test(character) ? character : hex(character);
    expect(encodeText(character)).toBe(encoded);
    // In company, too: text of unreserved characters alone takes a way of its own.
    expect(encodeText(`a${character}`)).toBe(`a${encoded}`);
    expect(encodeText(`${character}a`)).toBe(`${encoded}a`);
    expect(encodeText(`é${character}${character}`)).toBe(`%C3%A9${encoded}${encoded}`);
  });

  test.each([
    ['\u007F', '%7F'],
    ['\u0080', '%C2%80'],
    ['\u07FF', '%DF%BF'],
    ['\u0800', '%E0%A0%80'],
    ['\uD7FF', '%ED%9F%BF'],
    ['\uE000', '%EE%80%80'],
    ['\uFFFF', '%EF%BF%BF'],
    ['\u{10000}', '%F0%90%80%80'],
    ['\u{10FFFF}', '%F4%8F%BF%BF'],
    ['a\nb', 'a%0Ab'],
    ['abc\n', 'abc%0A'],
  ])('of %j is its UTF-8', (text, encoded) => {
    expect(encodeText(text)).toBe(encoded);
  });
});

describe('surrogates', () => {
  test.each(['\uD800', '\uDBFF', '\uDC00', '\uDFFF'])('%j alone is no text, wherever it stands', (lone) => {
    const around = [lone, `a${lone}`, `${lone}a`, `a${lone}a`, `\u{10000}${lone}`, `${lone}\u{10000}`, lone + lone];
    for (const text of around) expect(isWellFormed(text)).toBe(false);
  });

  const PAIRS = ['\uD800\uDC00', '\uDBFF\uDFFF', '\uD800\uDFFF', '\uDBFF\uDC00', 'a\u{1F4B6}b'];
  test.each(['', 'a', '\uD7FF', '\uE000', '\uD7FF\uE000', ...PAIRS])('%j is text', (text) => {
    expect(isWellFormed(text)).toBe(true);
  });

  const TORN = ['\uDC00\uD800', '\uD800\uD800\uDC00', '\uD800\uDC00\uDC00', '\uD7FF\uDC00', '\uD800\uE000'];
  test.each(TORN)('%j is none', (text) => {
    expect(isWellFormed(text)).toBe(false);
  });
});

describe('a query', () => {
  test.each<[readonly (readonly [string, string])[], string]>([
    [[], ''],
    [[['a', '1']], 'a=1'],
    [[['a', '']], 'a='],
    [[['', '']], '='],
    [[['', ''], ['', '']], '=&='],
    [[['b', '2'], ['a', '1']], 'b=2&a=1'],
    [[['a', '1'], ['a', '2']], 'a=1&a=2'],
    [[['a&', '='], ['é', '+']], 'a%26=%3D&%C3%A9=%2B'],
  ])('of %j', (parameters, query) => {
    expect(formatQuery(parameters)).toBe(query);
  });
});
