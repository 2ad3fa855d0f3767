/**
 * Type-checks the call sites in test/types/client against the committed package. A line below `@ts-expect-error` must not
 * compile; every other one must.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compilers } from '../../consumer/compilers.js';
import { PROJECT_ROOT } from './package-of.js';

const sites = join(PROJECT_ROOT, 'test/types/client');
const folder = mkdtempSync(join(tmpdir(), 'marginalia-client-types-'));

const optionsFor = (exactOptionalPropertyTypes: boolean): object => ({
  target: 'es2022',
  lib: ['es2023'],
  types: ['node'],
  typeRoots: [join(PROJECT_ROOT, 'node_modules/@types')],
  module: 'nodenext',
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  exactOptionalPropertyTypes,
  paths: { 'marginalia-binance': [join(PROJECT_ROOT, 'generated/src/node.ts')] },
});

beforeAll(() => {
  cpSync(sites, join(folder, 'sites'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Users compile against declarations: an old compiler need not take the sources of the runtime. */
const faultsBy = (bin: string, isExact: boolean): readonly string[] => {
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: optionsFor(isExact), include: ['sites'] }),
  );
  const run = spawnSync(process.execPath, [bin, '-p', '.', '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
  return run.stdout.split('\n').filter((line) => line.startsWith('sites/') || line.startsWith('error'));
};

describe.each(compilers())('call sites of the client, with TypeScript $version', ({ bin }) => {
  it.each([true, false])(
    'compile where they should and nowhere else, exactOptionalPropertyTypes %s',
    (isExact) => {
      expect(faultsBy(bin, isExact)).toEqual([]);
    },
    120_000,
  );
});

describe('the call sites', () => {
  const texts = readdirSync(sites).map((file) => readFileSync(join(sites, file), 'utf8'));
  const called = new Set(texts.flatMap((text) => [...text.matchAll(/client\.([\w.]+)\(/g)].map(([, name]) => name)));

  it('call at least forty operations of all families', () => {
    expect(called.size).toBeGreaterThanOrEqual(40);
    const families = new Set([...called].map((name) => name?.split('.')[0]));
    expect([...families].sort()).toEqual(['loanGroup', 'margin', 'portfolioMargin']);
  });

  it('say for every line that must not compile why', () => {
    const bare = texts.flatMap((text) => text.split('\n').filter((line) => /@ts-expect-error\s*$/.test(line)));
    expect(bare).toEqual([]);
  });
});
