import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startExchange, type Exchange } from '../exchange/exchange.js';
import { compilers, STRICTEST } from './compilers.js';
import {
  installedPackages,
  installInto,
  packGenerated,
  readmeExample,
  ROOT,
  runIn,
  runInWhileServing,
  type Consumer,
  type Packed,
} from './package-under-test.js';
import { TYPES_IN_USE } from './types-in-use.js';

const KEYS = { BINANCE_API_KEY: 'consumer-key', BINANCE_API_SECRET: 'consumer-secret' };

let packed: Packed;
let consumer: Consumer;
let exchange: Exchange;

beforeAll(async () => {
  packed = packGenerated();
  consumer = installInto(packed.tarball);
  exchange = await startExchange({
    accounts: [{ apiKey: KEYS.BINANCE_API_KEY, secret: KEYS.BINANCE_API_SECRET }],
    routes: [
      {
        method: 'POST',
        path: '/sapi/v1/margin/borrow-repay',
        security: ['apiKey', 'signature'],
        required: ['asset', 'amount', 'type'],
        answer: { body: '{"tranId":351637150141315861}' },
      },
    ],
  });
}, 120_000);

afterAll(async () => {
  await exchange.close();
  consumer.remove();
  packed.remove();
});

describe('the tarball in a project of its own', () => {
  it('brings nothing along', () => {
    expect(installedPackages(consumer)).toEqual(['marginalia-binance']);
  });

  it('holds the two builds, the merged document and no sources, tests or maps to nowhere', () => {
    expect(packed.files).toEqual(
      expect.arrayContaining(['README.md', 'LICENSE', 'openapi.yaml', 'package.json', 'esm/index.js', 'cjs/index.js']),
    );
    expect(packed.files.filter((file) => /(^|\/)(test|src|node_modules)\/|\.map$|tsconfig/.test(file))).toEqual([]);
  });

  it('is the same, byte for byte, when it is packed again, and stays within its budget', () => {
    const again = packGenerated();
    try {
      expect(readFileSync(again.tarball).equals(readFileSync(packed.tarball))).toBe(true);
      expect(packed.size).toBeLessThan(700_000);
    } finally {
      again.remove();
    }
  });

  it.each(['import', 'require'] as const)('runs the example of the README by %s, signed and exact', async (way) => {
    exchange.reset();
    const file = way === 'import' ? 'example.mts' : 'example.cts';
    consumer.write(file, readmeExample());
    consumer.write(
      'tsconfig.build.json',
      JSON.stringify({
        compilerOptions: { ...BUILD, typeRoots: [join(ROOT, 'node_modules/@types')], types: ['node'] },
        files: [file],
      }),
    );
    const built = runIn(consumer, [compilers()[0]?.bin ?? '', '-p', 'tsconfig.build.json']);
    expect(built).toEqual({ status: 0, output: '' });
    const ran = await runInWhileServing(consumer, [file.replace('ts', 'js')], {
      ...KEYS,
      BINANCE_BASE_URL: exchange.origin,
    });
    expect(ran.output).toContain("'351637150141315861'");
    expect(ran.status).toBe(0);
    expect(exchange.requests.map(({ refusal }) => refusal)).toEqual([undefined]);
  });

  it.each(compilers())(
    'type-checks with TypeScript $version under the strictest settings, with and without the types of Node',
    ({ bin }) => {
      consumer.write('calls.mts', CALLS);
      consumer.write('calls.cts', CALLS);
      consumer.write('types.mts', TYPES_IN_USE);
      consumer.write('types.cts', TYPES_IN_USE);
      for (const [types, lib] of [
        [[], ['es2022']],
        [[], ['es2022', 'dom']],
        [['node'], ['es2022']],
      ] as const) {
        for (const [module, files] of [
          ['nodenext', ['calls.mts', 'calls.cts', 'types.mts', 'types.cts']],
          ['esnext', ['calls.mts', 'types.mts']],
        ] as const) {
          // CommonJS files cannot have the syntax of modules under verbatimModuleSyntax.
          const moduleResolution =
            module === 'esnext' ? { moduleResolution: 'bundler', verbatimModuleSyntax: true } : {};
          const compilerOptions = {
            ...STRICTEST,
            module,
            ...moduleResolution,
            lib,
            types,
            typeRoots: [join(ROOT, 'node_modules/@types')],
          };
          consumer.write('tsconfig.json', JSON.stringify({ compilerOptions, files }));
          expect(runIn(consumer, [bin, '-p', 'tsconfig.json'])).toEqual({ status: 0, output: '' });
        }
      }
    },
    120_000,
  );

  it('gives the same classes to import and require as far as instanceof goes', () => {
    consumer.write(
      'both.mjs',
      `import { createRequire } from 'node:module';
import * as esm from 'marginalia-binance';
const cjs = createRequire(import.meta.url)('marginalia-binance');
const error = await cjs.createClient({}).margin.account.get().catch((thrown) => thrown);
const classes = [esm.MarginaliaError, esm.ConfigurationError, esm.ApiError, Error];
console.log(...classes.map((known) => error instanceof known));`,
    );
    expect(runIn(consumer, ['both.mjs']).output).toBe('true true false true\n');
  });

  it('is clean for publint and for are-the-types-wrong', () => {
    const lint = runIn(consumer, [
      join(ROOT, 'node_modules/publint/src/cli.js'),
      '--strict',
      'node_modules/marginalia-binance',
    ]);
    expect(lint).toMatchObject({ status: 0 });
    const types = runIn(consumer, [
      join(ROOT, 'node_modules/@arethetypeswrong/cli/dist/index.js'),
      '--profile',
      'node16',
      packed.tarball,
    ]);
    expect(types.output).toContain('No problems found');
    expect(types.status).toBe(0);
  });
});

