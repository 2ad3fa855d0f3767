import { describe, expect, it } from 'vitest';
import { loadSources } from '../../../generator/load/load-sources.js';
import type { SourceDoc } from '../../../generator/core/source.js';
import { compareUpstream } from '../../../generator/upstream/compare-upstream.js';

const load = (paths: string): SourceDoc => {
  const text = `openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n${paths}`;
  const loaded = loadSources([{ file: 'up.yml', role: 'upstream', bytes: new TextEncoder().encode(text) }]);
  const doc = loaded.ok ? loaded.value[0] : undefined;
  if (doc === undefined) throw new Error(JSON.stringify(loaded.diagnostics));
  return doc;
};
const POST = '  /a:\n    post:\n      summary: one\n      parameters:\n        - { name: x, in: query }\n        - { name: y, in: query }\n';
const GET = '  /a:\n    get:\n      summary: two\n';

describe('compareUpstream', () => {
  it('counts the operations of both twins of a path key', () => {
    expect(compareUpstream(undefined, load(POST + GET)).filter(({ kind }) => kind === 'added').map(({ operation }) => operation)).toEqual(['GET /a', 'POST /a', 'info', 'openapi']);
    expect(compareUpstream(load(POST + GET), load(POST))).toMatchObject([{ kind: 'removed', operation: 'GET /a', at: { line: 11 } }]);
  });

  it('says what changed in an operation, parameters by their names', () => {
    const changed = POST.replace('one', 'another').replace('{ name: y, in: query }', '{ name: y, in: query, required: true }');
    expect(compareUpstream(load(POST), load(changed))).toMatchObject([{ kind: 'changed', operation: 'POST /a', pointers: ['/summary', '/parameters/y/required'] }]);
  });

  it('is silent about copies that differ in comments and order alone', () => {
    expect(compareUpstream(load(POST + GET), load(`# c\n${GET}${POST}`))).toEqual([]);
  });
});
