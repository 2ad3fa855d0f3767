import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Each text is loaded by a Node process of its own, which is what the limits of time and memory are about. */
const SECONDS = 2;
const MEGABYTES = 512;
const H = 'openapi: 3.1.0\n';
const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const bomb = [
  `a: &a [${'x,'.repeat(10)}]`,
  ...[...'bcdefghij'].map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]},`.repeat(10)}]`),
].join('\n');

const HOSTILE: Readonly<Record<string, readonly [text: string | number, want: readonly string[]]>> = {
  'flow lists 20,000 deep': [`${H}a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, ['load/too-deep 2:203']],
  'JSON objects 20,000 deep': [
    `{"openapi":"3.1.0","a":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
    ['load/too-deep 1:1019'],
  ],
  'lists 20,000 deep on one line': [`${H}a:\n  ${'- '.repeat(20_000)}x\n`, ['load/too-deep 3:203']],
  'mappings 1,500 deep': [H + many(1500, (index) => `${' '.repeat(index)}a:\n`), ['load/too-deep 202:201']],
  '20,000 anchors on one node': [`${H}a: ${'&a '.repeat(20_000)}x`, ['load/too-deep 2:301']],
  '20,000 explicit keys': [`${H}a: ${'? '.repeat(20_000)}x`, ['load/too-deep 2:202']],
  'aliases that multiply to ten thousand million': [H + bomb, ['load/alias-bomb 6:29']],
  'aliases that nest deeper than the text': [
    `${H}a: &a ${'['.repeat(150)}${']'.repeat(150)}\nb: ${'['.repeat(100)}*a${']'.repeat(100)}`,
    ['load/too-deep 3:104'],
  ],
  'an alias inside its own anchor': [`${H}a: &a [*a]`, ['load/bad-alias 2:8']],
  '50 MB': [50_000_000, ['load/too-large 1:1']],
  '100,000 keys': [H + many(100_000, (index) => `key${index}: v\n`), []],
  'one key 100,000 times': [H + many(100_000, () => 'key: v\n'), []],
  '100,000 keys of JSON in one line': [`{"openapi":"3.1.0"${many(100_000, (index) => `,"key${index}":${index}`)}}`, []],
  '100,000 second documents': [H + '---\n'.repeat(100_000), ['load/several-documents 2:1']],
  '1,000,000 closing braces': [
    H + '}\n'.repeat(1_000_000),
    Array.from({ length: 5 }, (_, index) => `load/not-yaml ${index + 2}:1`),
  ],
  nothing: ['', ['load/empty 1:1']],
};

const CHILD = `
const { loadSources } = await import('./load-sources.mjs');
const { readFileSync } = await import('node:fs');
const given = process.argv[2];
const bytes = /^\\d+$/.test(given) ? new Uint8Array(Number(given)).fill(97) : readFileSync(given);
const start = performance.now();
const { diagnostics } = loadSources([{ file: 'given.yaml', role: 'upstream', bytes }]);
const seconds = (performance.now() - start) / 1000;
const said = diagnostics.map(({ code, at }) => code + ' ' + at.line + ':' + at.col);
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, said }));
`;

interface Report {
  readonly seconds: number;
  readonly megabytes: number;
  readonly said: readonly string[];
}

describe('loadSources in a process of its own', () => {
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'marginalia-load-'));
    const input = resolve(import.meta.dirname, '../../generator/load/load-sources.ts');
    const bundle = await rolldown({ input, platform: 'node', resolve: { extensionAlias: { '.js': ['.ts', '.js'] } } });
    await bundle.write({ file: join(folder, 'load-sources.mjs'), format: 'esm' });
    writeFileSync(join(folder, 'child.mjs'), CHILD);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const loadInChild = (given: string | number): Report => {
    const argument = typeof given === 'number' ? String(given) : join(folder, 'given.yaml');
    if (typeof given === 'string') writeFileSync(argument, given);
    return JSON.parse(
      execFileSync(process.execPath, [join(folder, 'child.mjs'), argument], { encoding: 'utf8' }),
    ) as Report;
  };

  it.each(Object.keys(HOSTILE))('%s', (name) => {
    const [given, want] = HOSTILE[name] ?? ['', []];
    let report = loadInChild(given);
    // The test machine does other things, too: a slow run counts only when it is slow again.
    for (let again = 0; again < 2 && report.seconds >= SECONDS; again += 1) report = loadInChild(given);
    expect(report.said).toEqual(want);
    expect(report.seconds).toBeLessThan(SECONDS);
    expect(report.megabytes).toBeLessThan(MEGABYTES);
  });
});
