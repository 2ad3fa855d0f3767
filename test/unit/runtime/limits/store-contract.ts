import { describe, expect, it } from 'vitest';
import type { Charge, LimitStore, Spent } from '../../../../templates/runtime/limits/types.js';

/** A store to test, and how time passes for it. */
export interface StoreUnderTest {
  /** A store of its own for every test; all that one test makes share their counts. */
  readonly create: () => LimitStore;
  readonly pass: (ms: number) => Promise<void>;
}

const WINDOW = 600;

const charge = (key: string, weight: number, more: Partial<Charge> = {}): Charge => ({
  key,
  weight,
  limit: 100,
  windowMs: WINDOW,
  ...more,
});

/** What every store has to do, whatever it is made of. */
export const describeStore = (name: string, { create, pass }: StoreUnderTest): void => {
  describe(`the ${name}`, () => {
    const spend = async (store: LimitStore, ...charges: readonly Charge[]): Promise<Spent> => store.spend(charges);
    const fits = async (store: LimitStore, key: string, weight: number): Promise<boolean> =>
      (await spend(store, charge(key, weight))).waitMs === 0;

    it('spends up to the limit and not a bit more', async () => {
      const store = create();
      expect(await fits(store, 'a', 60)).toBe(true);
      expect(await fits(store, 'a', 41)).toBe(false);
      expect(await fits(store, 'a', 40)).toBe(true);
      expect(await fits(store, 'a', 1)).toBe(false);
      expect(await fits(store, 'b', 100)).toBe(true);
    });

    it('says for how long, and then it fits', async () => {
      const store = create();
      await spend(store, charge('a', 100));
      const { waitMs, key, blocked } = await spend(store, charge('a', 1));
      expect(key).toBe('a');
      expect(blocked).toBeUndefined();
      expect(waitMs).toBeGreaterThan(WINDOW * 0.5);
      expect(waitMs).toBeLessThanOrEqual(WINDOW * 1.1);
      await pass(waitMs);
      expect(await fits(store, 'a', 100)).toBe(true);
    });

    it('names the moment when enough is free for the weight that is asked for', async () => {
      const store = create();
      await spend(store, charge('a', 30));
      await pass(200);
      await spend(store, charge('a', 70));
      const light = await spend(store, charge('a', 30));
      const heavy = await spend(store, charge('a', 31));
      expect(heavy.waitMs - light.waitMs).toBeGreaterThan(100);
      await pass(light.waitMs);
      expect(await fits(store, 'a', 31)).toBe(false);
      expect(await fits(store, 'a', 30)).toBe(true);
    });

    it('spends all charges or none, and names the one that takes longest', async () => {
      const store = create();
      await spend(store, charge('b', 95));
      await pass(100);
      await spend(store, charge('c', 95));
      const spent = await spend(store, charge('a', 100), charge('b', 10), charge('c', 10));
      expect(spent.key).toBe('c');
      expect(await fits(store, 'a', 100)).toBe(true);
      expect(await fits(store, 'b', 5)).toBe(true);
    });

    it('says of what never fits that it never will', async () => {
      const store = create();
      expect(await spend(store, charge('a', 101))).toMatchObject({ waitMs: Number.POSITIVE_INFINITY, key: 'a' });
      await spend(store, charge('a', 1));
      expect(await spend(store, charge('a', 101))).toMatchObject({ waitMs: Number.POSITIVE_INFINITY, key: 'a' });
    });

    it('takes over what the exchange counts, upwards only', async () => {
      const store = create();
      await spend(store, charge('a', 50));
      await store.observe(charge('a', 0), 90);
      await store.observe(charge('a', 0), 20);
      expect(await fits(store, 'a', 11)).toBe(false);
      expect(await fits(store, 'a', 10)).toBe(true);
      await store.observe(charge('new', 0), 99);
      expect(await fits(store, 'new', 2)).toBe(false);
    });

    it('takes its own weight in a count for its own, however often it is told', async () => {
      const store = create();
      for (let count = 1; count <= 10; count += 1) {
        await spend(store, charge('a', 10));
        await store.observe(charge('a', 0), count * 10 - 5);
      }
      await pass(WINDOW * 1.1);
      expect(await fits(store, 'a', 100)).toBe(true);
    });

    it('keeps room for others for two windows', async () => {
      const store = create();
      await spend(store, charge('a', 10));
      await store.observe(charge('a', 0), 80);
      await pass(WINDOW * 1.1);
      expect(await fits(store, 'a', 31)).toBe(false);
      expect(await fits(store, 'a', 30)).toBe(true);
      await pass(WINDOW * 1.1);
      expect(await fits(store, 'a', 100)).toBe(true);
    });

    it('tells when a window is free that others have filled', async () => {
      const store = create();
      await store.observe(charge('a', 0), 100);
      await pass(100);
      await store.observe(charge('a', 0), 60);
      const { waitMs } = await spend(store, charge('a', 40));
      expect(waitMs).toBeGreaterThan(WINDOW);
      await pass(waitMs);
      expect(await fits(store, 'a', 41)).toBe(false);
      expect(await fits(store, 'a', 40)).toBe(true);
    });

    it('lets nothing through that is blocked, until it is over', async () => {
      const store = create();
      await store.block('a', 418, 400);
      const spent = await spend(store, charge('a', 0, { limit: 0, windowMs: 0 }), charge('b', 100));
      expect(spent).toMatchObject({ key: 'a', blocked: 418 });
      expect(spent.waitMs).toBeGreaterThan(200);
      expect(spent.waitMs).toBeLessThanOrEqual(400);
      expect(await fits(store, 'b', 100)).toBe(true);
      await pass(spent.waitMs);
      expect(await fits(store, 'a', 100)).toBe(true);
    });

    it('names the block that lasts longest, and blocks before full budgets', async () => {
      const store = create();
      await store.block('a', 429, 300);
      await store.block('b', 418, 500);
      await store.block('b', 429, 50);
      await spend(store, charge('c', 100));
      const spent = await spend(store, charge('c', 1), charge('b', 1), charge('a', 1));
      expect(spent).toMatchObject({ key: 'b', blocked: 418 });
      await pass(spent.waitMs);
      expect((await spend(store, charge('b', 1), charge('a', 1))).waitMs).toBe(0);
    });

    it('keeps several windows of one key apart', async () => {
      const store = create();
      const long = charge('a', 100, { windowMs: 86_400_000 });
      expect((await spend(store, charge('a', 100))).waitMs).toBe(0);
      expect((await spend(store, long)).waitMs).toBe(0);
      const spent = await spend(store, { ...long, weight: 1 });
      expect(spent.waitMs).toBeGreaterThan(86_000_000);
      expect(spent.waitMs).toBeLessThanOrEqual(86_400_000 + 1_440_000);
    });

    it('takes any text for a key', async () => {
      const store = create();
      for (const key of ['__proto__', 'constructor', 'a}b{c', '日本 🎏', '']) {
        expect(await fits(store, key, 100)).toBe(true);
        expect(await fits(store, key, 1)).toBe(false);
      }
    });
  });
};
