import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Parameter } from '../../../../templates/runtime/call/request.js';
import { BUDGETS } from '../../../../templates/runtime/limits/budgets.js';
import { createLimiter } from '../../../../templates/runtime/limits/limiter.js';
import { createMemoryStore } from '../../../../templates/runtime/limits/memory-store.js';
import type { Limiter } from '../../../../templates/runtime/limits/types.js';
import type { AnyOperation } from '../../../../templates/runtime/call/request.js';
import { SimulatedExchange } from './simulated-exchange.js';
import { attemptOf, ip, operationOf, order, uid } from './support.js';

/** The same numbers in every run. */
const randomOf = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

interface Kind {
  readonly operation: AnyOperation;
  readonly calls: number;
  readonly parameters?: (random: number) => readonly Parameter[];
}

const SYMBOL: readonly Parameter[] = [['symbol', 'BTCUSDT']];

/** 10,000 calls in all: for every limit more than several minutes take. */
const KINDS: readonly Kind[] = [
  { operation: operationOf('GET /papi/v1/balance', ip(5)), calls: 1040 },
  { operation: operationOf('POST /papi/v1/um/order', ip(1), order(1)), calls: 4500 },
  { operation: operationOf('GET /sapi/v1/margin/trades', ip(100)), calls: 500 },
  { operation: operationOf('GET /sapi/v1/margin/orders', ip(200)), calls: 260 },
  { operation: operationOf('POST /sapi/v1/margin/borrow-repay', uid(1500)), calls: 500 },
  { operation: operationOf('POST /sapi/v1/margin/order', uid(6), order(1)), calls: 1000 },
  {
    operation: operationOf('GET /api/v3/ticker', ip(2, { symbol: ['BTCUSDT'] }), ip(40, { symbol: [] })),
    calls: 2200,
    parameters: (random) => (random < 0.7 ? SYMBOL : []),
  },
];

const TEN_HOURS = 36_000_000;

class Simulation {
  readonly random = randomOf(7);
  readonly limiters: readonly Limiter[];
  sent = 0;

  constructor(
    readonly exchange: SimulatedExchange,
    clients: number,
  ) {
    const store = createMemoryStore();
    this.limiters = Array.from({ length: clients }, () => createLimiter({ store, maxWaitMs: TEN_HOURS }));
  }

  #way(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 10 + this.random() ** 3 * 500));
  }

  async #call(limiter: Limiter, { operation, parameters = () => [] }: Kind): Promise<void> {
    const attempt = attemptOf(operation, { parameters: parameters(this.random()), timeoutMs: TEN_HOURS });
    await limiter.enter(attempt);
    this.sent += 1;
    await this.#way();
    const news = this.exchange.receive(attempt);
    await this.#way();
    await limiter.learn(attempt, news);
  }

  /** So many callers for each kind, on all clients, each with its next call as soon as it has an answer. */
  run(kinds: readonly Kind[], callersEach = 40): Promise<unknown> {
    const callers = kinds.flatMap((kind) => {
      let left = kind.calls;
      return Array.from({ length: callersEach }, async (_, index) => {
        const limiter = this.limiters[index % this.limiters.length];
        while (limiter !== undefined && left > 0) {
          left -= 1;
          await this.#call(limiter, kind);
        }
      });
    });
    return Promise.all(callers);
  }
}

const finish = async (work: Promise<unknown>): Promise<void> => {
  let done = false;
  void work.finally(() => (done = true));
  while (!done) await vi.advanceTimersByTimeAsync(1000);
  await work;
};

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 0, 15, 7, 0, 41) }));
afterEach(() => vi.useRealTimers());

/** The limits that these calls fill from first to last. */
const FILLED = [
  'ORDER papi',
  'IP api',
  'IP GET /sapi/v1/margin/trades',
  'IP GET /sapi/v1/margin/orders',
  'UID POST /sapi/v1/margin/borrow-repay',
];

it('ten thousand calls never pass 95 % of a limit, counted either way, nor crawl', async () => {
  const exchange = new SimulatedExchange('sliding');
  const simulation = new Simulation(exchange, 3);
  // The hardest moment: at the end of a second that is counted as one.
  await vi.advanceTimersByTimeAsync(990);
  const start = Date.now();
  await finish(simulation.run(KINDS));
  expect(simulation.sent).toBe(10_000);
  expect(exchange.refusals).toBe(0);
  for (const [key, { meter, limit }] of exchange.meters) {
    expect(Math.max(meter.peak.fixed, meter.peak.sliding) / limit, key).toBeLessThanOrEqual(0.95);
  }
  for (const key of FILLED) {
    const { meter, limit } = exchange.meters.get(key) ?? {};
    const allowed = (0.95 * (limit ?? 0) * ((meter?.lastAt ?? 0) - start)) / 60_000;
    expect((meter?.own ?? 0) / allowed, key).toBeGreaterThan(0.9);
  }
}, 120_000);

/**
 * How full the limit may be with others on it. What they spend late in a minute does not show when the counter has just
 * begun anew: there the room that `share` leaves is needed.
 */
const SHARED = { fixed: 1, sliding: 0.95 };

describe.each(['fixed', 'sliding'] as const)('with an exchange whose headers count %s minutes', (counts) => {
  it('others on the same address, who show in headers alone, are left room', async () => {
    const exchange = new SimulatedExchange(counts);
    const simulation = new Simulation(exchange, 3);
    const papi = BUDGETS.find(({ family, scope }) => family === 'papi' && scope === 'IP');
    if (papi === undefined) throw new Error('There is no budget for /papi.');
    const others = setInterval(() => exchange.meter(papi, '').add(10, false), 400);
    // What is under way when others are first seen is what the limiter cannot tell from theirs: 8 × 25 at most.
    const kinds = [
      { operation: operationOf('GET /papi/v1/balance', ip(20)), calls: 1000 },
      { operation: operationOf('GET /papi/v1/account', ip(5)), calls: 1000 },
    ];
    const work = simulation.run(kinds, 8);
    await vi.advanceTimersByTimeAsync(120_000);
    // By now they have been seen through one whole minute.
    exchange.meter(papi, '').peak = { fixed: 0, sliding: 0 };
    await finish(work);
    clearInterval(others);
    expect(exchange.refusals).toBe(0);
    expect(exchange.meter(papi, '').peak[counts] / papi.limit).toBeGreaterThan(0.8);
    expect(exchange.meter(papi, '').peak[counts] / papi.limit).toBeLessThanOrEqual(SHARED[counts]);
  });
});
