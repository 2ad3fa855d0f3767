import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../templates/runtime/errors/errors.js';
import { NetworkError } from '../../templates/runtime/errors/transport-errors.js';
import { createLimiter } from '../../templates/runtime/limits/limiter.js';
import type { Limiter } from '../../templates/runtime/limits/types.js';
import { createRedisStore, type RedisClient, type RedisStoreOptions } from '../../templates/runtime/redis.js';
import { attemptOf, ip, newsOf, operationOf } from '../unit/runtime/limits/support.js';
import { CLIENTS, type Connected, connect } from './clients.js';
import { type RedisServer, startRedis } from './server.js';

const LIMITS = [{ scope: 'IP', family: 'papi', interval: '1M', limit: 100 }] as const;

const limiterOf = (options: RedisStoreOptions): Limiter =>
  createLimiter({ store: createRedisStore(options), share: 1, limits: LIMITS, mode: 'fail' });

const spend = async (limiter: Limiter, weight: number): Promise<string> => {
  try {
    await limiter.enter(attemptOf(operationOf('GET /papi/v1/balance', ip(weight))));
    return 'sent';
  } catch (error) {
    return error instanceof Error ? error.name : 'no error';
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(Object.keys(CLIENTS))('while Redis is away, with %s', (kind) => {
  let server: RedisServer;
  let connected: Connected;

  beforeEach(async () => {
    server = await startRedis();
    connected = await connect(kind, server.port);
  });
  afterEach(async () => {
    connected.close();
    await server.kill();
  });

  it('each process goes on by what it knows itself, and nobody waits long', async () => {
    const limiter = limiterOf({ client: connected.client, timeoutMs: 200 });
    expect(await spend(limiter, 60)).toBe('sent');
    await server.kill();
    const start = performance.now();
    expect([await spend(limiter, 41), await spend(limiter, 40), await spend(limiter, 1)]).toEqual([
      'RateLimitError',
      'sent',
      'RateLimitError',
    ]);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('bans hold', async () => {
    const limiter = limiterOf({ client: connected.client, timeoutMs: 200 });
    await server.kill();
    await limiter.learn(attemptOf(operationOf('GET /api/v3/time')), newsOf(418));
    expect(await spend(limiter, 1)).toBe('BannedError');
  });

  it('calls fail unsent, if that is what is wanted', async () => {
    const limiter = limiterOf({ client: connected.client, timeoutMs: 200, onFailure: 'reject' });
    expect(await spend(limiter, 60)).toBe('sent');
    await server.kill();
    const failing = limiter.enter(attemptOf(operationOf('GET /papi/v1/balance', ip(1))));
    await expect(failing).rejects.toBeInstanceOf(NetworkError);
    await expect(failing).rejects.toMatchObject({ sent: 'never', code: 'LIMIT_STORE' });
  });

  it('and back without its data, it is asked again and nothing is forgotten', async () => {
    const limiter = limiterOf({ client: connected.client, timeoutMs: 200 });
    expect(await spend(limiter, 60)).toBe('sent');
    await server.kill();
    expect(await spend(limiter, 20)).toBe('sent');
    await server.restart();
    await pause(1500);
    expect([await spend(limiter, 21), await spend(limiter, 15)]).toEqual(['RateLimitError', 'sent']);
    // Another process sees what was spent since Redis is back, and maybe what a client had put by for it meanwhile.
    const other = await connect(kind, server.port);
    const stranger = limiterOf({ client: other.client });
    expect([await spend(stranger, 86), await spend(stranger, 65)]).toEqual(['RateLimitError', 'sent']);
    other.close();
  });
});

it('a Redis that hangs is left alone for a while', async () => {
  let asked = 0;
  const client: RedisClient = () => {
    asked += 1;
    return new Promise(() => undefined);
  };
  const limiter = limiterOf({ client, timeoutMs: 200 });
  const start = performance.now();
  for (let call = 0; call < 20; call += 1) expect(await spend(limiter, 1)).toBe('sent');
  expect(asked).toBe(1);
  expect(performance.now() - start).toBeLessThan(2000);
  await pause(1050);
  const together = performance.now();
  expect(await Promise.all(Array.from({ length: 20 }, () => spend(limiter, 1)))).toEqual(Array(20).fill('sent'));
  expect(asked).toBe(2);
  expect(performance.now() - together).toBeLessThan(2000);
});

it.each([
  ['nonsense', async () => 'OK'],
  ['too few numbers', async () => [0]],
  ['an error', async () => Promise.reject(new Error('NOSCRIPT'))],
  [
    'an error at once',
    () => {
      throw new Error('not connected');
    },
  ],
] satisfies (readonly [string, RedisClient])[])('an answer of %s is a failure', async (_name, client) => {
  expect(await spend(limiterOf({ client, onFailure: 'reject' }), 1)).toBe('NetworkError');
  expect(await spend(limiterOf({ client }), 1)).toBe('sent');
});

it.each([
  ['client', { client: {} }],
  ['client', { client: undefined }],
  ['prefix', { client: async () => 0, prefix: 'a{b}' }],
  ['prefix', { client: async () => 0, prefix: '' }],
])('a wrong %s is refused', (option, options) => {
  try {
    createRedisStore(options as RedisStoreOptions);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toHaveProperty('option', option);
    return;
  }
  throw new Error('It was taken.');
});
