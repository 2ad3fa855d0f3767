import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesOf, toData, valueAt } from '../../../generator/core/yaml-tree.js';
import { MAX_BYTES } from '../../../generator/load/limits.js';
import { loadSources } from '../../../generator/load/load-sources.js';
import { sourceOf } from './read-case.js';

const utf8 = new TextEncoder();
const load = (text: string, file = 'given.yaml') => loadSources([sourceOf(text, file)]);
const loadBytes = (...parts: readonly (string | readonly number[])[]) =>
  loadSources([
    { file: 'given.yaml', role: 'upstream', bytes: Buffer.concat(parts.map((part) => Buffer.from(part as string))) },
  ]);
const only = (text: string, file?: string) => {
  const loaded = load(text, file);
  const doc = loaded.ok ? loaded.value[0] : undefined;
  if (doc === undefined) throw new Error(JSON.stringify(loaded.diagnostics));
  return doc;
};

describe('loadSources', () => {
  it('keeps the text, its sha256 over the bytes as received, and its file', () => {
    const doc = only('openapi: 3.1.0\n# ü\n');
    expect(doc).toMatchObject({ file: 'given.yaml', role: 'upstream', text: 'openapi: 3.1.0\n# ü\n' });
    expect(doc.sha256).toBe(createHash('sha256').update('openapi: 3.1.0\n# ü\n').digest('hex'));
  });

  it('keeps both twins of a duplicate key, with their places', () => {
    const doc = only('openapi: 3.1.0\npaths:\n  /a: 1\n  /a: 2\n');
    const twins = entriesOf(valueAt(doc.tree.contents, 'paths'));
    expect(twins.map(({ key, offset, value }) => [key, doc.lines.at(offset).line, toData(value)])).toEqual([
      ['/a', 3, 1],
      ['/a', 4, 2],
    ]);
  });

  it('accepts a byte order mark, which shifts no column', () => {
    const loaded = loadBytes([0xef, 0xbb, 0xbf], 'swagger: "2.0"\n');
    expect(loaded.diagnostics[0]?.at).toEqual({ file: 'given.yaml', line: 1, col: 1 });
    expect(only('\uFEFFopenapi: 3.1.0\n').text).toBe('openapi: 3.1.0\n');
  });

  it('reads CR LF like LF, block texts included', () => {
    const text = 'openapi: 3.1.0\ninfo:\n  title: |\n    one\n    two\n  version: "1"\n';
    expect(toData(only(text.replaceAll('\n', '\r\n')).tree.contents)).toEqual(toData(only(text).tree.contents));
  });

  it('reads JSON with tabs and escapes as JSON.parse does', () => {
    const data = {
      openapi: '3.1.0',
      info: { title: 'a\tb 😀 "x" \\ \u2028', version: '1' },
      list: [1, -2.5e3, null, true, {}, []],
    };
    expect(toData(only(JSON.stringify(data, null, '\t'), 'given.json').tree.contents)).toEqual(data);
  });

  it('says at which byte, line and column a file stops being UTF-8', () => {
    for (const [rest, byte] of [
      [[0xff, 0x41], '0xff'],
      [[0xe2, 0x82], '0xe2'],
      [[0xc3, 0x28], '0xc3'],
      [[0xed, 0xa0, 0x80], '0xed'],
    ] as const) {
      const { diagnostics } = loadBytes('openapi: 3.1.0\n# ü😀', rest, [0x0a]);
      expect(diagnostics).toMatchObject([{ code: 'load/not-utf8', at: { line: 2, col: 6 } }]);
      expect(diagnostics[0]?.message).toContain(`byte 23 (${byte})`);
    }
    expect(loadBytes([0xff, 0xfe, 0x6f, 0x00]).diagnostics[0]?.message).toContain('UTF-16');
  });

  it('finds the first bad byte wherever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const good = utf8.encode(before);
        const { diagnostics } = loadBytes([...good], [0xc0], [...utf8.encode(after)]);
        expect(diagnostics[0]?.message).toContain(`byte ${good.length} `);
      }),
    );
  });

  it('refuses control characters, and says where', () => {
    expect(load('openapi: 3.1.0\na: "x\u0000"').diagnostics).toMatchObject([
      { code: 'load/control-character', at: { line: 2, col: 6 } },
    ]);
    expect(load('openapi: 3.1.0\ra: 1').diagnostics).toMatchObject([
      { code: 'load/control-character', at: { line: 1, col: 15 } },
    ]);
  });

  it('refuses a file above the limit by its size, before anything else is looked at', () => {
    const bytes = new Uint8Array(MAX_BYTES + 1).fill(0xff);
    expect(loadSources([{ file: 'big.yaml', role: 'upstream', bytes }]).diagnostics).toMatchObject([
      { code: 'load/too-large' },
    ]);
  });

  it('replaces every alias by what it stands for', () => {
    const doc = only('openapi: 3.1.0\na: &a { b: [1, 2] }\nc: [*a, *a]\n&k key: *k\n*k : 2\n');
    expect(toData(valueAt(doc.tree.contents, 'c'))).toEqual([{ b: [1, 2] }, { b: [1, 2] }]);
    expect(entriesOf(doc.tree.contents).map(({ key }) => key)).toEqual(['openapi', 'a', 'c', 'key', 'key']);
  });

  it('reads words of YAML 1.1 as text even where the file asks for YAML 1.1', () => {
    const doc = only('%YAML 1.1\n---\nopenapi: 3.1.0\na: yes\nb: 1_000\nc: 2024-03-31\n<<: { d: 1 }\n');
    expect(toData(doc.tree.contents)).toEqual({
      openapi: '3.1.0',
      a: 'yes',
      b: '1_000',
      c: '2024-03-31',
      '<<': { d: 1 },
    });
  });

  it('has a hint for people with the whole page in hand', () => {
    const hints = (text: string) => load(text).diagnostics.map(({ hint }) => hint);
    expect(hints('A page\n\nwith: a\ndocument\nopenapi: 3.1.0\n')[0]).toContain('marginalia upstream');
    expect(hints('A page\nwithout one\n')[0]).not.toContain('marginalia upstream');
  });

  it('gives every error a place and a hint', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        for (const start of ['', 'openapi: 3.1.0\n', '{"openapi": "3.1.0", ']) {
          const { diagnostics } = loadBytes(start, [...noise]);
          for (const { severity, at, hint } of diagnostics)
            if (severity === 'error') expect([at?.line, hint]).toEqual([expect.any(Number), expect.any(String)]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
