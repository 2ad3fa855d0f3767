import { Redis } from 'ioredis';
import { createClient } from 'redis';
import type { RedisClient } from '../../templates/runtime/redis.js';

/** A client of one of the packages in use, and how to close it. */
export interface Connected {
  readonly client: RedisClient;
  readonly close: () => unknown;
}

/** They tell of every lost connection by an event, and end the process when nobody listens. */
const ignore = (): void => undefined;

const connectIoRedis = (port: number): Redis => {
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 100 });
  client.on('error', ignore);
  return client;
};

export const CLIENTS: Readonly<Record<string, (port: number) => Promise<Connected>>> = {
  ioredis: async (port) => {
    const client = connectIoRedis(port);
    return { client, close: () => client.disconnect() };
  },
  'node-redis': async (port) => {
    const client = createClient({ socket: { port, host: '127.0.0.1', reconnectStrategy: () => 100 } });
    client.on('error', ignore);
    await client.connect();
    return { client, close: () => client.destroy() };
  },
  'a plain function': async (port) => {
    const client = connectIoRedis(port);
    return {
      client: (script, keys, args) => client.call('EVAL', script, keys.length, ...keys, ...args),
      close: () => client.disconnect(),
    };
  },
};

export const connect = (kind: string, port: number): Promise<Connected> => {
  const make = CLIENTS[kind];
  if (make === undefined) throw new Error(`There is no client "${kind}".`);
  return make(port);
};
