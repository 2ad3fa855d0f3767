import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execFileSync } from 'node:child_process';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './package-under-test.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'marginalia-bundle-'));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [
    tsc,
    '-p',
    join(ROOT, 'generated/tsconfig.esm.json'),
    '--outDir',
    join(folder, 'esm'),
  ]);
  cpSync(join(ROOT, 'generated/package.json'), join(folder, 'package.json'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program as a bundler for browsers leaves it. */
const bundle = async (program: string): Promise<string> => {
  const input = join(folder, 'program.js');
  writeFileSync(input, program);
  const built = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
  const { output } = await built.generate({ format: 'esm', minify: true });
  await built.close();
  return output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
};

const ONE =
  "import { createCaller, portfolioMarginBorrow } from './esm/index.js';\nexport const run = (o, p) => createCaller(o)(portfolioMarginBorrow, p);\n";

describe('a bundle', () => {
  it('of one operation holds that operation, no other and nothing of Node', async () => {
    const code = await bundle(ONE);
    // With it the query that tells what became of it, and what the clock asks.
    const paths = ['/papi/v1/margin/marginLoan', '/papi/v1/marginLoan', '/papi/v1/ping'];
    expect([...(code.match(/\/[sp]api\/v1\/[\w/-]+/g) ?? [])].sort()).toEqual(paths);
    expect(code).not.toMatch(/node:|require\(/);
  });

  it('of one operation grows by that operation alone', async () => {
    const runtime = await bundle("export { createCaller } from './esm/index.js';\n");
    const one = await bundle(ONE);
    const all = await bundle("export * from './esm/index.js';\n");
    expect(one.length - runtime.length).toBeLessThan(2000);
    expect(all.length - one.length).toBeGreaterThan(8000);
  });

  it('of one operation with signing and transport stays within its budget', async () => {
    expect(gzipSync(await bundle(ONE), { level: 9 }).length).toBeLessThan(24_000);
  });

  it('of one area leaves the other areas out', async () => {
    const code = await bundle("export { createLoanGroupArea } from './esm/areas/loan-group.js';\n");
    const paths = code.match(/\/[sp]api\/v1\/[\w/-]+/g) ?? [];
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !path.startsWith('/sapi/v1/margin/loan-group/'))).toEqual([]);
  });
});
