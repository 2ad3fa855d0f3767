import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/core/json.js';
import { printType } from '../../../generator/emit/print-type.js';
import type { Declaration } from '../../../generator/model/types.js';
import { modelOf, operationFaults, operationOf } from './build.js';
import { documentWith, respondingWith } from './spec-of.js';

/** A declaration as one would write it. */
const written = (declaration: Declaration): string => {
  const name = declaration.name.text;
  if (declaration.kind === 'alias') return `${name} = ${printType(declaration.type, '', 0)}`;
  const fields = declaration.fields.map(
    (field) => `${field.name}${field.required ? '' : '?'}: ${printType(field.type, '', 0)}`,
  );
  return `${name} { ${fields.join('; ')} }`;
};

const typesOf = (schema: JsonObject | boolean, more?: JsonObject) =>
  operationOf({ responses: respondingWith(schema) }, more).response.declarations.map(written);

const kindOf = (schema: JsonObject | boolean, more?: JsonObject) =>
  operationOf({ responses: respondingWith(schema) }, more).response.kind;

const faultsOf = (schema: JsonObject | boolean, more?: JsonObject) =>
  operationFaults({ responses: respondingWith(schema) }, more).map((fault) =>
    fault.replace('/responses/200/content/application~1json/schema', '~'),
  );

const ID: JsonObject = { type: 'integer', format: 'int64', 'x-int64': 'identifier' };
const components = (schemas: JsonObject): JsonObject => ({ components: { schemas } });