const BUILD = { ...STRICTEST, noEmit: false, module: 'nodenext', lib: ['es2022'] };

/** What a stranger would write first, with what must not compile beside it. */
const CALLS = `import { createCaller, createClient, marginBorrowRepay } from 'marginalia-binance';
import type { ClientOptions, MarginBorrowRepayResult } from 'marginalia-binance';
export const use = async (options: ClientOptions): Promise<MarginBorrowRepayResult> => {
  const client = createClient(options);
  await client.margin.borrowRepay({ asset: 'BNB', isIsolated: 'TRUE', symbol: 'BNBUSDT', amount: '1', type: 'BORROW' });
  // @ts-expect-error isolated needs a symbol
  await client.margin.borrowRepay({ asset: 'BNB', isIsolated: 'TRUE', amount: '1', type: 'BORROW' });
  // @ts-expect-error the client signs
  await client.margin.borrowRepay({ asset: 'BNB', amount: '1', type: 'BORROW', timestamp: 1 });
  // @ts-expect-error a market order has no stop price
  await client.margin.orders.create({ symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '1', stopPrice: '9' });
  const kind: 'LIMIT' | 'MARKET' | 'STOP_LOSS' = 'LIMIT' as 'LIMIT' | 'MARKET' | 'STOP_LOSS';
  await client.margin.orders.create({ symbol: 'BTCUSDT', side: 'BUY', type: kind, quantity: '1' });
  await client.margin.orders.create({ symbol: 'BTCUSDT', side: 'SELL', type: 'STOP_LOSS', quantity: '1', stopPrice: '9' });
  const { tranId } = await client.portfolioMargin.borrow({ asset: 'USDT', amount: 1.5 });
  const id: string = tranId;
  void id;
  await client.portfolioMargin.repay({ asset: 'USDT', amount: '1.5' });
  await client.loanGroup.borrow({ groupId: 10n, assetName: 'USDC', amount: '1.5' });
  return createCaller(options)(marginBorrowRepay, { asset: 'BNB', amount: '1', type: 'REPAY' });
};
`;
