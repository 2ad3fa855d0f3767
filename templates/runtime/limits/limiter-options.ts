import { ConfigurationError } from '../errors/errors.js';
import { type Budget, BUDGETS, readInterval, type Tariff } from './budgets.js';
import { createMemoryStore } from './memory-store.js';
import type { LimitStore } from './types.js';

/** How a limiter is made. */
export interface LimiterOptions {
  /**
   * What becomes of a call for which there is no room: `wait` holds it back, first come first served for every limit;
   * `fail` rejects it at once with `RateLimitError` or `BannedError`. By default `wait`.
   */
  readonly mode?: 'wait' | 'fail' | undefined;
  /** How much of each limit is spent, from 0.01 to 1. By default 0.95: the rest is for what others spend unseen. */
  readonly share?: number | undefined;
  /** For how many milliseconds a call waits at most; its own deadline holds too. By default 60000. */
  readonly maxWaitMs?: number | undefined;
  /**
   * A name of your own for the account whose UID weights and orders are counted, for a store that several accounts
   * share. It is written to the store, so it must not be the API key. Without one, all are counted together.
   */
  readonly account?: string | undefined;
  /** The same for the address that requests come from; it belongs to IP weights and to bans. */
  readonly address?: string | undefined;
  /**
   * Limits that are other than the documented ones, or are missing among them. An entry takes the place of the known
   * one of the same scope, family and interval, if both are for the family or both for single endpoints.
   */
  readonly limits?: readonly Budget[] | undefined;
  /** Where the counts are kept. By default in memory, for this limiter alone. */
  readonly store?: LimitStore | undefined;
  /** The clock that deadlines and `retryAt` go by, in milliseconds since the Unix epoch. By default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** The options, checked and complete. */
export interface LimiterSettings extends Tariff {
  readonly store: LimitStore;
  /** 0 for a limiter that fails at once. */
  readonly maxWaitMs: number;
  readonly now: () => number;
}

const OPTIONS: Readonly<Record<keyof LimiterOptions, string>> = {
  mode: 'string',
  share: 'number',
  maxWaitMs: 'number',
  account: 'string',
  address: 'string',
  limits: 'object',
  store: 'object',
  now: 'function',
};

const fail = (option: string, expected: string): never => {
  throw new ConfigurationError(option, `${option} must be ${expected}.`);
};

const checkTypes = (options: LimiterOptions): void => {
  if (typeof options !== 'object' || options === null) fail('options', 'an object, such as { mode: "wait" }');
  for (const [name, value] of Object.entries(options)) {
    const type = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as keyof LimiterOptions] : undefined;
    if (type === undefined) {
      const known = Object.keys(OPTIONS).join(', ');
      throw new ConfigurationError(name, `There is no limiter option "${name}", only ${known}.`);
    }
    if (value !== undefined && (value === null || typeof value !== type)) fail(name, `of type ${type}`);
  }
};

const checkLabel = (option: string, label: string): string =>
  /^[\w.:@-]{0,64}$/.test(label) ? label : fail(option, 'up to 64 letters, digits and . : @ _ -');

const isBudget = (budget: unknown): boolean => {
  if (typeof budget !== 'object' || budget === null) return false;
  const { scope, family, interval, limit, endpoint = '*' } = budget as Partial<Budget>;
  return (
    ['IP', 'UID', 'ORDER'].includes(scope ?? '') &&
    /^[\w-]+$/.test(family ?? '') &&
    readInterval(interval ?? '') !== undefined &&
    Number.isSafeInteger(limit) &&
    (limit ?? 0) > 0 &&
    (endpoint === '*' || /^(?:GET|POST|PUT|DELETE) \/[\w./-]+$/.test(endpoint))
  );
};

const checkLimits = (limits: readonly Budget[]): readonly Budget[] => {
  if (Array.isArray(limits) && limits.every(isBudget)) return limits;
  return fail('limits', 'a list of limits such as { scope: "ORDER", family: "sapi", interval: "10S", limit: 50 }');
};

const checkStore = (store: LimitStore): LimitStore =>
  (['spend', 'observe', 'block'] as const).every((name) => typeof store[name] === 'function')
    ? store
    : fail('store', 'a store with spend, observe and block');

/** Checks the options and fills in the defaults. Throws `ConfigurationError`. */
export const readLimiterOptions = (options: LimiterOptions): LimiterSettings => {
  checkTypes(options);
  const { mode = 'wait', share = 0.95, maxWaitMs = 60_000, store, now = () => Date.now() } = options;
  if (mode !== 'wait' && mode !== 'fail') fail('mode', '"wait" or "fail"');
  if (!(share >= 0.01 && share <= 1)) fail('share', 'a number from 0.01 to 1');
  if (!(maxWaitMs >= 0)) fail('maxWaitMs', 'a number of milliseconds');
  return {
    budgets: [...BUDGETS, ...checkLimits(options.limits ?? [])],
    share,
    labels: {
      account: checkLabel('account', options.account ?? ''),
      address: checkLabel('address', options.address ?? ''),
    },
    store: store === undefined ? createMemoryStore() : checkStore(store),
    maxWaitMs: mode === 'fail' ? 0 : maxWaitMs,
    now,
  };
};
