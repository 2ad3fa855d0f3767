import type { AnyOperation, Parameter } from '../call/request.js';
import type { UsedWeight } from '../read/usage.js';

/** One attempt at the point where it is about to be signed and sent. */
export interface LimitedAttempt {
  readonly operation: AnyOperation;
  readonly parameters: readonly Parameter[];
  /** Where it goes, as `https://papi.binance.com`. */
  readonly origin: string;
  /** By when the call must be over, in milliseconds since the Unix epoch by the local clock. */
  readonly deadline: number;
  /** Calls back once when the call is cancelled; gives the way to take that back. */
  onCancel(listener: () => void): () => void;
  /** Tells of a wait that begins. */
  onWait(budget: string, delayMs: number): void;
  /** Tells that the exchange has blocked a budget. */
  onBlock(budget: string, status: 429 | 418, until: number): void;
}

/** What the exchange answered to an attempt. */
export interface LimitNews {
  readonly status: number;
  readonly code: number | undefined;
  readonly usage: readonly UsedWeight[];
  /** By the local clock, in milliseconds since the Unix epoch; undefined if the answer does not say. */
  readonly retryAt: number | undefined;
}

/** Keeps calls within the exchange's limits. Made by `createLimiter`; several clients may share one. */
export interface Limiter {
  /**
   * Spends what the attempt weighs. Resolves, at once where it can, when the attempt may be sent; rejects with
   * `RateLimitError` or `BannedError` (`answered: false`) when it may not or could not in time.
   */
  enter(attempt: LimitedAttempt): Promise<void> | undefined;
  /** Takes in what the answer told. */
  learn(attempt: LimitedAttempt, news: LimitNews): Promise<void> | undefined;
}

/** What an attempt spends of one budget. */
export interface Charge {
  /** Names the budget, the same for everybody who shares it. */
  readonly key: string;
  /** What it takes of the budget. */
  readonly weight: number;
  /** How much of the budget is to be spent within a window, all together. */
  readonly limit: number;
  /** How long the window is, in milliseconds. */
  readonly windowMs: number;
}

/** What became of spending. */
export interface Spent {
  /** 0 if all of it was spent; otherwise nothing was, and it may fit after so many milliseconds. */
  readonly waitMs: number;
  /** The key that was full or blocked. */
  readonly key?: string | undefined;
  /** Set while the exchange has blocked a key: 429 or 418. */
  readonly blocked?: 429 | 418 | undefined;
}

/** Where budgets are kept. In memory by default; shared between processes by an adapter such as the one for Redis. */
export interface LimitStore {
  /** Spends every charge or none, in one step for all who share the store. A blocked key takes nothing. */
  spend(charges: readonly Charge[]): Promise<Spent> | Spent;
  /** The exchange counts `used` within the window now: raises what the store counts, and never lowers it. */
  observe(charge: Omit<Charge, 'weight'>, used: number): Promise<void> | undefined;
  /** Nothing is to be spent of a key for so many milliseconds. */
  block(key: string, status: 429 | 418, forMs: number): Promise<void> | undefined;
}
