import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HTTP_METHODS } from '../../generator/core/http-methods.js';
import type { SourceFileRef } from '../../generator/core/source.js';
import { renderMergedYaml } from '../../generator/merge/render-merged-yaml.js';
import { checkSchema } from '../../generator/validate/check-schema.js';
import { mergeAll, sourceOf } from '../unit/load/read-case.js';

/** Words that mean something to some stage, put where they mean nothing. */
const KEYS = [
  ...'openapi info servers security tags paths components webhooks x-replaces x-int64 x-unknown'.split(' '),
  ...'/a /b/{id} /b/{other} /__proto__ parameters responses 200 schema content schemas securitySchemes'.split(' '),
  ...'properties allOf items format name in operationId $ref summary callbacks links headers enum default'.split(' '),
  ...'__proto__ constructor toString length 0 ~ <<'.split(' '),
  ...HTTP_METHODS,
  '',
];
const TEXTS = '#/paths/~1a #/ # http://x.example int64 3.1.0 id query % \u2028'.split(' ');
const TARGETS = [
  '$',
  '$.paths',
  '$.*',
  '$..*',
  '$..parameters',
  "$.paths['/a'].get",
  '$..[0]',
  '$[?@.name]',
  'x',
  '$..',
];

/** An object in whose text a key may stand twice. */
class Twins {
  constructor(readonly entries: readonly (readonly [string, unknown])[]) {}
}

const write = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (!(value instanceof Twins)) return JSON.stringify(value);
  return `{${value.entries.map(([name, child]) => `${JSON.stringify(name)}:${write(child)}`).join(',')}}`;
};

/** Every key once, or any key any number of times. */
const objectOf = (names: readonly string[], value: fc.Arbitrary<unknown>, twins = false): fc.Arbitrary<Twins> => {
  const entry = fc.tuple(fc.constantFrom(...names), value);
  const entries = twins
    ? fc.array(entry, { maxLength: 4 })
    : fc.uniqueArray(entry, { maxLength: 4, selector: ([name]) => name });
  return entries.map((all) => new Twins(all));
};

const leaf = fc.oneof(fc.constantFrom(...TEXTS), fc.constantFrom(null, true, 0, -1, 1e300, ''));
const json: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    objectOf(KEYS, tie('value')),
    { weight: 1, arbitrary: objectOf(KEYS, tie('value'), true) },
  ),
})).value;

const mostly = (sound: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 60, arbitrary: sound }, { weight: 1, arbitrary: json });

const operation = objectOf(
  ['operationId', 'summary', 'description', 'deprecated', 'tags', 'x-replaces', 'parameters'],
  leaf,
);
const pathItem = fc
  .tuple(objectOf(HTTP_METHODS, mostly(operation)), objectOf(['parameters', 'servers', 'summary', 'description'], json))
  .map(([operations, fields]) => new Twins([...operations.entries, ...fields.entries]));
const PATHS = ['/a', '/b/{id}', '/c', '/d', '/e', '/__proto__'];
const paths = fc.oneof(
  { weight: 3, arbitrary: objectOf(PATHS, mostly(pathItem)) },
  { weight: 1, arbitrary: objectOf(PATHS, mostly(pathItem), true) },
);
const document = fc
  .tuple(mostly(paths), fc.oneof(fc.constant(new Twins([])), objectOf(['components', 'tags', 'servers', 'x-y'], json)))
  .map(([all, others]) => new Twins([['openapi', '3.1.0'], ['paths', all], ...others.entries]));

const action = fc.tuple(fc.constantFrom(...TARGETS), fc.oneof(json, fc.constant(undefined))).map(([target, update]) => {
  const change: readonly [string, unknown] = update === undefined ? ['remove', true] : ['update', update];
  return new Twins([['target', target], ['description', 'r'], change]);
});
const overlay = fc.array(action, { minLength: 1, maxLength: 3 }).map(
  (actions) =>
    new Twins([
      ['overlay', '1.0.0'],
      ['info', { title: 'T', version: '1' }],
      ['actions', actions],
    ]),
);

const run = (sources: readonly SourceFileRef[]): 'merged' | 'refused' => {
  const outcome = mergeAll(sources);
  for (const { severity, at, hint, message } of outcome.diagnostics) {
    expect(message).not.toMatch(/undefined|\[object /);
    if (severity === 'error') expect([at?.line, hint]).toEqual([expect.any(Number), expect.any(String)]);
  }
  if (!outcome.ok) return 'refused';
  for (const { at } of checkSchema(outcome.value)) expect(at?.line).toEqual(expect.any(Number));
  renderMergedYaml(outcome.value);
  return 'merged';
};

describe('load, repair, merge and the schema check', () => {
  it('answer random documents with diagnostics, never with an exception', () => {
    const seen = { merged: 0, refused: 0 };
    fc.assert(
      fc.property(document, fc.option(document), fc.option(overlay), (upstream, fragment, corrections) => {
        const sources = [sourceOf(write(upstream), 'upstream.json')];
        if (fragment !== null) sources.push(sourceOf(write(fragment), 'fragment.json'));
        if (corrections !== null) sources.push(sourceOf(write(corrections), 'overlay.json'));
        seen[run(sources)] += 1;
      }),
      { numRuns: 2000 },
    );
    expect(Reflect.get({}, 'get')).toBeUndefined();
    // Both ends were reached, or the documents were not worth much.
    expect(Math.min(seen.merged, seen.refused)).toBeGreaterThan(20);
  });
});
