/** Random specs, most of them nonsense: every one ends in files or in diagnostics with a position and a hint. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../generator/core/json.js';
import type { SourceFile } from '../../generator/emit/types.js';
import { emit } from '../../generator/emit/emit.js';
import { buildModel } from '../../generator/model/build-model.js';
import { buildMany } from '../unit/emit/many-packages.js';
import { SETTINGS, TEMPLATES } from '../unit/emit/package-of.js';
import { documentWith, specFrom } from '../unit/model/spec-of.js';

const name = fc.oneof(
  fc.constantFrom('symbol', 'orderId', 'timestamp', 'signature', '__proto__', 'constructor', 'a-b', ''),
  fc.string({ maxLength: 8 }),
);

/** Any JSON: what stands where something else was expected. */
const junk = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;

const rarely = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<Json> = junk): fc.Arbitrary<Json> =>
  fc.oneof({ weight: 20, arbitrary: usual as fc.Arbitrary<Json> }, { weight: 1, arbitrary: odd });

const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Json>(
      { type: 'string' },
      { type: 'string', format: 'decimal' },
      { type: 'integer', format: 'int64', 'x-int64': 'identifier' },
      { type: 'boolean' },
      { type: ['string', 'null'] },
      { enum: ['A', 'B'] },
      { const: 1 },
      { type: 'number' },
      {},
      true,
      { $ref: '#/components/schemas/One' },
      { $ref: '#/components/schemas/Two' },
      { $ref: '#/nowhere' },
    ),
    fc.record({ type: fc.constant('array'), items: tie('schema') }) as fc.Arbitrary<Json>,
    fc.record({
      type: fc.constant('object'),
      required: fc.array(name, { maxLength: 2 }),
      properties: fc.dictionary(name, tie('schema'), { maxKeys: 3 }),
    }) as fc.Arbitrary<Json>,
    fc.record({ type: fc.constant('object'), additionalProperties: tie('schema') }) as fc.Arbitrary<Json>,
    fc
      .tuple(fc.constantFrom('oneOf', 'anyOf', 'allOf'), fc.array(tie('schema'), { maxLength: 3 }))
      .map(([key, members]) => ({ [key]: members })),
    junk,
  ),
}));

const parameter = fc.record({
  name: rarely(name),
  in: rarely(fc.constantFrom('query')),
  required: rarely(fc.boolean()),
  explode: fc.constant(false),
  schema: rarely(fc.oneof(schema, fc.constantFrom<Json>({ type: 'string', enum: ['A', 'B'] }, { type: 'string' }))),
});

const condition = fc.oneof(
  fc.record({
    when: fc.record({ parameter: name, in: fc.constantFrom(['A'], ['A', 'B'], ['x']) }),
    require: fc.array(name, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ atLeastOne: fc.array(name, { minLength: 1, maxLength: 2 }) }),
  fc.record({ exactlyOne: fc.array(name, { minLength: 1, maxLength: 2 }) }),
  fc.record({ atMostOne: fc.array(name, { minLength: 1, maxLength: 2 }) }),
  fc.record({
    when: fc.record({ parameter: name, given: fc.constant(true) }),
    exactlyOne: fc.array(name, { minLength: 1, maxLength: 2 }),
    else: fc.record({ atMostOne: fc.array(name, { minLength: 1, maxLength: 2 }) }),
  }),
) as fc.Arbitrary<Json>;

const operation = fc.record(
  {
    operationId: rarely(fc.stringMatching(/^[a-z]\w{0,8}$/)),
    summary: rarely(fc.string()),
    parameters: rarely(fc.array(parameter as fc.Arbitrary<Json>, { maxLength: 4 })),
    'x-conditions': rarely(fc.array(condition, { maxLength: 2 })),
    'x-request-weight': rarely(fc.constant([{ value: 1, scope: 'IP' }])),
    'x-error-codes': rarely(fc.constant([{ code: -1, description: 'No.' }])),
    security: rarely(fc.constant([{ apiKey: [], hmacSignature: [] }])),
    servers: rarely(fc.constant([{ url: 'https://api.example.com' }])),
    responses: rarely(
      schema.map((body) => ({ '200': { description: '', content: { 'application/json': { schema: body } } } })),
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;

const document = fc.tuple(operation, schema, schema, rarely(fc.constant({}))).map(([one, first, second, extra]) => {
  const plain = documentWith(one, { components: { schemas: { One: first, Two: second } } });
  return isObject(extra) ? { ...plain, ...extra } : plain;
});

it('never throws, never gives code that does not compile, and always says where', async () => {
  const emitted: (readonly SourceFile[])[] = [];
  await fc.assert(
    fc.asyncProperty(document, async (given) => {
      const model = buildModel(specFrom(given));
      for (const { at, hint, severity } of model.diagnostics)
        expect(severity === 'note' || (at !== undefined && hint !== undefined)).toBe(true);
      if (!model.ok) return;
      const files = await emit(model.value, TEMPLATES, SETTINGS);
      expect(files.diagnostics).toEqual([]);
      if (files.ok) emitted.push(files.value);
    }),
    { numRuns: 800 },
  );
  // About one in nine is accepted; far fewer would mean that this test looks at nothing.
  expect(emitted.length).toBeGreaterThan(40);
  const folder = mkdtempSync(join(tmpdir(), 'marginalia-random-'));
  try {
    expect(buildMany(folder, emitted)).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
