import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../../../../templates/runtime/limits/memory-store.js';
import { describeStore } from './store-contract.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describeStore('memory store', {
  create: () => createMemoryStore(),
  pass: async (ms) => {
    await vi.advanceTimersByTimeAsync(Math.ceil(ms));
  },
});

it('never lets any interval of the window hold more than the limit, whenever and whatever is asked for', () => {
  const step = fc.record({ after: fc.integer({ min: 0, max: 400 }), weight: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 2000 }), (steps, windowMs) => {
      let now = 12_345.678;
      const store = createMemoryStore({ now: () => now });
      const spent: { readonly at: number; readonly weight: number }[] = [];
      for (const { after, weight } of steps) {
        now += after;
        const result = store.spend([{ key: 'a', weight, limit: 100, windowMs }]);
        if (!('then' in result) && result.waitMs === 0) spent.push({ at: now, weight });
        const recent = spent.filter(({ at }) => at > now - windowMs);
        expect(recent.reduce((sum, one) => sum + one.weight, 0)).toBeLessThanOrEqual(100);
      }
    }),
    { numRuns: 2000 },
  );
});

it('lets the weight through after exactly the time that it named, and not before', () => {
  const step = fc.record({ after: fc.integer({ min: 0, max: 300 }), weight: fc.integer({ min: 1, max: 60 }) });
  const seen = fc.integer({ min: 0, max: 120 });
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 30 }), seen, (steps, used) => {
      let now = 0.5;
      const store = createMemoryStore({ now: () => now });
      const waitFor = (weight: number): number => {
        const result = store.spend([{ key: 'a', weight, limit: 100, windowMs: 1000 }]);
        return 'then' in result ? Number.NaN : result.waitMs;
      };
      for (const { after, weight } of steps) {
        now += after;
        const waitMs = waitFor(weight);
        if (waitMs === 0) continue;
        now += waitMs - 0.25;
        expect(waitFor(weight)).toBeCloseTo(0.25);
        now += 0.25;
        expect(waitFor(weight)).toBe(0);
        void store.observe({ key: 'a', limit: 100, windowMs: 1000 }, used);
      }
    }),
    { numRuns: 1000 },
  );
});

/** What is in use, without what could be collected. */
const heapInUse = (): number => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
};

it('forgets budgets that nobody uses any more', () => {
  let now = 0;
  const store = createMemoryStore({ now: () => now });
  const before = heapInUse();
  for (let account = 0; account < 100_000; account += 1) {
    now += 10;
    void store.spend([{ key: `account-${account}`, weight: 1, limit: 100, windowMs: 60_000 }]);
    void store.block(`account-${account}`, 429, 1000);
  }
  // 100,000 windows and blocks take more than 40 MB; of a minute's accounts there are 6,000.
  expect(heapInUse() - before).toBeLessThan(10_000_000);
  expect(store.spend([{ key: 'account-99999', weight: 100, limit: 100, windowMs: 60_000 }])).not.toEqual({ waitMs: 0 });
});

it('sets nothing free when the wall clock is set', () => {
  const store = createMemoryStore();
  const charge = { key: 'a', weight: 100, limit: 100, windowMs: 60_000 };
  expect(store.spend([charge])).toEqual({ waitMs: 0 });
  vi.setSystemTime(Date.now() + 86_400_000);
  expect(store.spend([charge])).toMatchObject({ key: 'a' });
});
