import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startExchange } from '../exchange/exchange.js';
import { type Consumer, installInto, packGenerated } from './package-under-test.js';

/* Programs of a stranger's project that has installed the packed package, as bundlers leave them. */

type Platform = 'browser' | 'node';

let consumer: Consumer;
beforeAll(() => {
  const packed = packGenerated();
  consumer = installInto(packed.tarball);
  packed.remove();
}, 120_000);
afterAll(() => consumer.remove());

/** All of these at once, each as a bundle of its own: the package is read and parsed once. */
const bundleAll = async (
  programs: ReadonlyMap<string, string>,
  platform: Platform,
): Promise<ReadonlyMap<string, string>> => {
  const folder = join(consumer.folder, 'programs');
  mkdirSync(folder, { recursive: true });
  const entryPoints = [...programs].map(([name, text]) => {
    const file = join(folder, `${name}.js`);
    writeFileSync(file, text);
    return file;
  });
  const { outputFiles } = await build({
    ...{ entryPoints, platform, bundle: true, minify: true, format: 'esm', target: 'es2022' },
    ...{ outdir: join(folder, 'out'), write: false, logLevel: 'silent' },
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path, '.js'), text]));
};

const bundle = async (program: string, platform: Platform = 'browser'): Promise<string> =>
  (await bundleAll(new Map([['program', program]]), platform)).get('program') ?? '';

/** The same by the bundler of others. */
const rollDown = async (program: string, platform: Platform): Promise<string> => {
  const input = join(consumer.folder, 'program.js');
  writeFileSync(input, program);
  const built = await rolldown({ input, platform, external: /^node:/, logLevel: 'silent' });
  const { output } = await built.generate({ format: 'esm', minify: true });
  await built.close();
  return output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
};

const compressed = (code: string): number => gzipSync(code, { level: 9 }).length;

const pathsIn = (code: string): readonly string[] => code.match(/\/[sp]?api\/v\d\/[\w/-]+/g) ?? [];

const ONE =
  "import { createCaller, portfolioMarginBorrow } from 'marginalia-binance';\n" +
  'export const run = (o, p) => createCaller(o)(portfolioMarginBorrow, p);\n';

/** What no program has that opens no stream. */
const STREAMS = /StreamError/;

