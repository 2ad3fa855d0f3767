import { afterAll, beforeAll, describe } from 'vitest';
import { createRedisStore } from '../../templates/runtime/redis.js';
import { describeStore } from '../unit/runtime/limits/store-contract.js';
import { CLIENTS, type Connected, connect } from './clients.js';
import { type RedisServer, startRedis } from './server.js';

describe.each(Object.keys(CLIENTS))('by %s', (kind) => {
  let server: RedisServer;
  let connected: Connected;
  let tests = 0;

  beforeAll(async () => {
    server = await startRedis();
    connected = await connect(kind, server.port);
  });
  afterAll(async () => {
    connected.close();
    await server.kill();
  });

  describeStore('Redis store', {
    create: () => {
      tests += 1;
      return createRedisStore({ client: connected.client, prefix: `test-${tests}` });
    },
    // What the process keeps for itself is freed up to one part of a window later than in Redis.
    pass: (ms) => new Promise((resolve) => setTimeout(resolve, Math.ceil(ms) + 30)),
  });
});
