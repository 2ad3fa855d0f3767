import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResponseKind } from '../../../../templates/runtime/common.js';
import { parseExact as parseShort } from '../../../../templates/runtime/lean/parse-exact.js';
import { createReader } from '../../../../templates/runtime/lean/read-value.js';
import { decode } from '../../../../templates/runtime/read/decode.js';
import { parseExact } from '../../../../templates/runtime/read/json.js';
import { Mismatch, type Step } from '../../../../templates/runtime/read/mismatch.js';
import { ACCOUNT, BORROW, ENTRIES, useExchange } from '../support.js';
import { LEAN_ENTRIES } from './entries.js';

/* Whatever a lean caller reads, the full one reads the same: two readers of money must not disagree. */

const SCALARS = ['string', 'id', 'decimal', 'time', 'int', 'bool', 'any'] as const;
const NAMES = ['a', 'b', 'code', 'msg', '__proto__', 'constructor', 'toString', '0'] as const;

const { kind: KIND } = fc.letrec<{ kind: ResponseKind; list: ResponseKind; object: ResponseKind }>((tie) => ({
  kind: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<ResponseKind>(...SCALARS),
    tie('list'),
    tie('object'),
    fc.tuple(tie('list'), tie('object')).map((either) => ({ either })),
  ),
  list: tie('kind').map((list) => ({ list })),
  object: fc.oneof(
    tie('kind').map((record) => ({ record })),
    // As a descriptor has them: fields of its own, whatever they are called.
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie('kind')), { selector: ([name]) => name, maxLength: 4 })
      .map((fields) => ({ fields: Object.fromEntries(fields) })),
  ),
}));

/** Numbers as servers write them, also such as break what is careless. */
const NUMERAL = fc.oneof(
  fc.constantFrom('0', '-0', '-0.0', '1.0', '1.10', '1e-7', '1E5', '-1.5e+3', '1e400', '351637150141315861'),
  fc.constantFrom('999999999999999', '1000000000000000', '9007199254740993', '-9223372036854775808', '0.1', '100.000'),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.stringMatching(/^-?\d{1,20}(\.\d{1,20})?([eE][+-]?\d{1,3})?$/),
);

const TEXT = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '',
    'true',
    'FALSE',
    'True',
    '1',
    '1.00',
    '-0',
    '12345678901234567890',
    'x"1234567890123456.5',
    '\\',
    '\n',
  ),
  NUMERAL,
);

const SPACE = fc.constantFrom('', ' ', '\n', '\t ');

/** JSON as text, as its numbers would not survive being values. */
const { body: JSON_TEXT } = fc.letrec<{ body: string }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    NUMERAL,
    TEXT.map((text) => JSON.stringify(text)),
    fc.constantFrom('null', 'true', 'false'),
    fc.tuple(fc.array(tie('body'), { maxLength: 4 }), SPACE).map(([items, space]) => `[${items.join(`,${space}`)}]`),
    fc
      .tuple(fc.array(fc.tuple(fc.constantFrom(...NAMES), SPACE, tie('body')), { maxLength: 4 }), SPACE)
      .map(([fields, space]) => `{${fields.map(([name, gap, body]) => `"${name}"${gap}:${space}${body}`).join(',')}}`),
  ),
}));

const BROKEN = fc.oneof(
  fc
    .tuple(JSON_TEXT, fc.nat(), fc.constantFrom('', '"', '\\', '5', ':', ',', '.', '-', 'e'))
    .map(([text, at, piece]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + piece + text.slice(cut + 1);
    }),
  fc.string({ unit: fc.constantFrom(...'{}[]",:0123456789.-+eE\\ntrufals '), maxLength: 40 }),
);

const BODY = fc.oneof({ weight: 4, arbitrary: JSON_TEXT }, { weight: 1, arbitrary: BROKEN });

const outcomeOf = (read: () => unknown): unknown => {
  try {
    return { value: read() };
  } catch (error) {
    return { refused: error instanceof SyntaxError ? 'not JSON' : error };
  }
};

const formatStep = (step: Step): string => (typeof step === 'number' ? `[${step}]` : `.${step}`);

const readFully = (kind: ResponseKind, body: string): unknown => {
  try {
    return decode(kind, body, () => undefined);
  } catch (error) {
    throw error instanceof Mismatch ? `$${error.path.map(formatStep).join('')}` : error;
  }
};

const readShortly = createReader((_, path) => {
  throw path;
});

describe('what a lean caller makes of an answer', () => {
  test('is the same JSON, digit by digit, or none', () => {
    fc.assert(
      fc.property(BODY, (body) => {
        expect(outcomeOf(() => parseShort(body))).toEqual(outcomeOf(() => parseExact(body)));
      }),
      { numRuns: 3000 },
    );
  });

  test('is the same value of its kind, or refused at the same place', () => {
    fc.assert(
      fc.property(KIND, BODY, (kind, body) => {
        const short = outcomeOf(() => readShortly(kind, parseShort(body), '$'));
        expect(short).toEqual(outcomeOf(() => readFully(kind, body)));
      }),
      { numRuns: 3000 },
    );
  });

  test.each(SCALARS)('of the kind %s is the same for every kind of value, which random ones seldom fit', (kind) => {
    fc.assert(
      fc.property(
        fc.oneof(
          NUMERAL,
          TEXT.map((text) => JSON.stringify(text)),
          JSON_TEXT,
        ),
        (body) => {
          const short = outcomeOf(() => readShortly(kind, parseShort(body), '$'));
          expect(short).toEqual(outcomeOf(() => readFully(kind, body)));
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each(['\\"', '"', '1', '"1', '-', '\\', '1e', ' ', '1 '])('takes no longer for a megabyte of %j', (piece) => {
    const started = performance.now();
    outcomeOf(() => parseShort(`"${piece.repeat(2 ** 20 / piece.length)}`));
    outcomeOf(() => parseShort(piece.repeat(2 ** 20 / piece.length)));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

const CREATORS = new Map(ENTRIES);

describe.each(LEAN_ENTRIES)('an answer that is no plain result, to both callers, %s entry', (entry, create) => {
  const exchange = useExchange();
  const KINDS: readonly ResponseKind[] = [
    { fields: { tranId: 'id' } },
    { fields: { code: 'int', msg: 'string' } },
    { list: { fields: { code: 'int' } } },
    { either: [{ list: 'any' }, { fields: { code: 'int' } }] },
    { record: 'decimal' },
    'any',
  ];
  const BODIES = ['null', '', ' ', '{"code":-3006,"msg":"no"}', '{"code":200,"msg":"success"}', '[]', '{}', '"x"', '5'];

  test.each(KINDS.map((kind) => [JSON.stringify(kind), kind] as const))('of the kind %s', async (_, response) => {
    const options = { ...ACCOUNT, baseUrl: exchange().origin };
    const whole = CREATORS.get(entry)?.(options);
    for (const body of BODIES) {
      for (const mayBeEmpty of [{}, { mayBeEmpty: true }] as const) {
        const operation = { ...BORROW, response, ...mayBeEmpty } as typeof BORROW;
        const answers = [create(options), whole].map(async (call) => {
          exchange().script({ body });
          const kindOf = ({ kind }: { kind?: string }): string => `failed: ${kind}`;
          return call?.(operation, { asset: 'USDT', amount: '1' }).then(
            (value) => ({ value }),
            (error: { kind?: string }) => kindOf(error),
          );
        });
        const [lean, full] = await Promise.all(answers);
        expect({ body, mayBeEmpty, answer: lean }).toEqual({ body, mayBeEmpty, answer: full });
      }
    }
  });
});