describe('responses', () => {
  it('requires what the schema requires and nothing else', () => {
    const schema = { type: 'object', required: ['tranId'], properties: { tranId: ID, note: { type: 'string' } } };
    expect(typesOf(schema)).toEqual(['ThingsGetResult { tranId: string; note?: string }']);
    expect(kindOf(schema)).toEqual({
      fields: [
        ['tranId', 'id'],
        ['note', 'string'],
      ],
      required: ['tranId'],
    });
  });

  it.each([
    [{ type: 'string', format: 'decimal' }, 'string', 'decimal'],
    [{ type: 'number', format: 'decimal' }, 'string', 'decimal'],
    [ID, 'string', 'id'],
    [{ type: 'integer', format: 'int64', 'x-int64': 'time' }, 'number', 'time'],
    [{ type: 'integer', format: 'int64', 'x-int64': 'count' }, 'number', 'int'],
    [{ type: 'boolean' }, 'boolean', 'bool'],
    [{ type: ['string', 'null'] }, 'string | null', 'string'],
    [{ type: ['integer', 'string'], format: 'int64', 'x-int64': 'identifier' }, 'string', 'id'],
    [{ enum: ['A', 'B'] }, "'A' | 'B'", 'string'],
    [{ type: ['string', 'null'], enum: ['A', null] }, "'A' | null", 'string'],
    [{ type: 'integer', enum: [1, 2] }, '1 | 2', 'int'],
    [{ const: 'success' }, "'success'", 'string'],
    [{}, 'unknown', 'any'],
    [true, 'unknown', 'any'],
    [{ type: 'object' }, 'Record<string, unknown>', { record: 'any' }],
    [{ type: 'object', additionalProperties: false }, 'Record<string, never>', { fields: [], required: [] }],
    [
      { type: 'object', additionalProperties: { type: 'string', format: 'decimal' } },
      'Record<string, string>',
      { record: 'decimal' },
    ],
    [{ type: 'array', items: { type: ['string', 'null'] } }, '(string | null)[]', { list: 'string' }],
    [{ type: 'array' }, 'unknown[]', { list: 'any' }],
    [{ oneOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null', 'string'],
    [{ anyOf: [{ enum: ['A'] }, { enum: ['B'] }] }, "'A' | 'B'", 'string'],
  ] as const)('reads %j as %s', (schema, type, kind) => {
    expect(typesOf(schema as unknown as JsonObject)).toEqual([`ThingsGetResult = ${type}`]);
    expect(kindOf(schema as unknown as JsonObject)).toEqual(kind);
  });

  it('names nested objects after the way to them', () => {
    const schema = {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          'user-assets': { type: 'array', items: { type: 'object', properties: { a: ID } } },
          more: { properties: { b: ID } },
        },
      },
    };
    expect(typesOf(schema)).toEqual([
      'ThingsGetResult = ThingsGetResultItem[]',
      'ThingsGetResultItem { user-assets?: ThingsGetResultItemUserAssetsItem[]; more?: ThingsGetResultItemMore }',
      'ThingsGetResultItemUserAssetsItem { a?: string }',
      'ThingsGetResultItemMore { b?: string }',
    ]);
  });

  it('refers to named schemas, and gives only those that are used', () => {
    const schemas = {
      order: { type: 'object', properties: { side: { $ref: '#/components/schemas/Side' } } },
      Side: { enum: ['BUY'] },
      Unused: {},
    };
    const model = modelOf(
      documentWith({ responses: respondingWith({ $ref: '#/components/schemas/order' }) }, components(schemas)),
    );
    expect(model.operations[0]?.response.declarations.map(written)).toEqual(['ThingsGetResult = Order']);
    expect(model.schemas.map(({ declarations }) => declarations.map(written))).toEqual([
      ['Order { side?: Side }'],
      ["Side = 'BUY'"],
    ]);
    expect(model.operations[0]?.response.kind).toEqual({ fields: [['side', 'string']], required: [] });
  });

  it('joins the objects of an allOf', () => {
    const schemas = { Base: { type: 'object', required: ['a'], properties: { a: ID } } };
    const schema = {
      allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', required: ['b'], properties: { b: ID, c: ID } }],
    };
    expect(typesOf(schema, components(schemas))).toEqual(['ThingsGetResult { a: string; b: string; c?: string }']);
  });

  it('reads alternatives by the fields of all of them', () => {
    const schema = {
      oneOf: [{ properties: { id: ID } }, { properties: { id: ID, price: { type: 'string', format: 'decimal' } } }],
    };
    expect(typesOf(schema)).toEqual([
      'ThingsGetResult = ThingsGetResultOption1 | ThingsGetResultOption2',
      'ThingsGetResultOption1 { id?: string }',
      'ThingsGetResultOption2 { id?: string; price?: string }',
    ]);
    expect(kindOf(schema)).toEqual({
      fields: [
        ['id', 'id'],
        ['price', 'decimal'],
      ],
      required: [],
    });
  });

  it('requires of alternatives what all of them require', () => {
    const properties = { a: ID, b: ID };
    const schema = {
      oneOf: [
        { required: ['a', 'b'], properties },
        { required: ['b'], properties },
      ],
    };
    expect(kindOf(schema)).toMatchObject({ required: ['b'] });
  });

  it('requires of an allOf what any part requires, in the order of the fields, and nothing that is no field', () => {
    const parts = [
      { required: ['b', 'gone'], properties: { a: ID } },
      { required: ['a'], properties: { b: ID } },
    ];
    expect(kindOf({ allOf: parts })).toMatchObject({ required: ['a', 'b'] });
  });

  it('keeps __proto__, constructor and toString as data', () => {
    const properties = JSON.parse(
      '{"__proto__": {"type": "string"}, "constructor": {"type": "string"}, "toString": {"type": "string"}}',
    ) as JsonObject;
    const schema = { type: 'object', properties };
    expect(typesOf(schema)).toEqual([
      'ThingsGetResult { __proto__?: string; constructor?: string; toString?: string }',
    ]);
    expect(kindOf(schema)).toEqual({
      fields: [
        ['__proto__', 'string'],
        ['constructor', 'string'],
        ['toString', 'string'],
      ],
      required: [],
    });
  });

  it.each([
    [
      'a schema that contains itself',
      { $ref: '#/components/schemas/Loop' },
      'recursive-schema /components/schemas/Loop',
    ],
    ['a reference to nothing', { $ref: '#/components/schemas/Gone' }, 'ref-target ~/$ref'],
    ['a reference to another file', { $ref: 'other.yaml#/A' }, 'ref-target ~/$ref'],
    ['references in a circle', { $ref: '#/components/schemas/Ring' }, 'ref-circle ~'],
    ['a keyword beside a reference', { $ref: '#/components/schemas/Loop', type: 'object' }, 'keyword ~/type'],
    ['false', false, 'schema ~'],
    ['an int64 without a kind', { type: 'integer', format: 'int64' }, 'int64-kind ~/format'],
    ['a binary number', { type: 'array', items: { type: 'number' } }, 'number-kind ~/items/type'],
    ['nullable', { type: 'string', nullable: true }, 'keyword ~/nullable'],
    ['not', { not: { type: 'string' } }, 'keyword ~/not'],
    ['patternProperties', { type: 'object', patternProperties: {} }, 'keyword ~/patternProperties'],
    ['prefixItems', { type: 'array', prefixItems: [] }, 'keyword ~/prefixItems'],
    ['two types with two readings', { type: ['string', 'integer'] }, 'mixed-types ~/type'],
    ['alternatives with two readings', { oneOf: [{ type: 'string' }, { type: 'integer' }] }, 'mixed-types ~/oneOf'],
    ['alternatives beside properties', { properties: { a: {} }, oneOf: [{}] }, 'keyword ~/oneOf'],
    ['two compositions', { oneOf: [{}], anyOf: [{}] }, 'keyword ~'],
    [
      'an allOf of something else than objects',
      { allOf: [{ type: 'string' }, { type: 'object' }] },
      'all-of ~/allOf/0',
    ],
    [
      'a property defined twice',
      { allOf: [{ properties: { a: {} } }, { properties: { a: {} } }] },
      'property-twice ~/allOf/1/properties/a',
    ],
    [
      'open properties beside named ones',
      { properties: { a: {} }, additionalProperties: { type: 'string' } },
      'keyword ~/additionalProperties',
    ],
    ['an unknown type', { type: 'date' }, 'type ~/type'],
    ['an enum of two types', { enum: ['A', 1] }, 'mixed-types ~'],
    ['identifiers in an enum', { ...ID, enum: [1] }, 'enum-value ~/enum/0'],
  ] as const)('refuses %s', (_name, schema, fault) => {
    const loop = {
      Loop: { type: 'object', properties: { inner: { $ref: '#/components/schemas/Loop' } } },
      Ring: { $ref: '#/components/schemas/Ring' },
    };
    expect(faultsOf(schema as JsonObject | boolean, components(loop))[0]).toBe(`error model/${fault}`);
  });

  it('says where a schema is nested too deeply, instead of overflowing', () => {
    let schema: JsonObject = { type: 'string' };
    for (let level = 0; level < 20_000; level += 1) schema = { type: 'array', items: schema };
    expect(faultsOf(schema)[0]).toMatch(/^error model\/too-deep ~(\/items){65}$/);
  });

  it.each([
    ['no success', { '400': { description: 'no' } }, 'response /responses'],
    ['two successes', { '200': { description: 'a' }, '201': { description: 'b' } }, 'response /responses'],
    ['no JSON', { '200': { description: 'a', content: { 'text/csv': {} } } }, 'response /responses/200/content'],
  ])('refuses an operation with %s', (_name, responses, fault) => {
    expect(operationFaults({ responses: responses as JsonObject })).toEqual([`error model/${fault}`]);
  });

  it('takes a response without a body as unknown', () => {
    expect(operationOf({ responses: { '200': { description: 'done' } } }).response.kind).toBe('any');
  });

  it.each<[string, JsonObject, boolean]>([
    ['has no body', { '200': { description: 'done' } }, true],
    ['may be null', respondingWith({ type: ['object', 'null'] }), true],
    ['may be null in one case', respondingWith({ oneOf: [{ type: 'null' }, { type: 'object' }] }), true],
    [
      'may be null elsewhere',
      respondingWith({ type: 'object', properties: { a: { type: ['string', 'null'] } } }),
      false,
    ],
    ['has a body that nobody described', { '200': { description: 'done', content: {} } }, false],
  ])('may be empty, or may not, where it %s', (_name, responses, mayBeEmpty) => {
    expect(operationOf({ responses }).response.mayBeEmpty).toBe(mayBeEmpty);
  });

  it('reads a list or an object as whichever comes', () => {
    const [list, object] = [
      { type: 'array', items: ID },
      { type: 'object', properties: { id: ID } },
    ];
    const either = { either: [{ list: 'id' }, { fields: [['id', 'id']], required: [] }] };
    expect(kindOf({ oneOf: [list, object] })).toEqual(either);
    expect(kindOf({ oneOf: [object, list] })).toEqual(either);
    expect(faultsOf({ oneOf: [list, object, { type: 'string' }] })).toEqual(['error model/mixed-types ~/oneOf']);
  });

  it('warns of required properties that nobody described', () => {
    expect(faultsOf({ type: 'object', required: ['gone'], properties: { a: {} } })).toEqual([
      'warning model/required ~/required',
    ]);
  });
});
