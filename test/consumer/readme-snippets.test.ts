import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startExchange, type Exchange, type Route } from '../exchange/exchange.js';
import { startWebSocketServer, type WebSocketServer } from '../streams/web-socket-server.js';
import { compilers, STRICTEST } from './compilers.js';
import {
  installInto,
  packGenerated,
  ROOT,
  runIn,
  runInWhileServing,
  type Consumer,
  type Packed,
} from './package-under-test.js';

/** A block of code of the README, under its heading. */
interface Snippet {
  readonly name: string;
  readonly heading: string;
  readonly code: string;
}

const README = readFileSync(join(ROOT, 'generated/README.md'), 'utf8');

const readSnippets = (): readonly Snippet[] => {
  const found: Snippet[] = [];
  let heading = '';
  for (const [, title, code] of README.matchAll(/^#+ (.+)$|^```(?:ts|js)\n([\s\S]*?)^```$/gm)) {
    if (title !== undefined) heading = title;
    else if (code !== undefined) found.push({ name: `${heading} (${found.length + 1})`, heading, code });
  }
  return found;
};

const SNIPPETS = readSnippets();

/** What the README leaves to its reader: all other names a snippet has to import or declare itself. */
const READERS_OWN = `import type { RedisClientType } from 'redis';
import { trace } from '@opentelemetry/api';
import { createClient as makeClient } from 'marginalia-binance';
export const apiKey = 'readme-key';
export const secret = 'readme-secret';
export const passphrase = 'readme-passphrase';
export const balance = '12.34567890';
export const log = { debug: (_: unknown): void => undefined };
export const tracer = trace.getTracer('readme');
export const client = makeClient({ apiKey, secret });
export const redis = { eval: async () => 0 } as unknown as RedisClientType;
`;
const NAMES = ['apiKey', 'secret', 'passphrase', 'balance', 'log', 'tracer', 'client', 'redis'];

/** The whole package, but for the origin of clients that name none: no test calls the real exchange. */
const TO_THE_MOCK = `export * from 'marginalia-binance';
import { createCaller as caller, createClient as client, type ClientOptions, openStream as open } from 'marginalia-binance';
import { WebSocket } from 'undici';
const baseUrl = process.env['BINANCE_BASE_URL'];
const url = process.env['STREAM_URL'];
export const openStream: typeof open = (caller, stream, options) => open(caller, stream, { url, webSocket: WebSocket as never, ...options });
export const createCaller = (options: ClientOptions) => caller({ baseUrl, ...options });
export const createClient = (options: ClientOptions) => client({ baseUrl, ...options });
`;

const LEAN_TO_THE_MOCK = `export * from 'marginalia-binance/lean';
import { createLeanCaller as caller, type LeanOptions } from 'marginalia-binance/lean';
export const createLeanCaller = (options: LeanOptions) => caller({ baseUrl: process.env['BINANCE_BASE_URL'], ...options });
`;

const PACKAGES = ['undici', 'https-proxy-agent', '@opentelemetry/api', 'redis'];

/** Imports stay at the top; the rest goes into a function, as CommonJS has no `await` outside of one. */
const toProgram = ({ code }: Snippet): string => {
  const isImport = (line: string): boolean => line.startsWith('import ');
  const lines = code.split('\n');
  return [
    ...lines.filter(isImport),
    `import { ${NAMES.map((name) => `${name} as ${name}_`).join(', ')} } from './own.js';`,
    `const [${NAMES.join(', ')}] = [${NAMES.map((name) => `${name}_`).join(', ')}] as const;`,
    'export const main = async (): Promise<void> => {',
    ...lines.filter((line) => !isImport(line)),
    '};',
    `void [${NAMES.join(', ')}];`,
    'void main().finally(() => client.close());',
  ].join('\n');
};

const SIGNED = { security: ['apiKey', 'signature'] } as const;
const LATER = Date.now() + 60_000;
const LOANS = [
  { txId: 1, asset: 'USDT', principal: '100', amount: '100', interest: '0', status: 'CONFIRMED', timestamp: LATER },
];
const ROUTES: readonly Route[] = [
  {
    ...SIGNED,
    method: 'POST',
    path: '/sapi/v1/margin/borrow-repay',
    answer: { body: '{"tranId":351637150141315861}' },
  },
  { ...SIGNED, method: 'GET', path: '/sapi/v1/margin/borrow-repay', answer: { json: { rows: LOANS, total: 1 } } },
  {
    ...SIGNED,
    method: 'GET',
    path: '/sapi/v1/margin/maxBorrowable',
    answer: { json: { amount: '1', borrowLimit: '2' } },
  },
  {
    security: ['apiKey'],
    method: 'POST',
    path: '/papi/v1/listenKey',
    answer: { json: { listenKey: 'readme-listen-key' } },
  },
  { ...SIGNED, method: 'POST', path: '/sapi/v1/margin/order', answer: { body: '{"symbol":"BTCUSDT","orderId":"7"}' } },
];

let packed: Packed;
let consumer: Consumer;
let exchange: Exchange;
let streams: WebSocketServer;

const writeKeys = (): void => {
  const { privateKey } = generateKeyPairSync('ed25519');
  consumer.write('key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const sealed = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'readme-passphrase' } as const;
  consumer.write('encrypted-key.pem', privateKey.export(sealed).toString());
};

beforeAll(async () => {
  packed = packGenerated();
  consumer = installInto(packed.tarball);
  for (const name of PACKAGES) {
    const place = join(consumer.folder, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), place);
  }
  writeKeys();
  streams = await startWebSocketServer();
  exchange = await startExchange({ accounts: [{ apiKey: 'readme-key', secret: 'readme-secret' }], routes: ROUTES });
}, 120_000);

afterAll(async () => {
  await streams.close();
  await exchange.close();
  consumer.remove();
  packed.remove();
});

/** The types of Node and nothing else; the declarations of the other packages are their own affair. */
const OPTIONS = {
  ...STRICTEST,
  module: 'nodenext',
  lib: ['es2022'],
  types: ['node'],
  typeRoots: [join(ROOT, 'node_modules/@types')],
  skipLibCheck: true,
  noPropertyAccessFromIndexSignature: false,
};

const compile = (bin: string, folder: string, extra: object): ReturnType<typeof runIn> => {
  const files = SNIPPETS.map((_, at) => `snippet-${at}.ts`);
  const config = { compilerOptions: { ...OPTIONS, ...extra }, files };
  consumer.write(`${folder}/tsconfig.json`, JSON.stringify(config));
  return runIn(consumer, [bin, '-p', `${folder}/tsconfig.json`]);
};

const writePrograms = (folder: string, type: 'module' | 'commonjs', change: (text: string) => string): void => {
  consumer.write(`${folder}/package.json`, JSON.stringify({ type }));
  consumer.write(`${folder}/own.ts`, change(READERS_OWN));
  SNIPPETS.forEach((snippet, at) => consumer.write(`${folder}/snippet-${at}.ts`, change(toProgram(snippet))));
};

describe('the snippets of the README', () => {
  it('are found, and import what they use', () => {
    expect(SNIPPETS.length).toBeGreaterThanOrEqual(13);
    expect(README.match(/^```(?:ts|js)$/gm)).toHaveLength(SNIPPETS.length);
  });

  it.each(compilers())(
    'type-check with TypeScript $version',
    ({ bin }) => {
      writePrograms('checked', 'module', (text) => text);
      expect(compile(bin, 'checked', {})).toEqual({ status: 0, output: '' });
    },
    60_000,
  );

  describe.each(['module', 'commonjs'] as const)('as %s', (type) => {
    const folder = `run-${type}`;

    beforeAll(() => {
      writePrograms(folder, type, (text) =>
        text
          .replaceAll("'marginalia-binance'", "'./package-to-mock.js'")
          .replaceAll("'marginalia-binance/lean'", "'./lean-to-mock.js'"),
      );
      consumer.write(`${folder}/package-to-mock.ts`, TO_THE_MOCK);
      consumer.write(`${folder}/lean-to-mock.ts`, LEAN_TO_THE_MOCK);
      expect(compile(compilers()[0]?.bin ?? '', folder, { noEmit: false })).toEqual({ status: 0, output: '' });
    });

    // The example runs as a whole in the test of the consumer.
    const runnable = SNIPPETS.map((snippet, at) => ({ ...snippet, at })).filter(
      ({ code }) => !code.includes('const main'),
    );

    it.each(runnable)('runs: $name', async ({ heading, at }) => {
      exchange.reset();
      const isLost = heading === 'When nobody knows';
      if (isLost) exchange.script({ fault: 'reset' });
      const ran = await runInWhileServing(consumer, [`${folder}/snippet-${at}.js`], {
        BINANCE_BASE_URL: exchange.origin,
        STREAM_URL: `${streams.origin}/ws/`,
      });
      expect(ran).toMatchObject({ status: 0 });
      expect(ran.output).not.toMatch(/Error|undefined/);
      expect(exchange.requests.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
      if (isLost) expect(ran.output).toContain("principal: '100'");
    });
  });
});
