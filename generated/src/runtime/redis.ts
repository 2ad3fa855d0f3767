/** The entry for limits that several processes share by Redis. It has no dependency: the client is yours. */
export type { IoRedisLike, NodeRedisLike, RedisClient, RedisEval } from './limits/redis-client.js';
export { createRedisStore, type RedisStoreOptions } from './limits/redis-store.js';
export type { LimitStore } from './limits/types.js';
