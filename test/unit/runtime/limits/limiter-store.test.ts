import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NetworkError } from '../../../../templates/runtime/errors/transport-errors.js';
import { createMemoryStore } from '../../../../templates/runtime/limits/memory-store.js';
import type { LimitStore, Spent } from '../../../../templates/runtime/limits/types.js';
import { create, enter, expectNothingLeft, FREE, pass, PATIENT, results, weighing } from './entering.js';
import { attemptOf, newsOf, usageOf } from './support.js';

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 0, 15, 7) }));
afterEach(() => vi.useRealTimers());

describe('a store that answers late', () => {
  const memory = (): LimitStore & { readonly asked: () => number } => {
    const store = createMemoryStore();
    let asked = 0;
    return {
      spend: async (charges): Promise<Spent> => {
        asked += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return store.spend(charges);
      },
      observe: async (charge, used) => store.observe(charge, used),
      block: async (key, status, forMs) => store.block(key, status, forMs),
      asked: () => asked,
    };
  };

  it('is served in order too, and asked once for those who wait for the same', async () => {
    const store = memory();
    const limiter = create({ store });
    const first = enter(limiter, weighing(100));
    await pass(5);
    expect(first.result()).toBe('sent');
    const heavy = enter(limiter, weighing(50));
    await pass(5);
    const light = Array.from({ length: 50 }, () => enter(limiter, weighing(1)));
    await pass(1000);
    expect(store.asked()).toBe(2);
    expect(results([heavy, ...light])).toEqual(Array(51).fill(undefined));
    await pass(FREE);
    expect(results([heavy, ...light])).toEqual(Array(51).fill('sent'));
    expectNothingLeft([first, heavy, ...light]);
  });

  it('does not let newcomers pass while those who wait are being asked for', async () => {
    const store = memory();
    const limiter = create({ store });
    const order: string[] = [];
    const go = (name: string, weight: number): void => {
      const note = (): unknown => order.push(name);
      void limiter.enter(attemptOf(weighing(weight), PATIENT))?.then(note, note);
    };
    go('first', 90);
    await pass(5);
    go('heavy', 60);
    go('light', 60);
    await pass(5);
    const asked = store.asked();
    while (store.asked() === asked) await pass(1);
    go('late', 40);
    await pass(4 * FREE);
    expect(order).toEqual(['first', 'heavy', 'light', 'late']);
  });

  it.each([
    ['rejects', { spend: () => Promise.reject(new Error('redis://:geheim@host is away')) }],
    [
      'throws',
      {
        spend: () => {
          throw new Error('away');
        },
      },
    ],
  ])('and fails, as it %s, fails the call as unsent', async (_name, broken) => {
    const quiet = { observe: () => undefined, block: () => undefined };
    const limiter = create({ store: { ...quiet, ...broken } });
    const { result } = enter(limiter, weighing(1));
    await pass(0);
    expect(result()).toBeInstanceOf(NetworkError);
    expect(result()).toMatchObject({ sent: 'never', code: 'LIMIT_STORE', operation: 'balance' });
    expect(result()).not.toHaveProperty('cause');
    expect(String(result())).not.toContain('geheim');
  });

  it('and fails to take in what an answer tells, does not fail the answer', async () => {
    const away = (): Promise<never> => Promise.reject(new Error('away'));
    const limiter = create({ store: { spend: () => ({ waitMs: 0 }), observe: away, block: away } });
    const usage = [usageOf('x-mbx-used-weight-1m', 80)];
    await expect(limiter.learn(attemptOf(weighing(1)), newsOf(429, { usage }))).resolves.toBeUndefined();
  });
});
