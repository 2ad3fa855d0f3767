import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HTTP_METHODS } from '../../../generator/core/http-methods.js';
import type { SourceDoc } from '../../../generator/core/source.js';
import { entriesOf, toData, valueAt } from '../../../generator/core/yaml-tree.js';
import { loadSources } from '../../../generator/load/load-sources.js';
import { repair } from '../../../generator/repair/repair.js';
import { sourceOf } from '../load/read-case.js';

const load = (text: string, file = 'given.yaml'): SourceDoc => {
  const loaded = loadSources([sourceOf(text, file)]);
  const doc = loaded.ok ? loaded.value[0] : undefined;
  if (doc === undefined) throw new Error(JSON.stringify(loaded.diagnostics));
  return doc;
};

/** `METHOD /path` of every operation with its operationId and the line of the method. */
const operationsOf = (doc: SourceDoc): readonly string[] =>
  entriesOf(valueAt(doc.tree.contents, 'paths'))
    .flatMap((path) =>
      entriesOf(path.value).map(
        ({ key, offset, value }) =>
          `${key} ${path.key} ${String(toData(valueAt(value, 'operationId')))} ${doc.lines.at(offset).line}`,
      ),
    )
    .sort();

interface PathItem {
  readonly path: string;
  readonly methods: readonly string[];
}

/** Path items with at least one method each; a path may come several times, but each of its methods once. */
const pathItems: fc.Arbitrary<readonly PathItem[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('/a', '/b', '/c/{d}', '/__proto__'), fc.constantFrom(...HTTP_METHODS)), {
    selector: ([path, method]) => `${method} ${path}`,
    minLength: 1,
  })
  .chain((operations) =>
    fc.array(fc.nat({ max: 3 }), { minLength: operations.length, maxLength: operations.length }).map((groups) => {
      const items = new Map<string, { path: string; methods: string[] }>();
      operations.forEach(([path, method], index) => {
        const name = `${groups[index] ?? 0} ${path}`;
        const item = items.get(name) ?? { path, methods: [] };
        item.methods.push(method);
        items.set(name, item);
      });
      return [...items.values()];
    }),
  );

const yamlOf = (items: readonly PathItem[]): string =>
  [
    'openapi: 3.1.0',
    'paths:',
    ...items.flatMap(({ path, methods }, index) => [
      `  ${path}:`,
      ...methods.flatMap((method) => [`    ${method}:`, `      operationId: ${method}${index}`]),
    ]),
  ].join('\n');

const jsonOf = (items: readonly PathItem[]): string => {
  const item = ({ path, methods }: PathItem, index: number): string =>
    `\t${JSON.stringify(path)}: {\n${methods.map((method) => `\t\t"${method}": {"operationId": "${method}${index}"}`).join(',\n')}\n\t}`;
  return `{"openapi": "3.1.0", "paths": {\n${items.map(item).join(',\n')}\n}}`;
};

describe('repair', () => {
  it('loses no operation and no place, however the operations are spread over equal path keys', () => {
    fc.assert(
      fc.property(pathItems, (items) => {
        for (const doc of [load(yamlOf(items)), load(jsonOf(items), 'given.json')]) {
          const repaired = repair(doc);
          if (!repaired.ok) throw new Error(JSON.stringify(repaired.diagnostics));
          expect(operationsOf(repaired.value.doc)).toEqual(operationsOf(doc));
          const keys = entriesOf(valueAt(repaired.value.doc.tree.contents, 'paths')).map(({ key }) => key);
          expect(keys).toEqual([...new Set(items.map(({ path }) => path))]);
          expect(repair(repaired.value.doc)).toMatchObject({ ok: true, diagnostics: [], value: { repairs: [] } });
        }
      }),
    );
  });

  it('leaves the given source as it is', () => {
    const doc = load('openapi: 3.1.0\npaths:\n  /a:\n    get: {}\n  /a:\n    put: {}\n');
    const before = operationsOf(doc);
    expect(repair(doc).ok).toBe(true);
    expect(operationsOf(doc)).toEqual(before);
    expect(entriesOf(valueAt(doc.tree.contents, 'paths'))).toHaveLength(2);
  });

  it('reports where each operation of the received document came from', () => {
    const file = 'spec/upstream/binance-margin-trading-openapi.yml';
    const repaired = repair(load(readFileSync(file, 'utf8'), file));
    expect(repaired.ok && repaired.value.repairs).toMatchObject([
      {
        kind: 'path-items-merged',
        key: '/sapi/v1/margin/borrow-repay',
        places: [
          { line: 33, col: 3 },
          { line: 109, col: 3 },
        ],
        operations: [
          { method: 'post', at: { line: 34 }, from: { line: 33 } },
          { method: 'get', at: { line: 110 }, from: { line: 109 } },
        ],
        sentence: expect.stringContaining(`POST from ${file}:33:3 and GET from ${file}:109:3`),
      },
    ]);
  });

  it('reports every duplicate in a document of 20,000', () => {
    const properties = Array.from({ length: 10_000 }, (_, index) => `      p${index}: {}\n`).join('');
    const doc = load(`openapi: 3.1.0\ncomponents:\n  schemas:\n    A:\n${properties}${properties}`);
    const start = performance.now();
    expect(repair(doc).diagnostics).toHaveLength(10_000);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('pollutes nothing', () => {
    repair(
      load(
        'openapi: 3.1.0\npaths:\n  /a:\n    get: { __proto__: { polluted: 1 } }\n  /a:\n    put: { constructor: { prototype: { polluted: 1 } } }\n',
      ),
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
