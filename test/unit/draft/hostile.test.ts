import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { SECURITY_TYPES, WEIGHT_SCOPES } from '../../../generator/core/extensions.js';
import type { Position } from '../../../generator/core/position.js';
import { DOC_TYPES, type EndpointFacts, type Fact, type JsonKind } from '../../../generator/docs/types.js';
import { draft } from '../../../generator/draft/draft.js';
import type { Draft } from '../../../generator/draft/types.js';
import { compareSpec } from '../../../generator/drift/compare.js';
import { buildModel } from '../../../generator/model/build-model.js';
import { checkSchema } from '../../../generator/validate/check-schema.js';
import { described, mergeAll, merged } from '../load/read-case.js';
import { SMALL_UPSTREAM, toSource } from './support.js';

const AT: Position = { file: 'page.md', line: 1, col: 1 };
const fact = <T>(value: T): Fact<T> => ({ value, quote: String(value), at: AT });

/** Everything that ends a scalar, starts another one, or is a name that objects have already. */
const HOSTILE = [
  'a: b',
  '- x',
  '# no comment',
  '"',
  "'",
  '|',
  '>-\n  x',
  '*alias',
  '&anchor',
  '!!js/function x',
  '{ a: 1 }',
  '[ x',
  '%YAML 1.1',
  '---',
  '...',
  'null',
  'TRUE',
  '0x1F',
  '1e3',
  '~',
  '',
  ' ',
  '\t',
  '\n\n',
  '\u2028',
  '\u0000\u001b[31m',
  '\ud800',
  '\ufeff',
  '`${process.exit()}`',
  '*/ process.exit() /*',
  '</script><script>',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'a'.repeat(5000),
  "') || true || ('",
];

const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 30 }),
);
const word = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/),
  fc.constantFrom('__proto__', 'constructor', 'symbol', 'timestamp', 'recvWindow', 'signature', 'isIsolated'),
);
const perhaps = <K extends string, T>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<Partial<Record<K, T>>> =>
  fc.oneof(
    fc.constant({}),
    value.map((each) => ({ [key]: each }) as Partial<Record<K, T>>),
  );
const joined = <T extends object>(...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<T> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as T);

const parameter = joined<NonNullable<EndpointFacts['parameters']>['rows'][number]>(
  fc.record({
    name: fc.oneof(
      word,
      text.filter((name) => name !== ''),
    ),
    quote: text,
    at: fc.constant(AT),
  }),
  perhaps('type', fc.constantFrom(...DOC_TYPES).map(fact)),
  perhaps(
    'values',
    fc.uniqueArray(text, { maxLength: 3 }).map((values) => ({ ...fact(values), value: values })),
  ),
  perhaps('default', text.map(fact)),
  perhaps('maximum', fc.oneof(text, fc.double().map(String)).map(fact)),
  perhaps('minLength', fc.integer().map(fact)),
  perhaps('pattern', text.map(fact)),
  perhaps('description', text.map(fact)),
  perhaps(
    'mandatory',
    fc.record({
      value: fc.constantFrom('yes', 'no', 'depends'),
      quote: text,
      at: fc.constant(AT),
      meaning: fc.constantFrom('required', 'optional', 'conditional'),
    }),
  ),
);

const KINDS: readonly JsonKind[] = ['string', 'integer', 'decimal', 'boolean', 'null', 'object', 'array'];
const path = fc
  .array(fc.oneof(word, text), { minLength: 1, maxLength: 4 })
  .chain((names) => fc.constantFrom('.', '[].', '[][].').map((by) => names.join(by)));
const field = fc.record({
  path,
  kinds: fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 3 }),
  token: text,
  always: fc.boolean(),
  quote: text,
  at: fc.constant(AT),
});
const example = joined<EndpointFacts['examples'][number]>(
  fc.record({
    at: fc.constant(AT),
    repairs: fc.constant([]),
    shape: fc.constantFrom('', '[]', '[][]'),
    fields: fc.uniqueArray(field, { maxLength: 6, selector: (each) => each.path }),
  }),
  perhaps('label', text),
).map((each) => ({
  ...each,
  fields: each.fields.map((one) => ({ ...one, path: each.shape === '' ? one.path : `${each.shape}.${one.path}` })),
}));

