import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { own, pointerTo, pointerTokens, type Json } from '../../../generator/core/json.js';
import type { SourceFileRef } from '../../../generator/core/source.js';
import { loadSources } from '../../../generator/load/load-sources.js';
import { merge } from '../../../generator/merge/merge.js';
import { renderMergedYaml } from '../../../generator/merge/render-merged-yaml.js';
import type { MergedSpec } from '../../../generator/merge/types.js';
import { COMMITTED, described, mergeAll, merged, sourceOf } from '../load/read-case.js';

const codes = (...sources: readonly SourceFileRef[]): readonly string[] =>
  mergeAll(sources).diagnostics.map(({ code }) => code);

const UP = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a:
    get:
      operationId: getA
      parameters:
        - name: one
          in: query
        - name: two
          in: query
`;
const OVERLAY = "overlay: 1.0.0\ninfo: { title: T, version: '1' }\nactions:\n";

describe('merge', () => {
  it('has the nine operations of upstream, one of them from the twin that a plain load loses, and those of the fragments', () => {
    const names = merged(COMMITTED).operations.map(({ method, path }) => `${method} ${path}`);
    const own = COMMITTED.flatMap(({ role, bytes }) =>
      role === 'fragment' ? (new TextDecoder().decode(bytes).match(/^    (get|post|put|delete):$/gm) ?? []) : [],
    );
    expect(own.length).toBeGreaterThan(2);
    expect(names).toHaveLength(9 + own.length);
    expect(names).toContain('post /sapi/v1/margin/borrow-repay');
    expect(names).toContain('get /sapi/v1/margin/borrow-repay');
  });

  it('does not depend on the order in which the files are given', () => {
    const want = merged(COMMITTED);
    const yaml = renderMergedYaml(want);
    fc.assert(
      fc.property(fc.shuffledSubarray([...COMMITTED], { minLength: COMMITTED.length }), (sources) => {
        const got = merged(sources);
        expect(renderMergedYaml(got)).toBe(yaml);
        expect(got.operations).toEqual(want.operations);
      }),
      { numRuns: 10 },
    );
  });

  it('knows for every node of the committed spec a line that holds its key or its value', () => {
    const spec = merged(COMMITTED);
    const lines = new Map(COMMITTED.map(({ file, bytes }) => [file, Buffer.from(bytes).toString().split('\n')]));
    let nodes = 0;
    const visit = (value: Json, pointer: string): void => {
      if (pointer !== '') {
        nodes += 1;
        const at = spec.originOf(pointer);
        const text = (lines.get(at.file)?.[at.line - 1] ?? '').slice(at.col - 1);
        const key = pointerTokens(pointer).at(-1) ?? '';
        if (!/^\d+$/.test(key)) expect(`${pointer}: ${text}`).toMatch(new RegExp(`: ['"]?${escaped(key)}['"]?\\s*:`));
        else if (typeof value !== 'object' && typeof value !== 'string') expect(text).toContain(String(value));
      }
      if (typeof value === 'object' && value !== null)
        for (const [key, child] of Object.entries(value)) visit(child as Json, pointerTo(pointer, key));
    };
    visit(spec.document, '');
    expect(nodes).toBeGreaterThan(1000);
    for (const { pointer, origin } of spec.operations) expect(spec.originOf(pointer)).toEqual(origin);
  });

  it('says where an overlay set a value, and keeps the place of all it did not touch', () => {
    const overlay = `${OVERLAY}  - target: $.paths['/a'].get.parameters[?@.name=='two']\n    description: r\n    update:\n      required: true\n`;
    const removal = `${OVERLAY}  - target: $.paths['/a'].get.parameters[0]\n    description: r\n    remove: true\n`;
    const spec = merged([
      sourceOf(UP, 'up.yaml'),
      sourceOf(overlay, 'overlay-1.yaml'),
      sourceOf(removal, 'overlay-2.yaml'),
    ]);
    const two = '/paths/~1a/get/parameters/0';
    expect(spec.originOf(`${two}/required`)).toEqual({ file: 'overlay-1.yaml', line: 7, col: 7 });
    expect(spec.originOf(two)).toEqual({ file: 'up.yaml', line: 10, col: 11 });
    expect(spec.originOf(`${two}/name`)).toEqual({ file: 'up.yaml', line: 10, col: 11 });
  });

  it('answers for pointers to nothing with the nearest ancestor', () => {
    const spec = merged([sourceOf(UP, 'up.yaml')]);
    expect(spec.originOf('/paths/~1a/get/parameters/7/schema')).toEqual({ file: 'up.yaml', line: 7, col: 7 });
    expect(spec.originOf('/nothing')).toEqual({ file: 'up.yaml', line: 1, col: 1 });
    expect(spec.originOf('/paths/toString')).toEqual({ file: 'up.yaml', line: 3, col: 1 });
  });

  it('tells a lost operation rather than losing it: a source that was not repaired', () => {
    const loaded = loadSources([sourceOf(`${UP}  /a:\n    put:\n      operationId: putA\n`)]);
    const outcome = merge(loaded.ok ? loaded.value : []);
    expect(outcome.ok).toBe(false);
    expect(described(outcome.diagnostics)).toContain('error merge/operation-lost given.yaml:5:5 GET /a is lost');
  });

  it('keeps hostile keys as data and pollutes nothing', () => {
    const text = `${UP}          __proto__: { polluted: 1 }\n      constructor: { prototype: { polluted: 1 } }\n      toString: 1\ncomponents:\n  schemas:\n    __proto__: { type: string }\n`;
    const overlay = `${OVERLAY}  - target: $.paths['/a'].get\n    description: r\n    update: { __proto__: { polluted: 1 }, valueOf: 2 }\n  - target: $.components.schemas['__proto__']\n    description: r\n    update: { __proto__: { polluted: 1 } }\n`;
    const fragment =
      'openapi: 3.1.0\ncomponents:\n  __proto__:\n    __proto__: { polluted: 1 }\n  schemas:\n    constructor: { type: object }\n';
    const spec = merged([
      sourceOf(text, 'up.yaml'),
      sourceOf(overlay, 'overlay.yaml'),
      sourceOf(fragment, 'fragment.yaml'),
    ]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    const operation = own(own(own(spec.document, 'paths'), '/a'), 'get');
    expect(own(own(operation, '__proto__'), 'polluted')).toBe(1);
    expect(own(operation, 'toString')).toBe(1);
    expect(own(own(own(own(spec.document, 'components'), 'schemas'), '__proto__'), 'type')).toBe('string');
    expect(own(own(own(own(spec.document, 'components'), '__proto__'), '__proto__'), 'polluted')).toBe(1);
    expect(parse(renderMergedYaml(spec))).toEqual(spec.document);
    expect(spec.originOf('/paths/~1a/get/__proto__').file).toBe('overlay.yaml');
  });

  it('stops overlays that would blow up the document, in width and in depth', () => {
    const doubling = `${OVERLAY}${Array.from({ length: 40 }, (_, index) => `  - target: $..[?@.grow]\n    description: r\n    update: { b${index}: { grow: true, a: { grow: true } } }\n`).join('')}`;
    expect(
      codes(sourceOf(`${UP}components: { schemas: { A: { grow: true } } }\n`), sourceOf(doubling, 'overlay.yaml')),
    ).toContain('merge/overlay-too-large');
    const level = `${'{ a: '.repeat(150)}{}${' }'.repeat(150)}`;
    const path = "['a']".repeat(150);
    const deeper = `${OVERLAY}${Array.from({ length: 30 }, (_, index) => `  - target: $.components.schemas${path.repeat(index)}\n    description: r\n    update: ${level}\n`).join('')}`;
    expect(codes(sourceOf(`${UP}components: { schemas: {} }\n`), sourceOf(deeper, 'overlay.yaml'))).toEqual([
      'merge/too-deep',
    ]);
  });
});

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

