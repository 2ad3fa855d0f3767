import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RateLimitError } from '../../../../templates/runtime/errors/response-errors.js';
import { createLimiter } from '../../../../templates/runtime/limits/limiter.js';
import { createMemoryStore } from '../../../../templates/runtime/limits/memory-store.js';
import { create, enter, type Entering, expectNothingLeft, FREE } from './entering.js';
import { LIMITS, pass, PATIENT, results, weighing } from './entering.js';
import { attemptOf, ip, newsOf, operationOf, order, usageOf } from './support.js';

const NEW_ORDER = operationOf('POST /papi/v1/um/order', ip(1), order(1));

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 0, 15, 7) }));
afterEach(() => vi.useRealTimers());

describe('spending', () => {
  it('lets calls pass at once while there is room', () => {
    const limiter = create();
    const entered = Array.from({ length: 10 }, () => enter(limiter, weighing(10)));
    expect(results(entered)).toEqual(Array(10).fill('sent'));
    expectNothingLeft(entered);
  });

  it('keeps to 95 % unless told otherwise', () => {
    const limiter = createLimiter({ mode: 'fail', limits: LIMITS });
    expect(enter(limiter, weighing(95)).result()).toBe('sent');
    const half = createLimiter({ mode: 'fail', limits: LIMITS, share: 0.5 });
    expect(enter(half, weighing(45)).result()).toBe('sent');
    expect(results([enter(half, weighing(5)), enter(half, weighing(1))])).toEqual(['sent', undefined]);
  });

  it('lets a call wait until there is room, and tells it what for', async () => {
    const limiter = create();
    enter(limiter, weighing(95));
    const waiting = enter(limiter, weighing(6));
    await pass(60_000);
    expect(waiting.result()).toBeUndefined();
    await pass(FREE - 60_000);
    expect(waiting.result()).toBe('sent');
    expect(waiting.attempt.waits).toHaveLength(1);
    const [[budget, delayMs] = ['', 0]] = waiting.attempt.waits;
    expect(budget).toBe('IP|papi|1M');
    expect(delayMs).toBeGreaterThan(61_000);
    expect(delayMs).toBeLessThanOrEqual(FREE);
    expectNothingLeft([waiting]);
  });

  it('lets a call that weighs more than the limit pass when it is alone', async () => {
    const limiter = create();
    enter(limiter, weighing(1));
    const heavy = enter(limiter, weighing(5000));
    expect(heavy.result()).toBeUndefined();
    await pass(FREE);
    expect(heavy.result()).toBe('sent');
  });

  it('counts orders by themselves, and lets all else pass meanwhile', async () => {
    const limiter = create();
    const orders = Array.from({ length: 11 }, () => enter(limiter, NEW_ORDER));
    expect(results(orders)).toEqual([...Array(10).fill('sent'), undefined]);
    expect(enter(limiter, weighing(20)).result()).toBe('sent');
    expect(orders[10]?.attempt.waits[0]?.[0]).toBe('ORDER|papi|1M');
    await pass(FREE);
    expect(orders[10]?.result()).toBe('sent');
  });

  it.each(['DELETE', 'PUT', 'GET'])('never holds back a %s for orders, and counts it as one', async (method) => {
    const limiter = create();
    const other = operationOf(`${method} /papi/v1/um/order`, ip(1), order(1));
    const orders = Array.from({ length: 11 }, () => enter(limiter, NEW_ORDER));
    expect(orders[10]?.result()).toBeUndefined();
    const others = Array.from({ length: 5 }, () => enter(limiter, other));
    expect(results(others)).toEqual(Array(5).fill('sent'));
    await pass(FREE);
    expect(orders[10]?.result()).toBe('sent');
    // The five that went before have left the window meanwhile; five more leave room for four orders.
    for (let index = 0; index < 5; index += 1) enter(limiter, other);
    const more = Array.from({ length: 5 }, () => enter(limiter, NEW_ORDER));
    expect(results(more)).toEqual([...Array(4).fill('sent'), undefined]);
    await pass(FREE);
    expectNothingLeft([...orders, ...others, ...more]);
  });

  it('counts together what shares a store, and apart what has other labels', () => {
    const store = createMemoryStore();
    enter(create({ store }), weighing(100));
    expect(enter(create({ store }), weighing(1)).result()).toBeUndefined();
    expect(enter(create({ store, account: 'alice' }), weighing(1)).result()).toBeUndefined();
    expect(enter(create({ store, address: 'office' }), weighing(1)).result()).toBe('sent');
    expect(enter(create(), weighing(1)).result()).toBe('sent');
  });
});

