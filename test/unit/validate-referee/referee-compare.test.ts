import { describe, expect, it } from 'vitest';
import { compareReading } from '../../../generator/validate/referee-compare.js';
import { readRefereeDocument } from '../../../generator/validate/referee-document.js';
import type { ReadModel, ReadOperation, ReadSlot } from '../../../generator/validate/referee-reading.js';

const slot = (name: string, flags: string, more: Partial<ReadSlot> = {}): ReadSlot => ({
  name,
  maximum: '',
  minimum: '',
  defaultValue: 'undefined',
  model: '',
  enumValues: [],
  flags: new Set(flags.split(' ')),
  ...more,
});

const READ: ReadOperation = {
  operationId: 'getA',
  emittedAs: 'getA',
  method: 'get',
  path: '/a',
  flags: new Set(),
  schemes: [],
  servers: [],
  parameters: [],
  responses: [],
};

/** Messages of the findings when the spec says one thing of a query parameter `p`, and the referee reads another. */
const onParameter = (schema: string, read: ReadSlot): readonly string[] =>
  findings(`[{ name: p, in: query, schema: ${schema} }]`, { parameters: [read] });

const findings = (
  parameters: string,
  read: Partial<ReadOperation>,
  models: Readonly<Record<string, ReadModel>> = {},
  more = '',
): readonly string[] => {
  const outcome = readRefereeDocument(
    'openapi.yaml',
    `openapi: 3.1.0
paths: { /a: { get: { operationId: getA, parameters: ${parameters}${more} } } }
components:
  schemas:
    Circle: { type: array, items: { $ref: '#/components/schemas/Circle' } }
    Long: { type: integer, format: int64, maximum: 9 }
    Tree: { properties: { inner: { $ref: '#/components/schemas/Tree' }, id: { $ref: '#/components/schemas/Long' } } }
`,
  );
  if (!outcome.ok) throw new Error(outcome.diagnostics[0]?.message);
  const reading = { operations: [{ ...READ, ...read }], models: new Map(Object.entries(models)) };
  return compareReading(outcome.value, reading).findings.map(({ message }) => message);
};

describe('a parameter that is read as the spec means it', () => {
  it.each<[string, ReadSlot]>([
    ['{ type: string }', slot('p', 'isString isQueryParam')],
    ['{ type: string, format: date-time }', slot('p', 'isDateTime isQueryParam')],
    ['{ type: integer, format: int64 }', slot('p', 'isLong isQueryParam')],
    ['{ type: [integer, "null"] }', slot('p', 'isInteger isNullable isQueryParam')],
    ['{ enum: [1, 2] }', slot('p', 'isNumber isQueryParam', { enumValues: ['1', '2'] })],
    [
      '{ type: [string, "null"], enum: [A, null] }',
      slot('p', 'isString isNullable isQueryParam', { enumValues: ['A', ''] }),
    ],
    ['{ type: number, maximum: 1.0e30 }', slot('p', 'isNumber isQueryParam', { maximum: '1.0E+30' })],
    ['{ type: integer, exclusiveMinimum: 0 }', slot('p', 'isInteger exclusiveMinimum isQueryParam', { minimum: '0' })],
    ['{ type: string, default: x y }', slot('p', 'isString isQueryParam', { defaultValue: "'x y'" })],
    ['{ $ref: "#/components/schemas/Long" }', slot('p', 'isLong isQueryParam', { maximum: '9' })],
    [
      '{ $ref: "#/components/schemas/Long", default: 5 }',
      slot('p', 'isLong isQueryParam', { maximum: '9', defaultValue: '5' }),
    ],
    ['{ oneOf: [{ type: string }, { type: integer }] }', slot('p', 'isModel isQueryParam')],
    ['{ type: [string, integer] }', slot('p', 'isModel isQueryParam')],
    ['{}', slot('p', 'isAnyType isNullable isQueryParam')],
  ])('%s', (schema, read) => {
    expect(onParameter(schema, read)).toEqual([]);
  });
});