describe('a bundle', () => {
  it('of one operation holds that operation, no other and nothing of Node', async () => {
    const code = await bundle(ONE);
    // With it the query that tells what became of it, and what the clock of either family asks.
    const paths = ['/api/v3/time', '/papi/v1/margin/marginLoan', '/papi/v1/marginLoan', '/papi/v1/ping'];
    expect([...pathsIn(code)].sort()).toEqual(paths);
    expect(code).not.toMatch(/node:|require\(/);
    expect(code).not.toMatch(STREAMS);
  });

  it('of one operation grows by that operation alone', async () => {
    const runtime = await bundle("export { createCaller } from 'marginalia-binance';\n");
    const one = await bundle(ONE);
    const all = await bundle("export * from 'marginalia-binance';\n");
    expect(one.length - runtime.length).toBeLessThan(2000);
    expect(all.length - one.length).toBeGreaterThan(8000);
    expect(all).toMatch(STREAMS);
  });

  it.each(['browser', 'node'] as const)('of one operation stays within its budget, for %s', async (platform) => {
    expect(compressed(await bundle(ONE, platform))).toBeLessThan(24_000);
  });
});

/** Six kibibytes, compressed, for one operation with signing and transport. */
const LEAN_BUDGET = 6144;

const leanProgram = (operation: string): string =>
  `import { createLeanCaller, ${operation} } from 'marginalia-binance/lean';\n` +
  `export const run = (o, p) => createLeanCaller(o)(${operation}, p);\n`;

const leanOperations = (): readonly string[] => {
  const text = readFileSync(join(consumer.folder, 'node_modules/marginalia-binance/esm/lean-operations.js'), 'utf8');
  return [...text.matchAll(/^export const (\w+) =/gm)].map(([, name = '']) => name);
};

type Run = (options: object, params: object) => Promise<unknown>;

const PARAMS = { asset: 'USDT', amount: '1.5', type: 'BORROW' };
const ANSWER = '{"tranId":351637150141315861}';

describe.each(['node', 'browser'] as const)('a lean bundle for %s', (platform) => {
  it('of each operation stays within its budget, signing and transport included', async () => {
    const names = leanOperations();
    expect(names.length).toBeGreaterThan(170);
    const bundles = await bundleAll(new Map(names.map((name) => [name, leanProgram(name)])), platform);
    expect(bundles.size).toBe(names.length);
    const sizes = [...bundles].map(([name, code]) => [name, compressed(code)] as const);
    expect(sizes.filter(([, size]) => size > LEAN_BUDGET)).toEqual([]);
    // An empty one would fit any budget.
    expect(sizes.filter(([name]) => pathsIn(bundles.get(name) ?? '').length !== 1)).toEqual([]);
  }, 120_000);

  it.each(['marginOrderListsCreateOtoco', 'marginBorrowRepay', 'portfolioMarginUmOrdersCreate'])(
    'of %s stays within it by another bundler too',
    async (operation) => {
      expect(compressed(await rollDown(leanProgram(operation), platform))).toBeLessThanOrEqual(LEAN_BUDGET);
    },
  );

  it('of one operation holds no other, none of the documentation, and of Node only what it needs', async () => {
    const code = await bundle(leanProgram('marginBorrowRepay'), platform);
    expect(pathsIn(code)).toEqual(['/sapi/v1/margin/borrow-repay']);
    expect(code).not.toMatch(/EXCEED_MAX_BORROWABLE|developers\.binance\.com/);
    expect(code).not.toMatch(STREAMS);
    const modules = code.match(/(?<=['"`])node:\w+(?=['"`])/g) ?? [];
    expect([...new Set(modules)].sort()).toEqual(platform === 'node' ? ['node:crypto', 'node:http', 'node:https'] : []);
  });

  it('does what it is for, alone and under an area of the client', async () => {
    const account = { apiKey: 'key', secret: 'secret' };
    const path = '/sapi/v1/margin/borrow-repay';
    const routes = [{ method: 'POST', path, security: ['apiKey', 'signature'] as const, answer: { body: ANSWER } }];
    const exchange = await startExchange({ accounts: [account], routes });
    const area =
      "import { createMarginArea } from 'marginalia-binance/margin';\n" +
      'export const runArea = (o, p) => createMarginArea(createLeanCaller(o)).borrowRepay(p);\n';
    const file = join(consumer.folder, `lean-${platform}.mjs`);
    writeFileSync(file, await bundle(leanProgram('marginBorrowRepay') + area, platform));
    const { run, runArea }: Readonly<Record<'run' | 'runArea', Run>> = await import(pathToFileURL(file).href);
    try {
      for (const send of [run, runArea]) {
        const result = await send({ ...account, baseUrl: exchange.origin }, PARAMS);
        expect(result).toEqual({ tranId: '351637150141315861' });
      }
      expect(exchange.requests.map(({ refusal }) => refusal)).toEqual([undefined, undefined]);
    } finally {
      await exchange.close();
    }
  });

  it('takes little more with a private key', async () => {
    const program = leanProgram('marginBorrowRepay');
    const signer = "export { createKeySigner } from 'marginalia-binance/lean';\n";
    const grown = compressed(await bundle(program + signer, platform)) - compressed(await bundle(program, platform));
    expect(grown).toBeGreaterThan(50);
    expect(grown).toBeLessThan(250);
  });
});

describe('a bundle of one family', () => {
  it.each([
    ['loan-group', 'createLoanGroupArea', /^\/sapi\/v1\/margin\/loan-group/],
    ['margin', 'createMarginArea', /^\/s?api\/v\d\/(?!margin\/loan-group)/],
    ['portfolio-margin', 'createPortfolioMarginArea', /^\/papi\/v\d\//],
  ])('%s leaves the others out', async (family, factory, own) => {
    const paths = pathsIn(await bundle(`export { ${factory} } from 'marginalia-binance/${family}';\n`));
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !own.test(path))).toEqual([]);
  });
});
