import { NetworkError } from '../errors/transport-errors.js';
import { chargesFor, countsOf, observationsOf } from './budgets.js';
import { blockedBy, coverOf } from './cover.js';
import { patienceOf } from './hold.js';
import { type LimiterOptions, type LimiterSettings, readLimiterOptions } from './limiter-options.js';
import { Penalty } from './penalty.js';
import type { Charge, LimitedAttempt, Limiter, LimitNews, Spent } from './types.js';
import { WaitingLine } from './waiting-line.js';

/** The error of a store may carry how it is reached, with a password: its message must do, without credentials. */
const storeFailure = (attempt: LimitedAttempt, error: unknown): Error => {
  const operation = attempt.operation.name;
  const reason = error instanceof Error ? error.message.replace(/\/\/[^\s/]*@/g, '//…@') : 'it threw no error';
  const message = `${operation} was not sent, as the store of its limits failed: ${reason}`;
  return new NetworkError(message, { operation, sent: 'never', code: 'LIMIT_STORE' });
};

const isPromise = (spent: Promise<Spent> | Spent): spent is Promise<Spent> => 'then' in spent;

class BudgetLimiter implements Limiter {
  readonly #settings: LimiterSettings;
  readonly #penalty: Penalty;
  readonly #line: WaitingLine;

  constructor(settings: LimiterSettings) {
    this.#settings = settings;
    this.#penalty = new Penalty(settings.now);
    this.#line = new WaitingLine({ now: settings.now, spend: (attempt, charges) => this.#spend(attempt, charges) });
  }

  enter(attempt: LimitedAttempt): Promise<void> | undefined {
    const charges = chargesFor(attempt, this.#settings);
    const counts = countsOf(attempt, this.#settings);
    // Nobody waits for it either: what is not held back must not hang on how its count is taken in.
    if (counts.length > 0) void this.#tell(() => this.#count(counts));
    const obstacle = this.#line.obstacleFor(charges);
    if (obstacle !== undefined) return this.#line.join(attempt, charges, obstacle, this.#patience(attempt));
    const spent = this.#spend(attempt, charges);
    if (!isPromise(spent)) return this.#settle(attempt, charges, spent);
    return spent.then((late) => this.#settle(attempt, charges, late));
  }

  learn(attempt: LimitedAttempt, news: LimitNews): Promise<void> | undefined {
    for (const { charge, used } of observationsOf(attempt.operation, news.usage, this.#settings)) {
      // Nobody waits for it: the next call may pass by the count as it was.
      void this.#tell(() => this.#settings.store.observe(charge, used));
    }
    const forMs = this.#penalty.measure(news);
    return forMs === 0 ? undefined : this.#block(attempt, news, forMs);
  }

  #patience(attempt: LimitedAttempt): number {
    return patienceOf(attempt, this.#settings.maxWaitMs, this.#settings.now());
  }

  #settle(attempt: LimitedAttempt, charges: readonly Charge[], spent: Spent): Promise<void> | undefined {
    const { waitMs, key = '', blocked } = spent;
    if (waitMs === 0) return undefined;
    return this.#line.join(attempt, charges, { key, waitMs, blocked }, this.#patience(attempt));
  }

  #spend(attempt: LimitedAttempt, charges: readonly Charge[]): Promise<Spent> | Spent {
    const fail = (error: unknown): Promise<Spent> => Promise.reject(storeFailure(attempt, error));
    try {
      const spent = this.#settings.store.spend(charges);
      return isPromise(spent) ? spent.then(undefined, fail) : spent;
    } catch (error) {
      return fail(error);
    }
  }

  async #count(counts: readonly Charge[]): Promise<void> {
    await this.#settings.store.spend(counts);
  }

  /** The block stands before the answer is passed on: whoever learns of it must not be able to send once more. */
  async #block(attempt: LimitedAttempt, news: LimitNews, forMs: number): Promise<void> {
    const status = news.status === 418 ? 418 : 429;
    const until = Math.ceil(this.#settings.now() + forMs);
    const keys = blockedBy(news, coverOf(attempt.operation, this.#settings.labels));
    await Promise.all(
      keys.map((key) => {
        attempt.onBlock(key, status, until);
        return this.#tell(() => this.#settings.store.block(key, status, forMs));
      }),
    );
    this.#line.wake();
  }

  /** An answer must not be lost because the store cannot take in what it tells; spending will show that it fails. */
  async #tell(say: () => Promise<void> | undefined): Promise<void> {
    try {
      await say();
    } catch {
      return;
    }
  }
}

/**
 * Keeps calls within the exchange's limits before the exchange has to say so: it spends what the spec says that a call
 * weighs, takes over what the headers of answers tell of others on the same address and account, and keeps silent
 * after 429 and 418. Give it to every client that shares the limits; give limiters in several processes one store.
 *
 * It cannot know what others on the same address spend between two answers, and cannot tell it from what it has itself
 * under way: `share` leaves room for that. In a first burst next to busy others a 429 is possible, and is obeyed.
 * Between processes that share a store heavy calls may have to wait longer than light ones: the order of those who wait
 * is kept within a limiter only.
 */
export const createLimiter = (options: LimiterOptions = {}): Limiter => new BudgetLimiter(readLimiterOptions(options));