describe('a parameter that is read differently', () => {
  it.each<[string, ReadSlot, string]>([
    [
      '{ type: string }',
      slot('p', 'isAnyType isQueryParam'),
      'type: the spec says string, OpenAPI Generator reads any value',
    ],
    [
      '{ type: integer, format: int64 }',
      slot('p', 'isInteger isQueryParam'),
      'format: the spec says int64, OpenAPI Generator reads integer',
    ],
    [
      '{ type: string }',
      slot('p', 'isString required isQueryParam'),
      'required: the spec says no, OpenAPI Generator reads yes',
    ],
    ['{ type: string }', slot('p', 'isString isNullable isQueryParam'), 'null: the spec says not allowed'],
    ['{ type: [string, "null"] }', slot('p', 'isString isQueryParam'), 'null: the spec says allowed'],
    [
      '{ enum: [A, B] }',
      slot('p', 'isString isQueryParam', { enumValues: ['A'] }),
      'allowed values: the spec says "A", "B", OpenAPI Generator reads "A"',
    ],
    [
      '{ const: A }',
      slot('p', 'isString isQueryParam'),
      'allowed values: the spec says "A", OpenAPI Generator reads no list',
    ],
    [
      '{ type: integer, maximum: 9 }',
      slot('p', 'isInteger isQueryParam'),
      'maximum: the spec says 9, OpenAPI Generator reads none',
    ],
    [
      '{ type: integer, maximum: 9007199254740993 }',
      slot('p', 'isInteger isQueryParam', { maximum: '9007199254740992' }),
      'maximum: the spec says 9007199254740993, OpenAPI Generator reads 9007199254740992',
    ],
    [
      '{ type: integer, exclusiveMinimum: 0 }',
      slot('p', 'isInteger isQueryParam', { minimum: '0' }),
      'minimum: the spec says 0 (exclusive), OpenAPI Generator reads 0',
    ],
    [
      '{ type: integer, default: 5 }',
      slot('p', 'isInteger isQueryParam'),
      'default: the spec says 5, OpenAPI Generator reads none',
    ],
    ['{ type: string }', slot('p', 'isString isHeaderParam'), 'does not find getA: query parameter "p"'],
  ])('%s', (schema, read, message) => {
    const told = onParameter(schema, read);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(message);
  });
});

describe('an operation that is read differently', () => {
  it.each<[string, string, Partial<ReadOperation>, string]>([
    ['deprecated', ', deprecated: true', {}, 'deprecated: the spec says yes, OpenAPI Generator reads no'],
    [
      'security',
      ', security: [{ a: [], b: [] }]',
      { schemes: ['a'] },
      'security schemes: the spec says a, b, OpenAPI Generator reads a',
    ],
    [
      'no security',
      ', security: []',
      { schemes: ['a'] },
      'security schemes: the spec says none, OpenAPI Generator reads a',
    ],
    [
      'server',
      ', servers: [{ url: https://b.test }]',
      { servers: [] },
      'servers: the spec says https://b.test, OpenAPI Generator reads none',
    ],
  ])('%s', (_, more, read, message) => {
    expect(findings('[]', read, {}, more)).toEqual([`getA: ${message}.`]);
  });

  it('is lost when only another operation has its id', () => {
    expect(findings('[]', { path: '/b' })).toEqual(['OpenAPI Generator does not find the operation getA (GET /a).']);
  });
});

describe('response fields', () => {
  const TREE =
    ", responses: { '200': { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Tree' } } } } } }";
  const inner = slot('inner', 'isModel', { model: 'Tree' });
  const read = { responses: [{ status: '200', model: 'Tree' }] };

  it('are compared through lists and references, once for a schema that holds itself', () => {
    const id = slot('id', 'isInteger', { maximum: '9' });
    expect(findings('[]', read, { Tree: { properties: [inner, id] } }, TREE)).toEqual([
      'getA: response 200: field "id": format: the spec says int64, OpenAPI Generator reads integer.',
    ]);
  });

  it('that the referee takes for any value are told', () => {
    const untyped = { responses: [{ status: '200', model: 'any' }] };
    expect(findings('[]', untyped, {}, TREE)).toEqual([
      'OpenAPI Generator does not find the fields of getA: response 200.',
    ]);
  });

  it('of a list that holds nothing but itself do not exist', () => {
    const circle = TREE.replace('schemas/Tree', 'schemas/Circle');
    expect(findings('[]', read, {}, circle)).toEqual([]);
  });

  it('that were lost are told', () => {
    expect(findings('[]', read, { Tree: { properties: [inner] } }, TREE)).toEqual([
      'OpenAPI Generator does not find getA: response 200: field "id".',
    ]);
  });
});