const weight = joined<EndpointFacts['weights'][number]>(
  fc.double().map(fact),
  perhaps('scope', fc.constantFrom(...WEIGHT_SCOPES)),
  perhaps('condition', fc.record({ text, parameter: word, given: fc.boolean() })),
);
const condition = fc.record({ when: text.map(fact), require: fc.array(word, { minLength: 1, maxLength: 3 }) });
const address = fc.oneof(
  fc.constantFrom('/shop/v1/a', '/papi/v1/um/order', '/sapi/v1/margin/x', '/x/{id}'),
  text.map((each) => `/${each}`),
);

const endpoint = joined<EndpointFacts>(
  fc.record({
    file: fc.constantFrom('page.md', 'other.md'),
    language: fc.constantFrom('en', 'zh'),
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'FETCH').map(fact),
    path: address.map(fact),
    weights: fc.array(weight, { maxLength: 2 }),
    rateLimits: fc.constant([]),
    conditions: fc.array(condition, { maxLength: 2 }),
    notes: fc.array(text.map(fact), { maxLength: 2 }),
    examples: fc.array(example, { maxLength: 2 }),
    errors: fc.array(
      joined<EndpointFacts['errors'][number]>(
        fc.record({ quote: text, at: fc.constant(AT) }),
        perhaps('code', fc.oneof(fc.integer(), fc.double()).map(fact)),
        perhaps('name', text.map(fact)),
        perhaps('message', text.map(fact)),
      ),
      { maxLength: 3 },
    ),
    diagnostics: fc.constant([]),
  }),
  perhaps('identity', fc.oneof(text, fc.constantFrom('margin_trading/trade/New-Order', 'a/b/c')).map(fact)),
  perhaps('updatedAt', text),
  perhaps('title', text.map(fact)),
  perhaps('securityType', fc.constantFrom(...SECURITY_TYPES).map(fact)),
  perhaps(
    'parameters',
    fc.array(parameter, { maxLength: 4 }).map((rows) => ({ at: AT, rows })),
  ),
  perhaps(
    'responseTable',
    fc
      .array(
        joined<NonNullable<EndpointFacts['responseTable']>['rows'][number]>(
          fc.record({ name: text, path, quote: text, at: fc.constant(AT) }),
          perhaps('type', fc.constantFrom(...DOC_TYPES).map(fact)),
        ),
        { maxLength: 3 },
      )
      .map((rows) => ({ at: AT, rows })),
  ),
);

const textOf = ({ files }: Draft): string => files.map((file) => file.text).join('\n');

const UPSTREAM = merged([SMALL_UPSTREAM]);

describe('whatever the facts are', () => {
  test('drafts load, merge, are valid and can be generated from, or there is a word about what is missing', () => {
    fc.assert(
      fc.property(fc.array(endpoint, { minLength: 1, maxLength: 3 }), (endpoints) => {
        const result = draft({ endpoints, definitions: [], spec: UPSTREAM, taken: ['upstream.yaml'] });
        expect(result.files.length + result.diagnostics.length).toBeGreaterThan(0);
        const outcome = mergeAll([SMALL_UPSTREAM, ...result.files.map(toSource)]);
        if (!outcome.ok) throw new Error(`${described(outcome.diagnostics)}\n${textOf(result)}`);
        expect(checkSchema(outcome.value)).toEqual([]);
        const model = buildModel(outcome.value);
        expect(model.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        for (const file of result.files) expect(parseDocument(file.text).errors).toEqual([]);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
        compareSpec(outcome.value, { facts: endpoints }, []);
      }),
      { numRuns: 250 },
    );
  }, 120_000);

  test('an overlay from random facts merges as well', () => {
    fc.assert(
      fc.property(endpoint, endpoint, (first, second) => {
        const at = { file: 'page.md', method: fact('GET'), path: fact('/shop/v1/a') } as const;
        const before = draft({ endpoints: [{ ...first, ...at }], definitions: [], spec: UPSTREAM, taken: [] });
        const sources = [SMALL_UPSTREAM, ...before.files.map(toSource)];
        const spec = merged(sources);
        const endpoints = [{ ...second, ...at }];
        const { findings } = compareSpec(spec, { facts: endpoints }, []);
        const result = draft({ endpoints, definitions: [], spec, findings, taken: sources.map(({ file }) => file) });
        const outcome = mergeAll([...sources, ...result.files.map(toSource)]);
        if (!outcome.ok) throw new Error(`${described(outcome.diagnostics)}\n${textOf(result)}`);
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});
