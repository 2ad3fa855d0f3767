import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { isLosslessNumber, parse } from 'lossless-json';
import { describe, test } from 'vitest';
import type { ResponseKind } from '../../templates/runtime/common.js';
import { decode, readAs } from '../../templates/runtime/read/decode.js';
import { expandExponent } from '../../templates/runtime/sign/decimal.js';
import { parseExact } from '../../templates/runtime/read/json.js';
import { writeValue } from '../../templates/runtime/sign/serialise.js';

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });

/** Numerals as JSON has them, up to 30 digits on both sides. */
const numeral = fc
  .tuple(
    fc.constantFrom('', '-'),
    digits(1, 30),
    fc.option(digits(1, 30)),
    fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e-', 'E+'), fc.nat(40))),
  )
  .map(([sign, whole, fraction, exponent]) => {
    const integer = whole.replace(/^0+(?=\d)/, '');
    return `${sign}${integer}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : exponent.join('')}`;
  });

/** The exact value of a numeral, by arithmetic of its own: an integer and how often to divide it by ten. */
const valueOf = (text: string): string => {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  let [mantissa, scale] = [BigInt(whole + fraction), fraction.length - Number(exponent)];
  while (mantissa !== 0n && mantissa % 10n === 0n) [mantissa, scale] = [mantissa / 10n, scale - 1];
  return mantissa === 0n ? '0' : `${sign}${mantissa}/${scale}`;
};

/** A number in a document to be written, apart from all that a document can hold. */
class Numeral {
  constructor(readonly text: string) {}
}

const document = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    numeral.map((text) => new Numeral(text)),
    int64.map((id) => new Numeral(String(id))),
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom('"', '\\', '1.5', ':', ',', '[', ']', '{', '}', ' ', '-0', '12345678901234567890'),
    }),
    fc.constantFrom(true, false, null, new Numeral('-0'), new Numeral('1.0')),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('1.5', '__proto__', 'a:b')), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value;

const SPACES = ['', ' ', '\n\t ', '\r\n'];

const lookAtNothing = (): void => undefined;

/** What `JSON.parse` and a look at every number give, as a check of what gets by with fewer looks. */
const readSlowly = (kind: ResponseKind, text: string): unknown => readAs(kind, parseExact(text));

/** The value, or that there is none. */
const outcomeOf = (read: () => unknown): unknown => {
  try {
    return { value: read() };
  } catch (error) {
    return error instanceof Error ? error.name + error.message : error;
  }
};

const scalar = fc.constantFrom<ResponseKind[]>('string', 'id', 'decimal', 'time', 'int', 'bool', 'any');
const OTHERS = ['-0', '1e3', '1E400', '5.0', 'true', 'null', '""', '"TRUE"', '"a.b-0"', '[]', '[1.5]', '{"a":1e15}'];

/** A number, or a text that has one, or none. */
const token = fc.oneof(
  numeral,
  int64.map(String),
  fc.maxSafeInteger().map(String),
  fc.nat(99).map(String),
  numeral.map((text) => `"${text}"`),
  fc.constantFrom(...OTHERS),
);

const write = (value: unknown, space: string): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof Numeral) return value.text;
  if (Array.isArray(value)) return `[${value.map((item) => space + write(item, space)).join(`${space},`)}${space}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${space}${JSON.stringify(key)}${space}:${space}${write(member, space)}`,
  );
  return `{${members.join(',')}${space}}`;
};

/** What an independent parser reads, with each number as the text that stands in the document. */
const oracle = (text: string): unknown => parse(text);

/** The same tree, with the numbers as ours should have them. */
const translate = (theirs: unknown): unknown => {
  if (isLosslessNumber(theirs)) {
    const token = theirs.toString();
    return /^(?:0|-?[1-9]\d{0,14})$/.test(token) ? Number(token) : expandExponent(token);
  }
  if (typeof theirs !== 'object' || theirs === null) return theirs;
  if (Array.isArray(theirs)) return theirs.map(translate);
  return Object.fromEntries(Object.entries(theirs).map(([key, value]) => [key, translate(value)]));
};

/** The oracle drops __proto__; that it is kept as data is tested on its own. */
const withoutProto = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutProto);
  const members = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(members.map(([key, member]) => [key, withoutProto(member)]));
};

