import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printData, printScalar, printString, printTypeKey, type Data } from '../../generator/emit/print-literal.js';

const RUNS = { numRuns: 100_000 };

/** Runs in the global scope, as a generated module would. */
const evaluate = (source: string): unknown => (0, eval)(`(${source})`);

/** Any string of UTF-16 units, and often the ones that end something. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '\\',
        '\n',
        '\r',
        '\u2028',
        '\u2029',
        '${',
        '</script',
        '<!--',
        '-->',
        '*/',
        '//',
        '\0',
        '\ud800',
        '\u202e',
        'u0027',
        'x',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('a printed literal', () => {
  it('evaluates to the very string it was made of', () => {
    fc.assert(
      fc.property(text, (value) => evaluate(printString(value)) === value),
      RUNS,
    );
  });

  it('holds no character that ends a line, a script element or an HTML comment, or that hides', () => {
    const harmful = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|<[/!]/;
    fc.assert(
      fc.property(text, (value) => !harmful.test(printString(value).replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''))),
      RUNS,
    );
  });

  it('evaluates to the very number or boolean', () => {
    const scalar = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(scalar, (value) => Object.is(evaluate(printScalar(value)), value)),
      RUNS,
    );
    for (const value of [Number.NaN, Infinity, -Infinity]) expect(() => printScalar(value)).toThrow('no literal');
  });

  const key = fc.oneof(
    text,
    fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', '-1', 'a b'),
  );
  const { data } = fc.letrec<{ data: Data }>((tie) => ({
    data: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(tie('data'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('data')), { maxLength: 4 }).map((pairs) => new Map(pairs)),
    ),
  }));

  it('evaluates to the same data, with every key an own property and no prototype touched', () => {
    fc.assert(
      fc.property(data, fc.nat(130), (value, column) => sameData(evaluate(printData(value, '  ', column)), value)),
      { numRuns: 20_000 },
    );
  });

  it('names a property in a type as in an object', () => {
    const last = (source: string) => Object.keys(evaluate(`{ ${source}: 1 }`) as object);
    fc.assert(
      fc.property(
        text.filter((value) => value !== '__proto__'),
        (value) => last(printTypeKey(value))[0] === value,
      ),
      { numRuns: 20_000 },
    );
  });
});

const sameData = (found: unknown, wanted: Data): boolean => {
  if (Array.isArray(wanted))
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((item, index) => sameData(found[index], item as Data))
    );
  if (!(wanted instanceof Map)) return Object.is(found, wanted);
  if (typeof found !== 'object' || found === null || Object.getPrototypeOf(found) !== Object.prototype) return false;
  const own = new Map(
    Object.keys(found).map((key) => [key, Object.getOwnPropertyDescriptor(found, key)?.value as unknown]),
  );
  return (
    own.size === wanted.size &&
    [...(wanted as ReadonlyMap<string, Data>)].every(([key, item]) => own.has(key) && sameData(own.get(key), item))
  );
};
