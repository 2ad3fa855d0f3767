import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../generator/core/json.js';
import { faultsOf, modelOf, operationFaults, operationOf } from './build.js';
import { documentWith, respondingWith } from './spec-of.js';

const object = (required: readonly string[], properties: Readonly<Record<string, Json>>): JsonObject => ({
  type: 'object',
  required,
  properties,
});

const ID: Json = { type: 'integer', format: 'int64', 'x-int64': 'identifier' };
const TEXT: Json = { type: 'string' };

const SCHEMAS: JsonObject = {
  Ack: object(['id'], { id: ID }),
  Full: object(['id', 'fills'], { id: ID, fills: { type: 'array', items: object(['qty'], { qty: TEXT }) } }),
  Other: object(['id'], { id: TEXT }),
};

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const oneOf = (...names: readonly string[]): JsonObject => respondingWith({ oneOf: names.map(ref) });
const listed = (name: string, values: readonly Json[]): JsonObject => ({
  name,
  in: 'query',
  schema: { type: 'string', enum: values },
});

const VARIANTS = { parameter: 'respType', variants: { ACK: 'Ack', FULL: 'Full' }, default: 'ACK' };
const PARAMETERS = [
  listed('respType', ['ACK', 'FULL']),
  listed('type', ['LIMIT', 'MARKET']),
  { name: 'symbol', in: 'query', schema: TEXT },
];

const operation = (variants: Json, more: JsonObject = {}): JsonObject => ({
  parameters: PARAMETERS,
  responses: oneOf('Ack', 'Full'),
  'x-response-variants': variants,
  ...more,
});
const MORE = { components: { schemas: SCHEMAS } };

const responseOf = (variants: Json) => operationOf(operation(variants), MORE).response;