describe('waiting', () => {
  it('is first come first served: light calls do not slip in before a heavy one', async () => {
    const limiter = create();
    enter(limiter, weighing(60));
    const heavy = enter(limiter, weighing(50));
    const light = Array.from({ length: 20 }, () => enter(limiter, weighing(1)));
    expect(results([heavy, ...light])).toEqual(Array(21).fill(undefined));
    await pass(FREE);
    expect(results([heavy, ...light])).toEqual(Array(21).fill('sent'));
  });

  it('lets a heavy call through next to a stream of light ones', async () => {
    const limiter = create();
    const light: Entering[] = [];
    const stream = setInterval(() => light.push(enter(limiter, weighing(1))), 400);
    await pass(120_000);
    const heavy = enter(limiter, weighing(90));
    await pass(2 * FREE);
    clearInterval(stream);
    expect(heavy.result()).toBe('sent');
  });

  it('is in the order of arrival', async () => {
    const limiter = create();
    const order: number[] = [];
    enter(limiter, weighing(100));
    for (let index = 0; index < 30; index += 1) {
      void limiter.enter(attemptOf(weighing(40), PATIENT))?.then(
        () => order.push(index),
        () => undefined,
      );
    }
    for (let window = 0; window < 20; window += 1) await pass(FREE);
    // All but those that had to be told at once that it would take more than ten minutes.
    expect(order.length).toBeGreaterThan(15);
    expect(order).toEqual(order.map((_, index) => index));
  });

  it('ends at once when it would take too long, by maxWaitMs or by the deadline', async () => {
    const impatient = create({ maxWaitMs: 30_000 });
    const full = create();
    for (const limiter of [impatient, full]) enter(limiter, weighing(100));
    const entered = [enter(impatient), enter(full, weighing(1), { timeoutMs: 15_000 })];
    await pass(0);
    for (const { result, attempt } of entered) {
      expect(result()).toBeInstanceOf(RateLimitError);
      expect(result()).toMatchObject({ answered: false, status: 429, code: undefined, operation: 'balance' });
      expect(attempt.waits).toEqual([]);
    }
    expect(String(entered[0]?.result())).toContain('the limit of IP|papi|1M is used up');
    expectNothingLeft(entered);
  });

  it('ends at once when those ahead take too long already', async () => {
    const limiter = create({ maxWaitMs: 100_000 });
    enter(limiter, weighing(100));
    const first = enter(limiter, weighing(100));
    const second = enter(limiter, weighing(100));
    const third = enter(limiter, weighing(100));
    await pass(0);
    expect(results([first, second])).toEqual([undefined, undefined]);
    expect(third.result()).toBeInstanceOf(RateLimitError);
    const { retryAt } = third.result() as RateLimitError;
    expect((retryAt ?? 0) - Date.now()).toBe(122_000);
  });

  it('ends as soon as it cannot come in time any more, and those behind move up', async () => {
    const limiter = create();
    enter(limiter, weighing(60));
    await pass(30_000);
    enter(limiter, weighing(40));
    const [heavy, light] = [90, 20].map((weight) => enter(limiter, weighing(weight), { timeoutMs: 75_000 }));
    await pass(15_000);
    void limiter.learn(attemptOf(weighing(1)), newsOf(200, { usage: [usageOf('x-mbx-used-weight-1m', 130)] }));
    await pass(44_000);
    expect([heavy?.result(), light?.result()]).toEqual([undefined, undefined]);
    await pass(5000);
    expect(heavy?.result()).toBeInstanceOf(RateLimitError);
    expect(light?.result()).toBe('sent');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves nothing behind when it is cancelled, and those behind move up', async () => {
    const limiter = create();
    enter(limiter, weighing(60));
    const heavy = enter(limiter, weighing(50));
    const light = [enter(limiter, weighing(20)), enter(limiter, weighing(20))];
    await pass(100);
    heavy.attempt.cancel();
    await pass(0);
    expect(heavy.result()).toBeInstanceOf(RateLimitError);
    expect(results(light)).toEqual(['sent', 'sent']);
    expectNothingLeft([heavy, ...light]);
    // What it would have weighed was not spent.
    await pass(FREE);
    expect(enter(limiter, weighing(100)).result()).toBe('sent');
  });

  it('ends with the ban for all who wait, wherever they stand', async () => {
    const limiter = create({ maxWaitMs: 100_000 });
    enter(limiter, weighing(100));
    const waiting = [enter(limiter, weighing(50)), enter(limiter, weighing(1)), enter(limiter, NEW_ORDER)];
    void limiter.learn(attemptOf(weighing(1)), newsOf(418));
    await pass(0);
    expect(waiting.map(({ result }) => (result() as Error).name)).toEqual(Array(3).fill('BannedError'));
    expectNothingLeft(waiting);
  });
});

describe('failing fast', () => {
  it('rejects at once, and spends nothing', async () => {
    const limiter = create({ mode: 'fail' });
    enter(limiter, weighing(95));
    const heavy = enter(limiter, weighing(6));
    const light = enter(limiter, weighing(5));
    await pass(0);
    expect(heavy.result()).toBeInstanceOf(RateLimitError);
    expect(heavy.result()).toMatchObject({ answered: false });
    expect(heavy.attempt.waits).toEqual([]);
    expect(light.result()).toBe('sent');
    expectNothingLeft([heavy, light]);
  });
});

describe('learning', () => {
  it('counts others by what the headers tell', () => {
    const limiter = create({ mode: 'fail' });
    enter(limiter, weighing(10));
    void limiter.learn(attemptOf(weighing(10)), newsOf(200, { usage: [usageOf('x-mbx-used-weight-1m', 80)] }));
    expect(results([enter(limiter, weighing(20)), enter(limiter, weighing(1))])).toEqual(['sent', undefined]);
  });

  it('learns from errors too', () => {
    const limiter = create({ mode: 'fail' });
    const usage = [usageOf('x-mbx-used-weight-1m', 80), usageOf('x-mbx-order-count-1m', 10)];
    void limiter.learn(attemptOf(NEW_ORDER), newsOf(400, { code: -2010, usage }));
    expect(enter(limiter, NEW_ORDER).result()).toBeUndefined();
    expect(enter(limiter, weighing(20)).result()).toBe('sent');
  });

  it('shares bans by the store', async () => {
    const store = createMemoryStore();
    void create({ store }).learn(attemptOf(weighing(1)), newsOf(418));
    const other = enter(create({ store, maxWaitMs: 1000 }), weighing(1));
    await pass(0);
    expect((other.result() as Error).name).toBe('BannedError');
  });
});
