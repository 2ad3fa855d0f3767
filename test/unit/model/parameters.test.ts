import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/core/json.js';
import { operationFaults, operationOf } from './build.js';

const query = (name: string, schema: JsonObject = { type: 'string' }, more: JsonObject = {}): JsonObject => ({
  name,
  in: 'query',
  schema,
  ...more,
});

const UNSIGNED: JsonObject = { security: [], 'x-security-type': 'NONE' };

const namesOf = (parameters: readonly JsonObject[], more: JsonObject = {}, root?: JsonObject) =>
  operationOf({ parameters, ...more }, root).params.parameters.map(({ name }) => name);

const ADDED = [query('timestamp', { type: 'integer' }), query('recvWindow', { type: 'integer' }), query('signature')];

describe('parameters', () => {
  it('never asks for what the client fills in itself', () => {
    const key = { name: 'x-mbx-APIKEY', in: 'header', required: true, schema: { type: 'string' } };
    expect(namesOf([query('asset'), ...ADDED, key])).toEqual(['asset']);
  });

  it('leaves timestamp and recvWindow to the caller where nothing is signed', () => {
    expect(namesOf(ADDED.slice(0, 2), UNSIGNED)).toEqual(['timestamp', 'recvWindow']);
  });

  it('refuses a signature where nothing is signed', () => {
    expect(operationFaults({ parameters: ADDED, ...UNSIGNED })).toEqual(['error model/signature /parameters/2']);
  });

  it('does not need the timestamp to be listed', () => {
    expect(namesOf([query('groupId')])).toEqual(['groupId']);
  });

  it('keeps the order of the spec and takes shared parameters by reference', () => {
    const components = { parameters: { Symbol: query('symbol') } };
    expect(namesOf([query('b'), { $ref: '#/components/parameters/Symbol' }, query('a')], {}, { components })).toEqual([
      'b',
      'symbol',
      'a',
    ]);
  });

  it.each([
    [{ type: 'string' }, 'string'],
    [{ type: 'string', format: 'decimal' }, 'decimal'],
    [{ type: 'number', format: 'decimal' }, 'decimal'],
    [{ type: ['string', 'number'], format: 'decimal' }, 'decimal'],
    [{ type: 'integer' }, 'int'],
    [{ type: 'integer', format: 'int32' }, 'int'],
    [{ type: 'integer', format: 'int64', 'x-int64': 'identifier' }, 'id'],
    [{ type: 'string', format: 'int64', 'x-int64': 'identifier' }, 'id'],
    [{ type: 'integer', format: 'int64', 'x-int64': 'time' }, 'time'],
    [{ type: 'integer', format: 'int64', 'x-int64': 'count' }, 'int'],
    [{ type: 'boolean' }, 'bool'],
    [{ type: 'array', items: { type: 'string' } }, { list: 'string' }],
  ])('sends %j as %j', (schema, kind) => {
    const parameter = query('value', schema as JsonObject, { explode: false });
    expect(operationOf({ parameters: [parameter] }).params.parameters[0]?.kind).toEqual(kind);
  });

  it.each([
    ['int64 without a kind', { type: 'integer', format: 'int64' }, 'int64-kind /parameters/0/schema/format'],
    [
      'int64 of another kind',
      { type: 'integer', format: 'int64', 'x-int64': 'price' },
      'int64-kind /parameters/0/schema/x-int64',
    ],
    ['a kind without int64', { type: 'integer', 'x-int64': 'time' }, 'int64-kind /parameters/0/schema/x-int64'],
    ['a binary number', { type: 'number' }, 'number-kind /parameters/0/schema/type'],
    ['an unknown integer', { type: 'integer', format: 'uint64' }, 'number-kind /parameters/0/schema/format'],
    ['an object', { type: 'object' }, 'parameter-type /parameters/0/schema/type'],
    ['a null', { type: ['string', 'null'] }, 'parameter-type /parameters/0/schema/type'],
    ['a choice', { oneOf: [{ type: 'string' }] }, 'parameter-type /parameters/0/schema'],
    ['no type', {}, 'parameter-type /parameters/0/schema'],
    ['an enum of the wrong type', { type: 'string', enum: ['A', 1] }, 'enum-value /parameters/0/schema/enum/1'],
    ['an empty enum', { type: 'string', enum: [] }, 'enum-value /parameters/0/schema'],
    ['a bare YAML boolean in an enum', { type: 'string', enum: [true] }, 'enum-value /parameters/0/schema/enum/0'],
  ])('refuses %s', (_name, schema, fault) => {
    expect(operationFaults({ parameters: [query('value', schema as JsonObject)] })[0]).toBe(`error model/${fault}`);
  });

  it.each([
    [
      'in the path',
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      'parameter-place /parameters/0/in',
    ],
    [
      'in another header',
      { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
      'parameter-place /parameters/0/in',
    ],
    ['without a schema', { name: 'a', in: 'query', content: {} }, 'parameter /parameters/0'],
    [
      'in another style',
      query('a', { type: 'string' }, { style: 'deepObject' }),
      'parameter-style /parameters/0/style',
    ],
    [
      'as a list with repeated names',
      query('a', { type: 'array', items: { type: 'string' } }),
      'parameter-style /parameters/0',
    ],
  ])('refuses a parameter %s', (_name, parameter, fault) => {
    expect(operationFaults({ parameters: [parameter as JsonObject] })).toEqual([`error model/${fault}`]);
  });

  it('refuses a name that stands twice, and a request body', () => {
    expect(operationFaults({ parameters: [query('a'), query('a')] })).toEqual([
      'error model/parameter-twice /parameters/1',
    ]);
    expect(operationFaults({ requestBody: {} })).toEqual(['error model/request-body /requestBody']);
  });

  it('warns when the documented limit of recvWindow is not the one the client keeps', () => {
    const limited = (maximum: number) => ({ parameters: [query('recvWindow', { type: 'integer', maximum })] });
    expect(operationFaults(limited(60000))).toEqual([]);
    expect(operationFaults(limited(5000))).toEqual(['warning model/recv-window /parameters/0/schema/maximum']);
  });

  it('says in a comment what the spec says of limits and units', () => {
    const schema = { type: 'integer', format: 'int64', 'x-int64': 'time', minimum: 1, maximum: 100, default: 10 };
    const doc = operationOf({ parameters: [query('value', schema, { description: 'When.', deprecated: true })] }).params
      .parameters[0]?.doc;
    expect(doc?.description.text).toBe('When.');
    expect(doc?.facts.map(({ text }) => text)).toEqual([
      'Milliseconds since the Unix epoch.',
      'Default `10`.',
      'At least `1`.',
      'At most `100`.',
    ]);
    expect(doc?.deprecated).toBe(true);
  });
});