const compare = (ours: unknown, theirs: unknown): void => {
  const [left, right] = [withoutProto(ours), withoutProto(translate(theirs))];
  if (!isDeepStrictEqual(left, right)) throw new Error(`${JSON.stringify(left)} ${JSON.stringify(right)}`);
};

describe('numbers', () => {
  test('int64: the same digits out and in, over the full range', () => {
    fc.assert(
      fc.property(int64, (id) => {
        const text = String(id);
        if (writeValue('id', id) !== text || writeValue('id', text) !== text) throw new Error(text);
        const kind = { fields: { a: 'id', b: 'id' } } as const;
        const read = decode(kind, `{"a":${text},"b":"${text}","c":${text}}`, lookAtNothing) as Record<string, unknown>;
        if (read['a'] !== text || read['b'] !== text || String(read['c']) !== text) throw new Error(text);
      }),
      { numRuns: 100_000 },
    );
  });

  test('decimals: a numeral keeps its value to the last digit when its exponent is written out', () => {
    fc.assert(
      fc.property(numeral, (text) => {
        const plain = expandExponent(text);
        if (!/^-?\d+(?:\.\d+)?$/.test(plain) || valueOf(plain) !== valueOf(text)) throw new Error(`${text} ${plain}`);
        if (!/[eE]/.test(text) && plain !== text) throw new Error(`${text} was touched`);
      }),
      { numRuns: 100_000 },
    );
  });

  test('decimals: a number is sent as the decimal that reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = writeValue('decimal', value) ?? '';
        if (!/^-?\d+(?:\.\d+)?$/.test(text) || Number(text) !== value) throw new Error(`${value} ${text}`);
      }),
      { numRuns: 50_000 },
    );
  });

  test('whole documents: every number keeps its digits, everything else is as an independent parser reads it', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(...SPACES), (value, space) => {
        const text = write(value, space);
        compare(parseExact(text), oracle(text));
        compare(decode('any', text, lookAtNothing), oracle(text));
      }),
      { numRuns: 100_000, interruptAfterTimeLimit: 25_000 },
    );
  });

  test('decimals: a number in an answer comes out with the digits that an independent parser sees', () => {
    fc.assert(
      fc.property(numeral, fc.constantFrom(...SPACES), (text, space) => {
        const body = `{"a"${space}:${space}${text}${space},"b":[${space}${text}${space}]}`;
        const kind = { fields: { a: 'decimal', b: { list: 'decimal' } } } as const;
        const read = decode(kind, body, lookAtNothing) as { a: unknown; b: unknown[] };
        const seen = expandExponent(String((parse(body) as { a: unknown }).a));
        if (read.a !== seen || read.b[0] !== seen) throw new Error(text);
      }),
      { numRuns: 100_000 },
    );
  });

  test('fields: the quick way over an answer leads to the same value, or the same refusal, as the slow one', () => {
    const field = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), token);
    const kinds = fc.dictionary(fc.constantFrom('a', 'b', 'c'), scalar);
    const list = fc.array(fc.array(field, { maxLength: 4 }), { maxLength: 3 });
    fc.assert(
      fc.property(kinds, list, (fields, rows) => {
        const objects = rows.map((members) => `{${members.map(([name, value]) => `"${name}":${value}`).join()}}`);
        const kind: ResponseKind = { list: { fields } };
        const text = `[${objects.join()}]`;
        const [quick, slow] = [() => decode(kind, text, lookAtNothing), () => readSlowly(kind, text)].map(outcomeOf);
        if (!isDeepStrictEqual(quick, slow)) throw new Error(`${JSON.stringify(quick)} ${JSON.stringify(slow)}`);
      }),
      { numRuns: 100_000, interruptAfterTimeLimit: 25_000 },
    );
  });

  test('what JSON.parse refuses is refused', () => {
    const fragment = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '1.5',
      '-',
      '0',
      '12345678901234567890',
      'e',
      'E+',
      '.',
      'true',
      'null',
      ' ',
      '"a"',
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const accepts = (read: (text: string) => unknown): boolean => {
          try {
            read(text);
            return true;
          } catch {
            return false;
          }
        };
        const read = (body: string): unknown => decode('any', body, lookAtNothing);
        if (accepts(parseExact) !== accepts(JSON.parse) || accepts(read) !== accepts(JSON.parse)) throw new Error(text);
      }),
      { numRuns: 50_000 },
    );
  });
});
