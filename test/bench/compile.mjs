/*
 * Compiling a file that uses all three families of the package, against an empty one by the same settings. Whole processes of `tsc`, in
 * turn. The limit is for the compiler of today; an older one, which many still have, is measured alongside.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(join(root, 'package.json'));
const LIMIT = 1.5;

const COMPILERS = [
  { name: 'tsc, all three families', folder: 'node_modules/typescript', rounds: 15, limit: LIMIT },
  { name: 'tsc, all three families', folder: 'node_modules/@arethetypeswrong/core/node_modules/typescript', rounds: 4 },
];

const SETTINGS = { target: 'es2022', module: 'nodenext', strict: true, skipLibCheck: true, noEmit: true, types: [] };

const FAMILIES = `import { createClient, marginBorrowRepay } from 'marginalia-binance';
import { createLoanGroupArea } from 'marginalia-binance/loan-group';
import { createMarginArea } from 'marginalia-binance/margin';
import { createPortfolioMarginArea } from 'marginalia-binance/portfolio-margin';

const { call } = createClient({ apiKey: 'key', secret: 'secret' });
export const areas = [createLoanGroupArea(call), createMarginArea(call), createPortfolioMarginArea(call)];

export const use = async (): Promise<readonly string[]> => {
  const margin = createMarginArea(call);
  const order = await margin.orders.create({ symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '1' });
  const { tranId } = await call(marginBorrowRepay, { asset: 'USDT', amount: '1', type: 'BORROW' });
  return [order.orderId, tranId];
};
`;

export const benchCompile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'marginalia-bench-compile-'));
  try {
    writeProject(folder);
    return COMPILERS.map((compiler) => measure(folder, compiler));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A stranger's project with the package in it, as npm would install it. */
const writeProject = (folder) => {
  const installed = join(folder, 'node_modules/marginalia-binance');
  mkdirSync(installed, { recursive: true });
  cpSync(join(root, 'generated/package.json'), join(installed, 'package.json'));
  const args = ['-p', join(root, 'generated/tsconfig.esm.json'), '--outDir', join(installed, 'esm')];
  execFileSync(process.execPath, [join(root, COMPILERS[0].folder, 'bin/tsc'), ...args], { stdio: 'inherit' });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, text] of Object.entries({ empty: 'export {};\n', families: FAMILIES })) {
    writeFileSync(join(folder, `${name}.ts`), text);
    const settings = { compilerOptions: SETTINGS, files: [`${name}.ts`] };
    writeFileSync(join(folder, `tsconfig.${name}.json`), JSON.stringify(settings));
  }
};

const measure = (folder, { name, folder: compiler, rounds, limit }) => {
  const bin = join(root, compiler, 'bin/tsc');
  const compile = (program) => {
    const start = performance.now();
    const args = [bin, '-p', join(folder, `tsconfig.${program}.json`)];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`bench: tsc: exit ${status}: ${stdout}`);
    return performance.now() - start;
  };
  const samples = { empty: [], families: [] };
  compile('families');
  for (let round = 0; round < rounds; round += 1) {
    for (const program of ['empty', 'families']) samples[program].push(compile(program));
  }
  const [floor, value] = [median(samples.empty), median(samples.families)];
  const ratio = value / floor;
  return {
    name: `${name} (${require(join(root, compiler, 'package.json')).version})`,
    ...{ value: `${value.toFixed(0)} ms`, floor: `${floor.toFixed(0)} ms`, ratio },
    limit: limit === undefined ? 'none (floor: an empty program)' : `${limit} (floor: an empty program)`,
    isWithin: limit === undefined || ratio <= limit,
  };
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