describe('x-response-variants', () => {
  it('tells by the value of a parameter which schema answers', () => {
    const { variants } = responseOf(VARIANTS);
    expect(variants).toMatchObject({ parameter: 'respType', otherwise: 'ACK' });
    expect(variants?.name.text).toBe('ThingsGetVariants');
    expect(variants?.results.map(([value, type]) => [value, type.kind === 'reference' && type.name.text])).toEqual([
      ['ACK', 'Ack'],
      ['FULL', 'Full'],
    ]);
  });

  it('takes a default that depends on another parameter', () => {
    const by = { parameter: 'type', values: { MARKET: 'FULL' }, else: 'ACK' };
    expect(responseOf({ ...VARIANTS, default: by }).variants?.otherwise).toEqual({
      parameter: 'type',
      values: [['MARKET', 'FULL']],
      else: 'ACK',
    });
  });

  it('is read in one way: the fields of all, and those required that all require', () => {
    expect(responseOf(VARIANTS).kind).toEqual({
      fields: [
        ['id', 'id'],
        ['fills', { list: { fields: [['qty', 'string']], required: ['qty'] } }],
      ],
      required: ['id'],
    });
  });

  it('may name one schema for several values', () => {
    const variants = { parameter: 'respType', variants: { ACK: 'Ack', FULL: 'Ack' }, default: 'ACK' };
    expect(operationFaults(operation(variants, { responses: oneOf('Ack') }), MORE)).toEqual([]);
  });

  it('is nobody’s business where it does not stand: a choice is the union of what it lists', () => {
    const { variants, declarations } = operationOf({ responses: oneOf('Ack', 'Full') }, MORE).response;
    expect(variants).toBeUndefined();
    expect(declarations[0]).toMatchObject({ kind: 'alias', type: { kind: 'union' } });
  });

  it.each<[string, Json, string]>([
    ['a parameter that is none', { ...VARIANTS, parameter: 'nobody' }, '/parameter'],
    ['a parameter that may be anything', { ...VARIANTS, parameter: 'symbol' }, '/parameter'],
    ['a value without a variant', { ...VARIANTS, variants: { ACK: 'Ack' } }, '/variants'],
    [
      'a variant without a value',
      { ...VARIANTS, variants: { ACK: 'Ack', FULL: 'Full', MORE: 'Full' } },
      '/variants/MORE',
    ],
    ['a schema that is none', { ...VARIANTS, variants: { ACK: 'Ack', FULL: 'Nobody' } }, '/variants/FULL'],
    ['a default that is no variant', { ...VARIANTS, default: 'ALL' }, '/default'],
    ['no default', { parameter: 'respType', variants: VARIANTS.variants }, '/default'],
    [
      'a default by a parameter that is none',
      { ...VARIANTS, default: { parameter: 'nobody', values: { A: 'ACK' }, else: 'ACK' } },
      '/default/parameter',
    ],
    [
      'a default by a value that is none',
      { ...VARIANTS, default: { parameter: 'type', values: { STOP: 'ACK' }, else: 'ACK' } },
      '/default/values/STOP',
    ],
    [
      'a default that leads to no variant',
      { ...VARIANTS, default: { parameter: 'type', values: { LIMIT: 'ALL' }, else: 'ACK' } },
      '/default/values/LIMIT',
    ],
    [
      'a default without a rest',
      { ...VARIANTS, default: { parameter: 'type', values: { LIMIT: 'ACK' } } },
      '/default/else',
    ],
  ])('is refused with %s', (_name, variants, place) => {
    expect(operationFaults(operation(variants), MORE)).toEqual([
      `error model/response-variants /x-response-variants${place}`,
    ]);
  });

  const SCHEMA_AT = '/responses/200/content/application~1json/schema';

  it.each<[string, JsonObject]>([
    ['has one more', oneOf('Ack', 'Full', 'Third')],
    ['has one less', oneOf('Ack')],
    ['is none', respondingWith(ref('Ack'))],
    ['is written out', respondingWith({ oneOf: [ref('Ack'), object([], { id: ID })] })],
  ])('is refused where the choice of the response %s', (_name, responses) => {
    const more = { components: { schemas: { ...SCHEMAS, Third: object(['id'], { id: ID }) } } };
    expect(operationFaults(operation(VARIANTS, { responses }), more)).toEqual([
      `error model/response-variants ${SCHEMA_AT}`,
    ]);
  });

  it('is refused where a field would have to be read in two ways', () => {
    const variants = { ...VARIANTS, variants: { ACK: 'Ack', FULL: 'Other' } };
    const faults = operationFaults(operation(variants, { responses: oneOf('Ack', 'Other') }), MORE);
    expect(faults).toEqual([`error model/mixed-types ${SCHEMA_AT}/oneOf`]);
  });

  describe('by whether a parameter is there', () => {
    const list = { type: 'array', items: ref('Ack') };
    const components = { components: { schemas: { ...SCHEMAS, All: list } } };
    const byPresence = {
      parameter: 'symbol',
      variants: { present: 'Full', absent: 'All' },
      default: 'absent',
    };
    const faultsWith = (variants: Json, more: JsonObject = {}): readonly string[] =>
      operationFaults(operation(variants, { responses: oneOf('All', 'Full'), ...more }), components);

    it('needs no listed values', () => {
      const { response } = operationOf(operation(byPresence, { responses: oneOf('All', 'Full') }), components);
      expect(response.variants).toMatchObject({ parameter: 'symbol', otherwise: 'absent' });
      const results = response.variants?.results ?? [];
      expect(results.map(([value, type]) => [value, type.kind === 'reference' && type.name.text])).toEqual([
        ['present', 'Full'],
        ['absent', 'All'],
      ]);
    });

    it('is read as a list or an object, whichever comes first in the choice', () => {
      const kindOf = (...names: readonly string[]) =>
        operationOf(operation(byPresence, { responses: oneOf(...names) }), components).response.kind;
      const [one, other] = [kindOf('All', 'Full'), kindOf('Full', 'All')];
      expect(one).toMatchObject({ either: [{ list: { required: ['id'] } }, { required: ['id', 'fills'] }] });
      expect(other).toEqual(one);
    });

    it.each<[string, Json, string]>([
      ['another default', { ...byPresence, default: 'present' }, '/default'],
      [
        'a default that depends',
        { ...byPresence, default: { parameter: 'type', values: {}, else: 'absent' } },
        '/default',
      ],
      ['a parameter that is none', { ...byPresence, parameter: 'nobody' }, '/parameter'],
      ['half of the two', { ...byPresence, variants: { present: 'Full' } }, '/parameter'],
      ['a third', { ...byPresence, variants: { ...byPresence.variants, FULL: 'Full' } }, '/variants/FULL'],
    ])('is refused with %s', (_name, variants, place) => {
      expect(faultsWith(variants)).toEqual([`error model/response-variants /x-response-variants${place}`]);
    });

    it('is refused for a parameter that is always there', () => {
      const parameters = [{ name: 'symbol', in: 'query', required: true, schema: TEXT }];
      expect(faultsWith(byPresence, { parameters })).toEqual([
        'error model/response-variants /x-response-variants/parameter',
      ]);
    });
  });

  it('does not go with a history', () => {
    const history = { id: 'id', size: { parameter: 'limit', max: 1 }, page: { parameter: 'page' } };
    expect(operationFaults(operation(VARIANTS, { 'x-history': history }), MORE)).toContain(
      'error model/response-variants /x-response-variants',
    );
  });

  it('keeps its type name free of schemas', () => {
    const schemas = { ...SCHEMAS, ThingsGetVariants: object([], { id: ID }) };
    const document = documentWith(operation(VARIANTS, { responses: oneOf('Ack', 'Full') }), {
      components: { schemas },
    });
    expect(faultsOf(document)).toEqual([]);
    expect(modelOf(document).schemas.map(({ name }) => name.text)).toEqual(['Ack', 'Full']);
  });
});
