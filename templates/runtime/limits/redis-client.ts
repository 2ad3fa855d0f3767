import { ConfigurationError } from '../errors/errors.js';

/** Runs a Lua script: `EVAL script numkeys keys… args…`. */
export type RedisEval = (script: string, keys: string[], args: string[]) => Promise<unknown>;

/** A client, cluster or pool of the package `redis` (node-redis) from version 4 on. */
export interface NodeRedisLike {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** A `Redis` or `Cluster` of the package `ioredis`. */
export interface IoRedisLike {
  eval(script: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  /** Tells the two apart: node-redis has no such method. */
  readonly defineCommand: unknown;
}

/** What runs scripts on a Redis server: either of the usual clients, or a function over any other. */
export type RedisClient = RedisEval | NodeRedisLike | IoRedisLike;

const isIoRedis = (client: NodeRedisLike | IoRedisLike): client is IoRedisLike =>
  'defineCommand' in client && typeof client.defineCommand === 'function';

/** One way to run a script, whatever the client. Throws `ConfigurationError`. */
export const readRedisClient = (client: RedisClient): RedisEval => {
  if (typeof client === 'function') return client;
  if (typeof client !== 'object' || client === null || typeof client.eval !== 'function') {
    const forms = 'a client of redis or ioredis, or a function (script, keys, args)';
    throw new ConfigurationError('client', `client must be ${forms}.`);
  }
  if (isIoRedis(client)) return (script, keys, args) => client.eval(script, keys.length, ...keys, ...args);
  return (script, keys, args) => client.eval(script, { keys, arguments: args });
};
