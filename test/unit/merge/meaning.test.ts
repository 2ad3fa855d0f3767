import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HTTP_METHODS } from '../../../generator/core/http-methods.js';
import { own, type Json, type JsonObject } from '../../../generator/core/json.js';
import { toData } from '../../../generator/core/yaml-tree.js';
import { loadSources } from '../../../generator/load/load-sources.js';
import { repair } from '../../../generator/repair/repair.js';
import { described, mergeAll, sourceOf } from '../load/read-case.js';

/** One source with at most one parameter list, server and security at each level. */
interface Given {
  readonly servers: string | undefined;
  readonly security: string | undefined;
  readonly items: readonly Item[];
}

interface Item {
  readonly path: string;
  readonly servers: string | undefined;
  readonly parameters: readonly string[] | undefined;
  readonly operations: readonly Operation[];
}

interface Operation {
  readonly method: string;
  readonly servers: string | undefined;
  readonly security: string | undefined;
  readonly parameters: readonly string[] | undefined;
}

type Fields = Partial<Pick<Operation, 'servers' | 'security' | 'parameters'>>;

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const server = maybe(fc.constantFrom('https://1.example', 'https://2.example'));
const security = maybe(fc.constantFrom('none', 'key', 'both'));
const parameters = maybe(fc.uniqueArray(fc.constantFrom('one', 'two', 'three'), { maxLength: 2 }));

const operation = fc.record({ method: fc.constantFrom(...HTTP_METHODS), servers: server, security, parameters });
const item = fc.record({
  path: fc.constantFrom('/a', '/b'),
  servers: server,
  parameters,
  operations: fc.uniqueArray(operation, { selector: ({ method }) => method, minLength: 1, maxLength: 4 }),
});

/** Every operation stands once in all of the sources. */
const sources = (count: number, onePathOnce: boolean): fc.Arbitrary<readonly Given[]> =>
  fc
    .array(fc.record({ servers: server, security, items: fc.array(item, { minLength: 1, maxLength: 4 }) }), {
      minLength: count,
      maxLength: count,
    })
    .map((given) => {
      const seen = new Set<string>();
      const isNew = (name: string): boolean => !seen.has(name) && seen.add(name) !== undefined;
      return given.map((source, index) => ({
        ...source,
        items: source.items
          .filter(({ path }) => !onePathOnce || isNew(`${index} ${path}`))
          .map((one) => ({ ...one, operations: one.operations.filter(({ method }) => isNew(`${method} ${one.path}`)) }))
          .filter(({ operations }) => operations.length > 0),
      }));
    });

const REQUIREMENTS: Readonly<Record<string, Json>> = { none: [], key: [{ key: [] }], both: [{ key: [], sign: [] }] };
const SCHEMES = { securitySchemes: { key: { type: 'http' }, sign: { type: 'http' } } };

const fields = (level: string, given: Fields): JsonObject => ({
  ...(given.servers === undefined ? {} : { servers: [{ url: given.servers, description: level }] }),
  ...(given.security === undefined ? {} : { security: REQUIREMENTS[given.security] ?? [] }),
  ...(given.parameters === undefined
    ? {}
    : { parameters: given.parameters.map((name) => ({ name, in: 'query', description: level })) }),
});

const nameOf = (index: number): string => (index === 0 ? 'upstream' : `fragment${index}`);

const rootFields = (given: Given, name: string): JsonObject => fields(name, { ...given, parameters: undefined });

const pathItem = ({ servers, parameters, operations }: Item, level: string): JsonObject => ({
  ...fields(level, { servers, parameters }),
  ...Object.fromEntries(
    operations.map(({ method, ...rest }) => [
      method,
      { operationId: `${level} ${method}`, ...fields(`${level} ${method}`, rest) },
    ]),
  ),
});

/** As text, because an object could not hold one path twice. */
const textOf = (given: Given, name: string): string => {
  const items = given.items.map(
    (one, index) => `${JSON.stringify(one.path)}: ${JSON.stringify(pathItem(one, `${name} ${index}`))}`,
  );
  const root = {
    openapi: '3.1.0',
    info: { title: name, version: '1' },
    components: SCHEMES,
    ...rootFields(given, name),
  };
  return `${JSON.stringify(root).slice(0, -1)}, "paths": {${items.join(', ')}}}`;
};

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/**
 * What OpenAPI says of one operation: its own word, else that of the path, else that of the document; parameters add
 * up.
 */
const meaningOf = (root: Json, path: Json, one: Json): Json => {
  const mine = list(own(one, 'parameters'));
  const names = new Set(mine.map((parameter) => own(parameter, 'name')));
  const inherited = list(own(path, 'parameters')).filter((parameter) => !names.has(own(parameter, 'name')));
  return {
    id: own(one, 'operationId') ?? null,
    servers: own(one, 'servers') ?? own(path, 'servers') ?? own(root, 'servers') ?? null,
    security: own(one, 'security') ?? own(root, 'security') ?? null,
    parameters: [...inherited, ...mine],
  };
};

const operationsIn = (root: Json): readonly Json[] =>
  Object.values((own(root, 'paths') ?? {}) as JsonObject).flatMap((path) =>
    HTTP_METHODS.flatMap((method) => {
      const one = own(path, method);
      return one === undefined ? [] : [meaningOf(root, path, one)];
    }),
  );

/** The meaning of each operation in its own source; upstream's defaults hold where a fragment has none. */
const meant = (given: readonly Given[]): readonly Json[] =>
  given.flatMap((source, index) => {
    const name = nameOf(index);
    const upstream = given[0] === undefined ? {} : rootFields(given[0], nameOf(0));
    const root = { ...upstream, ...rootFields(source, name) };
    return source.items.flatMap((one, position) =>
      operationsIn({ ...root, paths: { '/': pathItem(one, `${name} ${position}`) } }),
    );
  });

const inOrder = (meanings: readonly Json[]): readonly string[] =>
  meanings.map((meaning) => JSON.stringify(meaning)).sort();

describe('what an operation means', () => {
  it('survives the merge of fragments, in number and in content', () => {
    fc.assert(
      fc.property(sources(3, true), (given) => {
        const outcome = mergeAll(
          given.map((source, index) => sourceOf(textOf(source, nameOf(index)), `${nameOf(index)}.json`)),
        );
        if (!outcome.ok) throw new Error(described(outcome.diagnostics));
        expect(inOrder(operationsIn(outcome.value.document))).toEqual(inOrder(meant(given)));
        expect(outcome.value.operations).toHaveLength(meant(given).length);
      }),
    );
  });

  it('survives the repair of path keys that stand several times', () => {
    fc.assert(
      fc.property(sources(1, false), (given) => {
        const [source] = given;
        if (source === undefined) return;
        const loaded = loadSources([sourceOf(textOf(source, 'upstream'), 'upstream.json')]);
        const repaired = loaded.ok && loaded.value[0] !== undefined ? repair(loaded.value[0]) : undefined;
        if (repaired === undefined || !repaired.ok)
          throw new Error(described(repaired?.diagnostics ?? loaded.diagnostics));
        expect(inOrder(operationsIn(toData(repaired.value.doc.tree.contents)))).toEqual(inOrder(meant(given)));
      }),
    );
  });
});
