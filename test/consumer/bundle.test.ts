import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** A program as a bundler leaves it, by default one for browsers. */
const bundle = async (program: string, platform: 'browser' | 'node' = 'browser'): Promise<string> => {
  const input = join(folder, 'program.js');
  writeFileSync(input, program);
  const built = await rolldown({ input, platform, external: /^node:/, logLevel: 'silent' });
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
});

/** The entry for programs that have to be small, as bundlers for either platform find it. */
const LEAN = { node: './esm/lean-node.js', browser: './esm/lean.js' } as const;

const leanProgram = (platform: keyof typeof LEAN, operation: string): string =>
  `import { createLeanCaller, ${operation} } from '${LEAN[platform]}';\n` +
  `export const run = (o, p) => createLeanCaller(o)(${operation}, p);\n`;

const weigh = async (program: string, platform: keyof typeof LEAN): Promise<number> =>
  gzipSync(await bundle(program, platform), { level: 9 }).length;

/** Six kibibytes, compressed, for one operation with signing and transport. */
const LEAN_BUDGET = 6144;

describe.each(['node', 'browser'] as const)('a lean bundle for %s', (platform) => {
  it.each(['marginBorrowRepay', 'marginMaxBorrowable', 'portfolioMarginUmOrdersCreate', 'loanGroupBorrow'])(
    'of %s stays within its budget, signing and transport included',
    async (operation) => {
      expect(await weigh(leanProgram(platform, operation), platform)).toBeLessThanOrEqual(LEAN_BUDGET);
    },
  );

  it('of one operation holds no other, none of the documentation, and of Node only what it needs', async () => {
    const code = await bundle(leanProgram(platform, 'marginBorrowRepay'), platform);
    expect(code.match(/\/[sp]api\/v1\/[\w/-]+/g)).toEqual(['/sapi/v1/margin/borrow-repay']);
    expect(code).not.toMatch(/EXCEED_MAX_BORROWABLE|developers\.binance\.com/);
    const modules = code.match(/(?<=['"`])node:\w+(?=['"`])/g) ?? [];
    expect([...modules].sort()).toEqual(platform === 'node' ? ['node:crypto', 'node:http', 'node:https'] : []);
  });

  it('of all operations is known, and the longest takes little more than the shortest', async () => {
    const names = [...readFileSync(join(folder, 'esm/lean-operations.js'), 'utf8').matchAll(/^export const (\w+) =/gm)];
    expect(names.length).toBeGreaterThan(170);
    const { length } = gzipSync(await bundle(`export { createLeanCaller } from '${LEAN[platform]}';\n`, platform));
    expect(length).toBeLessThanOrEqual(5800);
    const longest = await weigh(leanProgram(platform, 'marginOrderListsCreateOtoco'), platform);
    expect(longest - length).toBeLessThan(600);
  });
});

describe('a bundle of one family', () => {
  it.each([
    ['loan-group', 'createLoanGroupArea', /^\/sapi\/v1\/margin\/loan-group\//],
    ['margin', 'createMarginArea', /^\/s?api\/v\d\/(?!margin\/loan-group)/],
    ['portfolio-margin', 'createPortfolioMarginArea', /^\/papi\/v\d\//],
  ])('%s leaves the others out', async (stem, factory, own) => {
    const code = await bundle(`export { ${factory} } from './esm/areas/${stem}.js';\n`);
    const paths = code.match(/\/[sp]?api\/v\d\/[\w/-]+/g) ?? [];
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !own.test(path))).toEqual([]);
  });
});
