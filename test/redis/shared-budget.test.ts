import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLimiter } from '../../templates/runtime/limits/limiter.js';
import { createRedisStore } from '../../templates/runtime/redis.js';
import { attemptOf, ip, newsOf, operationOf, watch } from '../unit/runtime/limits/support.js';
import { LIMIT, LIMITS, PREFIX } from './budget.js';
import { CLIENTS, connect } from './clients.js';
import { type RedisServer, startRedis } from './server.js';

type Given = readonly [before: number, after: number, weight: number];

let server: RedisServer;
let folder: string;
let program: string;

beforeAll(async () => {
  server = await startRedis();
  folder = await mkdtemp(join(tmpdir(), 'marginalia-redis-'));
  program = join(folder, 'hammer.mjs');
  // The packages are CommonJS and ask for modules of Node by `require`.
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  const entryPoints = [join(import.meta.dirname, 'hammer.ts')];
  const output = { outfile: program, banner, format: 'esm', logLevel: 'error' } as const;
  await build({ entryPoints, bundle: true, platform: 'node', ...output });
}, 60_000);

afterAll(async () => {
  await server.kill();
  await rm(folder, { recursive: true });
});

const hammer = async (kind: string, until: number): Promise<readonly Given[]> => {
  const args = [program, kind, String(server.port), String(until)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as readonly Given[];
};

/** The most that was certainly spent within any one second. */
const mostInASecond = (given: readonly Given[]): number => {
  const byStart = [...given].sort(([one], [other]) => one - other);
  return Math.max(
    ...byStart.map(([start], index) => {
      let sum = 0;
      for (const [before, after, weight] of byStart.slice(index)) {
        if (before >= start + 1000) break;
        if (after < start + 1000) sum += weight;
      }
      return sum;
    }),
  );
};

it('holds for six processes with three kinds of client, and a ban of one is a ban of all', async () => {
  const start = Date.now();
  const until = start + 9000;
  const running = [...Object.keys(CLIENTS), ...Object.keys(CLIENTS)].map((kind) => hammer(kind, until));
  await new Promise((resolve) => setTimeout(resolve, 4500));

  const { client, close } = await connect('ioredis', server.port);
  const limiter = createLimiter({ store: createRedisStore({ client, prefix: PREFIX }), share: 1, limits: LIMITS });
  const banned = Date.now();
  await limiter.learn(attemptOf(operationOf('GET /api/v3/time', ip(1))), newsOf(418, { retryAt: banned + 1000 }));
  const since = Date.now();
  close();

  const given = await Promise.all(running);
  const all = given.flat();
  expect(given.map((one) => one.length > 0)).toEqual(Array(6).fill(true));
  expect(mostInASecond(all)).toBeLessThanOrEqual(LIMIT);
  expect(all.filter(([before, after]) => before > since && after < banned + 2000)).toEqual([]);
  expect(all.some(([before]) => before > banned + 2000) || all.some(([, after]) => after > banned + 2000)).toBe(true);
  // It is no limit that nobody ever reaches: of the time without the ban most is used.
  const first = Math.min(...all.map(([, after]) => after));
  const seconds = (banned - first) / 1000;
  const total = all.filter(([, after]) => after < banned).reduce((sum, [, , weight]) => sum + weight, 0);
  expect(total / (LIMIT * seconds)).toBeGreaterThan(0.8);
}, 60_000);

it('leaves no key behind', async () => {
  const redis = new Redis(server.port, '127.0.0.1');
  const { client, close } = await connect('node-redis', server.port);
  const store = createRedisStore({ client, prefix: 'short' });
  await store.spend([{ key: 'a', weight: 1, limit: 10, windowMs: 200 }]);
  await store.observe({ key: 'b', limit: 10, windowMs: 200 }, 5);
  await store.block('c', 429, 200);
  const keys = await redis.keys('*short*');
  expect(keys.sort()).toEqual(['{short}:block:c', '{short}:spent:a|200', '{short}:spent:b|200']);
  for (const key of keys) {
    expect(await redis.pttl(key)).toBeGreaterThan(100);
    expect(await redis.pttl(key)).toBeLessThanOrEqual(408);
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await redis.keys('*short*')).toEqual([]);
  close();
  redis.disconnect();
});

it('counts what others are seen to spend, for all who share it', async () => {
  const [one, other] = await Promise.all(['ioredis', 'node-redis'].map((kind) => connect(kind, server.port)));
  if (one === undefined || other === undefined) throw new Error('There are two clients.');
  const limits = [{ scope: 'IP', family: 'papi', interval: '1H', limit: 100 }] as const;
  const [first, second] = [one, other].map(({ client }) =>
    createLimiter({ store: createRedisStore({ client, prefix: 'seen' }), share: 1, limits, mode: 'fail' }),
  );
  const balance = operationOf('GET /papi/v1/balance', ip(10));
  const usage = [{ scope: 'IP', interval: '1H', used: 85, header: 'x-mbx-used-weight-1h' }] as const;
  await first?.learn(attemptOf(balance), newsOf(200, { usage }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const { result: fits } = watch(second?.enter(attemptOf(balance)));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const { result: full } = watch(second?.enter(attemptOf(balance)));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([fits(), (full() as Error).name]).toEqual(['sent', 'RateLimitError']);
  one.close();
  other.close();
});