describe('renderMergedYaml', () => {
  it('writes what it was given, whatever the texts hold', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'yes',
        'no',
        'TRUE',
        '1_000',
        '012',
        '2024-03-31',
        '12:30',
        '~',
        'null',
        '- a',
        '# c',
        'a: b',
        '|',
        '>-',
        '---\na',
        ' x\n  y\n\n',
        '\u2028',
        '\u007f: \u009b31m\n\u202e\\\u2066',
        `${'\u061c\u200e '.repeat(60)}\ufeff`,
        '\t',
        'x'.repeat(300),
        `${'word '.repeat(60)}\n end`,
      ),
    );
    const json = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constant(null),
        fc.boolean(),
        fc.array(tie('value')),
        fc.dictionary(text, tie('value')),
      ),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(text, json), (document) => {
        const spec: MergedSpec = { document, operations: [], originOf: () => ({ file: '', line: 1, col: 1 }) };
        const rendered = renderMergedYaml(spec);
        expect(rendered).not.toMatch(UNSEEN);
        for (const version of ['1.2', '1.1'] as const) {
          expect(
            JSON.stringify(
              sorted(
                parse(rendered, { version, merge: false, schema: version === '1.2' ? 'core' : 'yaml-1.1' }) as Json,
              ),
            ),
          ).toBe(JSON.stringify(sorted(document)));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('an overlay action that says neither what to write nor to remove', () => {
  it('is told to say one of the two', () => {
    const action =
      "overlay: 1.0.0\ninfo: { title: T, version: '1' }\nactions:\n  - { target: $.info, description: r }\n";
    expect(mergeAll([sourceOf(UP), sourceOf(action, 'overlay.yaml')]).diagnostics).toMatchObject([
      { code: 'merge/overlay-action', hint: 'Add `update:` with what it should say, or `remove: true`.' },
    ]);
  });
});

/** Control characters and marks that turn the direction of text: they would lie to whoever reads the file. */
const UNSEEN = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Number keys come first in any JavaScript object, so order is not compared here. */
const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, child]) => [key, sorted(child as Json)]);
};
