import fc from 'fast-check';
import { parse } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { copyForReferee, toJsonText } from '../../../generator/validate/referee-copy.js';
import { readRefereeDocument, type SpecMap, type SpecValue } from '../../../generator/validate/referee-document.js';

const rootOf = (text: string): SpecMap => {
  const outcome = readRefereeDocument('openapi.yaml', text);
  if (!outcome.ok) throw new Error(outcome.diagnostics[0]?.message);
  return outcome.value.root;
};

const copyOf = (text: string): Record<string, unknown> =>
  JSON.parse(copyForReferee(rootOf(text)).text) as Record<string, unknown>;

const schemas = (yaml: string): unknown => {
  const { components } = copyOf(`components:\n  schemas:\n${yaml}`);
  return (components as { readonly schemas: unknown }).schemas;
};

describe('the copy for the referee', () => {
  it('keeps every digit of every integer', () => {
    const { text } = copyForReferee(rootOf('a: 9223372036854775807\nb: -9007199254740993\nc: 351637150141315861'));
    expect(text).toBe('{"a":9223372036854775807,"b":-9007199254740993,"c":351637150141315861}');
  });

  it('keeps as strings what YAML 1.1 would take for something else', () => {
    expect(copyOf('a: [NO, on, y, 12:30:00, 2024-03-31, 1_000]')).toEqual({
      a: ['NO', 'on', 'y', '12:30:00', '2024-03-31', '1_000'],
    });
  });

  it('rewrites schemas but never data that looks like one', () => {
    expect(
      schemas(`    A: { const: X, examples: [{ const: X }], default: { const: X }, x-note: { const: X } }
    B: { enum: [{ const: X }], properties: { const: { const: 1 }, items: { type: string } } }`),
    ).toEqual({
      A: { const: 'X', type: 'string', examples: [{ const: 'X' }], default: { const: 'X' }, 'x-note': { const: 'X' } },
      B: { enum: [{ const: 'X' }], properties: { const: { const: 1, type: 'integer' }, items: { type: 'string' } } },
    });
  });

  it('reaches schemas wherever they may stand', () => {
    const deep = schemas(
      `    A: { items: true, allOf: [true], not: false, additionalProperties: { items: true }, properties: { a: true } }`,
    );
    expect(deep).toEqual({
      A: { items: {}, allOf: [{}], not: { not: {} }, additionalProperties: { items: {} }, properties: { a: {} } },
    });
  });

  it('leaves `additionalProperties: false` alone, which the referee understands', () => {
    expect(schemas('    A: { additionalProperties: false }')).toEqual({ A: { additionalProperties: false } });
  });

  it('rewrites what stands in a path item after putting it in place of its reference', () => {
    const { paths, components } = copyOf(`paths: { /a: { $ref: '#/components/pathItems/A', summary: Own. } }
components: { pathItems: { A: { summary: Shared., get: { parameters: [{ schema: { const: 1 } }] } } } }`);
    expect(paths).toEqual({
      '/a': {
        summary: 'Own.',
        get: {
          parameters: [{ schema: { const: 1, type: 'integer' } }],
          responses: { default: { description: 'Not described.' } },
        },
      },
    });
    expect(components).toEqual({});
  });

  it('says where each limit concerns the document', () => {
    const { limits } = copyForReferee(rootOf('components: { schemas: { A: { const: 1 }, "b/c": { const: 2 } } }'));
    expect(limits.map(({ limit, pointers }) => [limit.id, pointers])).toEqual([
      ['const-without-type', ['/components/schemas/A', '/components/schemas/b~1c']],
    ]);
  });

  it('keeps a key named __proto__ as data', () => {
    const { text } = copyForReferee(rootOf('components: { schemas: { __proto__: { const: 1 } } }'));
    expect(text).toBe('{"components":{"schemas":{"__proto__":{"const":1,"type":"integer"}}}}');
  });
});

const leaf: fc.Arbitrary<SpecValue> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.bigInt(),
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const data: fc.Arbitrary<SpecValue> = fc.letrec<{ value: SpecValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('value')), fc.dictionary(fc.string(), tie('value'))),
})).value;

describe('JSON text', () => {
  it('says the same as the value it was made from', () => {
    fc.assert(
      fc.property(data, (value) => {
        const back = parse(toJsonText(value), null, (text) => (/^-?\d+$/.test(text) ? BigInt(text) : Number(text)));
        expect(back).toEqual(asParsed(value));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** JSON has one kind of number: a float without a fraction comes back as an integer. */
const asParsed = (value: SpecValue): unknown => {
  if (typeof value === 'number') return /^-?\d+$/.test(JSON.stringify(value)) ? BigInt(JSON.stringify(value)) : value;
  if (Array.isArray(value)) return value.map(asParsed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asParsed(item)]));
};
