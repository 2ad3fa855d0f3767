import { ConfigurationError } from '../errors/errors.js';
import { MemoryStore } from './memory-store.js';
import { readRedisClient, type RedisClient, type RedisEval } from './redis-client.js';
import { BLOCK, OBSERVE, SPEND } from './redis-scripts.js';
import type { Charge, LimitStore, Spent } from './types.js';

/** How a store in Redis is made. */
export interface RedisStoreOptions {
  /**
   * A connected client of `redis` or `ioredis`, or a function that runs a script for any other. It stays yours: the
   * store neither connects nor closes it.
   */
  readonly client: RedisClient;
  /**
   * What the keys begin with; those who share limits have the same. By default `marginalia`. It is the hash tag of all
   * keys, so that a cluster keeps them on one node.
   */
  readonly prefix?: string | undefined;
  /**
   * What becomes of calls while Redis does not answer. `local`: each process counts for itself; it knows what it has
   * spent, and of the others what the exchange's headers tell. `reject`: they fail with `NetworkError`, unsent.
   * By default `local`: who cannot repay a loan or cancel an order loses more by a counter that is down than by a 429,
   * which is obeyed in any case.
   */
  readonly onFailure?: 'local' | 'reject' | undefined;
  /** How many milliseconds Redis has for an answer. By default 500. */
  readonly timeoutMs?: number | undefined;
}

/** For how many milliseconds Redis is left alone after a failure, so that not every call waits for it in vain. */
const REST = 1000;

const readNumbers = (reply: unknown, count: number): readonly number[] => {
  const numbers = Array.isArray(reply) ? reply.map(Number) : [];
  if (numbers.length === count && numbers.every(Number.isSafeInteger)) return numbers;
  throw new Error('Redis gave an answer that is not of the script.');
};

const withTimeout = (work: Promise<unknown>, timeoutMs: number): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Redis did not answer within ${timeoutMs} ms.`)), timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });

class RedisStore implements LimitStore {
  readonly #eval: RedisEval;
  readonly #prefix: string;
  readonly #timeoutMs: number;
  readonly #onFailure: 'local' | 'reject';
  /**
   * What this process knows by itself. It is asked first, always: so a Redis that was away, or comes back empty, does
   * not make anybody forget what was spent or that the address is banned.
   */
  readonly #own = new MemoryStore(() => performance.now());
  #restUntil = 0;

  constructor({ client, prefix = 'marginalia', onFailure = 'local', timeoutMs = 500 }: RedisStoreOptions) {
    this.#eval = readRedisClient(client);
    this.#prefix = checkPrefix(prefix);
    this.#onFailure = onFailure;
    this.#timeoutMs = timeoutMs;
  }

  async spend(charges: readonly Charge[]): Promise<Spent> {
    const own = this.#own.check(charges);
    if (own.waitMs > 0) return own;
    const shared = await this.#ask(() => this.#spendShared(charges));
    if (shared === undefined) return this.#own.spend(charges);
    if (shared.waitMs === 0) this.#own.add(charges);
    return shared;
  }

  async observe(charge: Omit<Charge, 'weight'>, used: number): Promise<void> {
    this.#own.observe(charge, used);
    await this.#ask(() => this.#run(OBSERVE, [this.#window(charge)], [used, charge.windowMs]));
  }

  async block(key: string, status: 429 | 418, forMs: number): Promise<void> {
    this.#own.block(key, status, forMs);
    await this.#ask(() => this.#run(BLOCK, [this.#block(key)], [status, Math.ceil(forMs)]));
  }

  async #spendShared(charges: readonly Charge[]): Promise<Spent> {
    const keys = charges.flatMap((charge) => [this.#block(charge.key), this.#window(charge)]);
    const args = charges.flatMap(({ weight, limit, windowMs }) => [weight, limit, windowMs]);
    const [wait = 0, which = 0, status] = readNumbers(await this.#run(SPEND, keys, args), 3);
    if (wait === 0) return { waitMs: 0 };
    const blocked = status === 418 ? 418 : status === 429 ? 429 : undefined;
    return { waitMs: wait < 0 ? Number.POSITIVE_INFINITY : wait, key: charges[which - 1]?.key, blocked };
  }

  /** Undefined when Redis cannot be asked and calls may go on without. */
  async #ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    const now = performance.now();
    if (now < this.#restUntil && this.#onFailure === 'local') return undefined;
    // After a failure one call finds out whether Redis is back, and the others do not wait for it.
    if (this.#restUntil > 0) this.#restUntil = now + this.#timeoutMs;
    try {
      const answer = await question();
      this.#restUntil = 0;
      return answer;
    } catch (error) {
      this.#restUntil = performance.now() + REST;
      if (this.#onFailure === 'reject') throw error;
      return undefined;
    }
  }

  #run(script: string, keys: string[], args: readonly number[]): Promise<unknown> {
    return withTimeout(Promise.resolve(this.#eval(script, keys, args.map(String))), this.#timeoutMs);
  }

  #block(key: string): string {
    return `{${this.#prefix}}:block:${key}`;
  }

  #window({ key, windowMs }: Omit<Charge, 'weight'>): string {
    return `{${this.#prefix}}:spent:${key}|${windowMs}`;
  }
}

const checkPrefix = (prefix: string): string => {
  if (/^[^\s{}]{1,100}$/.test(prefix)) return prefix;
  throw new ConfigurationError('prefix', 'prefix must be up to 100 characters without white space and braces.');
};

/**
 * Keeps budgets in Redis, for all processes and machines that share an address or an account. Give it to
 * `createLimiter`. It needs Redis 5 or later, or what runs the same Lua scripts.
 */
export const createRedisStore = (options: RedisStoreOptions): LimitStore => new RedisStore(options);
