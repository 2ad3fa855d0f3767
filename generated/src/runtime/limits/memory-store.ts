import type { Charge, LimitStore, Spent } from './types.js';
import { Window } from './window.js';

/** How a store in memory is made. */
export interface MemoryStoreOptions {
  /** Milliseconds of a clock that is never set. By default `performance.now`. */
  readonly now?: (() => number) | undefined;
}

interface Block {
  readonly status: 429 | 418;
  readonly until: number;
}

const SPENT: Spent = { waitMs: 0 };

/** From how many windows on it is worth looking for empty ones. */
const MANY = 1000;

/** The memory store, with spending in two steps for a store that has to ask somebody else in between. */
export class MemoryStore implements LimitStore {
  readonly #windows = new Map<string, Window>();
  readonly #blocks = new Map<string, Block>();
  #sweepAt = MANY;

  constructor(readonly now: () => number) {}

  spend(charges: readonly Charge[]): Spent {
    const spent = this.check(charges);
    if (spent.waitMs === 0) this.add(charges);
    return spent;
  }

  /** What spending would give, without doing it. */
  check(charges: readonly Charge[]): Spent {
    const now = this.now();
    let longest = this.#checkBlocks(charges, now);
    if (longest !== SPENT) return longest;
    for (const { key, weight, limit, windowMs } of charges) {
      if (weight === 0) continue;
      const waitMs = this.#windows.get(nameOf(key, windowMs))?.waitFor(weight, limit, now) ?? firstWait(weight, limit);
      if (waitMs > longest.waitMs) longest = { waitMs, key };
    }
    return longest;
  }

  /** Counts what has been spent, whether or not it fits. */
  add(charges: readonly Charge[]): void {
    for (const { key, weight, windowMs } of charges) {
      if (weight > 0) this.#windowOf(key, windowMs).add(weight, this.now());
    }
  }

  observe({ key, windowMs }: Omit<Charge, 'weight'>, used: number): undefined {
    this.#windowOf(key, windowMs).raise(used, this.now());
  }

  block(key: string, status: 429 | 418, forMs: number): undefined {
    const until = this.now() + forMs;
    if (this.#blocks.size >= this.#sweepAt) this.#sweep();
    if ((this.#blocks.get(key)?.until ?? 0) < until) this.#blocks.set(key, { status, until });
  }

  #checkBlocks(charges: readonly Charge[], now: number): Spent {
    let longest = SPENT;
    if (this.#blocks.size === 0) return longest;
    for (const { key } of charges) {
      const block = this.#blocks.get(key);
      if (block === undefined) continue;
      const waitMs = block.until - now;
      if (waitMs <= 0) this.#blocks.delete(key);
      else if (waitMs > longest.waitMs) longest = { waitMs, key, blocked: block.status };
    }
    return longest;
  }

  #windowOf(key: string, windowMs: number): Window {
    const name = nameOf(key, windowMs);
    const known = this.#windows.get(name);
    if (known !== undefined) return known;
    if (this.#windows.size >= this.#sweepAt) this.#sweep();
    const window = new Window(windowMs);
    this.#windows.set(name, window);
    return window;
  }

  /** Accounts come and go: what has been empty for long is forgotten, now and then. */
  #sweep(): void {
    const now = this.now();
    for (const [name, window] of this.#windows) if (window.total(now) === 0) this.#windows.delete(name);
    for (const [key, { until }] of this.#blocks) if (until <= now) this.#blocks.delete(key);
    this.#sweepAt = Math.max(MANY, this.#windows.size * 2, this.#blocks.size * 2);
  }
}

const nameOf = (key: string, windowMs: number): string => `${key}|${windowMs}`;

const firstWait = (weight: number, limit: number): number => (weight > limit ? Number.POSITIVE_INFINITY : 0);

/** Keeps budgets in this process. Limiters that are given the same store share them. */
export const createMemoryStore = ({ now = () => performance.now() }: MemoryStoreOptions = {}): LimitStore =>
  new MemoryStore(now);
