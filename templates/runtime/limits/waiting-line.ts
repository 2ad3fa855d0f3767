import { type Obstacle, refuse } from './hold.js';
import type { Charge, LimitedAttempt, Spent } from './types.js';

/** What a line needs of its limiter. */
export interface LineOptions {
  readonly spend: (attempt: LimitedAttempt, charges: readonly Charge[]) => Promise<Spent> | Spent;
  readonly now: () => number;
}

/** An attempt that is held back. */
interface Waiter {
  readonly attempt: LimitedAttempt;
  readonly charges: readonly Charge[];
  /** By `performance.now`. */
  readonly latest: number;
  readonly admit: () => void;
  readonly reject: (error: unknown) => void;
}

interface Hold {
  readonly until: number;
  readonly blocked: 429 | 418 | undefined;
}

/** `setTimeout` takes no more; whoever waits that long is woken for nothing now and then. */
const LONGEST_SLEEP = 2 ** 31 - 1;

/**
 * Attempts that wait, first come first served for every budget by itself: a light call does not slip in before a heavy
 * one that waits for the same budget, and one that waits for another budget holds up nobody.
 */
export class WaitingLine {
  readonly #line = new Set<Waiter>();
  /** The weight of those in line, by budget. */
  readonly #weights = new Map<string, number>();
  #holds = new Map<string, Hold>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round: Promise<void> | undefined;
  #again = false;

  constructor(readonly options: LineOptions) {}

  /** What those in line wait for, if the charges need it too. */
  obstacleFor(charges: readonly Charge[]): Obstacle | undefined {
    if (this.#line.size === 0) return undefined;
    const obstacle = this.#obstacle(charges);
    if (obstacle !== undefined || this.#round === undefined) return obstacle;
    // Those in line are being asked for just now: a newcomer stands behind whoever needs the same.
    const shared = charges.find(({ key }) => this.#weights.has(key));
    return shared === undefined ? undefined : { key: shared.key, waitMs: 1, blocked: undefined };
  }

  /** Resolves when the attempt's turn has come; rejects when it cannot come in time or the call is cancelled. */
  join(attempt: LimitedAttempt, charges: readonly Charge[], obstacle: Obstacle, patienceMs: number): Promise<void> {
    const waitMs = Math.max(obstacle.waitMs, this.#waitBehind(charges));
    const expected = { ...obstacle, waitMs };
    if (waitMs > patienceMs) return Promise.reject(refuse(attempt, expected, this.options.now()));
    attempt.onWait(obstacle.key, Math.ceil(waitMs));
    return new Promise((resolve, reject) => {
      const latest = performance.now() + patienceMs;
      const leave = (): void => {
        clearTimeout(timer);
        untie();
        this.#remove(waiter);
      };
      const fail = (error: unknown): void => {
        leave();
        reject(error);
      };
      const admit = (): void => {
        leave();
        resolve();
      };
      const giveUp = (): void => {
        fail(refuse(attempt, this.#obstacle(charges) ?? obstacle, this.options.now()));
        // Those behind may fit where this one did not.
        this.wake();
      };
      const waiter: Waiter = { attempt, charges, latest, admit, reject: fail };
      // A turn that comes at the last moment is still taken.
      const timer = setTimeout(giveUp, Math.min(patienceMs + 1, LONGEST_SLEEP));
      const untie = attempt.onCancel(giveUp);
      this.#add(waiter, obstacle);
    });
  }

  /** Looks anew who may go: something has happened. */
  wake(): void {
    if (this.#round !== undefined) {
      this.#again = true;
      return;
    }
    this.#round = this.#serve().finally(() => {
      this.#round = undefined;
      if (this.#again) this.wake();
      else this.#schedule();
    });
  }

  #add(waiter: Waiter, { key, waitMs, blocked }: Obstacle): void {
    this.#line.add(waiter);
    for (const charge of waiter.charges) this.#weigh(charge, charge.weight);
    if (this.#round !== undefined) this.#again = true;
    else if (!this.#holds.has(key)) this.#holds.set(key, { until: performance.now() + waitMs, blocked });
    this.#schedule();
  }

  #remove(waiter: Waiter): void {
    if (!this.#line.delete(waiter)) return;
    for (const charge of waiter.charges) this.#weigh(charge, -charge.weight);
    if (this.#line.size > 0) return;
    this.#holds.clear();
    this.#schedule();
  }

  #weigh({ key }: Charge, weight: number): void {
    const total = (this.#weights.get(key) ?? 0) + weight;
    if (total > 0) this.#weights.set(key, total);
    else this.#weights.delete(key);
  }

  /** The least time for those ahead: a window takes no more than its limit, and the present one is full. */
  #waitBehind(charges: readonly Charge[]): number {
    const waits = charges.map(({ key, weight, limit, windowMs }) => {
      const ahead = weight === 0 ? 0 : (this.#weights.get(key) ?? 0);
      return ahead === 0 ? 0 : (Math.ceil((ahead + weight) / limit) - 1) * windowMs;
    });
    return Math.max(0, ...waits);
  }

  #obstacle(charges: readonly Charge[]): Obstacle | undefined {
    for (const { key } of charges) {
      const hold = this.#holds.get(key);
      if (hold === undefined) continue;
      return { key, waitMs: Math.max(1, hold.until - performance.now()), blocked: hold.blocked };
    }
    return undefined;
  }

  async #serve(): Promise<void> {
    this.#again = false;
    this.#holds = new Map();
    for (const waiter of this.#line) {
      const obstacle = this.#obstacle(waiter.charges) ?? (await this.#try(waiter));
      if (obstacle === undefined || !this.#line.has(waiter)) continue;
      const until = performance.now() + obstacle.waitMs;
      if (until > waiter.latest) waiter.reject(refuse(waiter.attempt, obstacle, this.options.now()));
      else this.#holds.set(obstacle.key, { until, blocked: obstacle.blocked });
    }
  }

  /** Sends the waiter on its way, or says what it still waits for. */
  async #try(waiter: Waiter): Promise<Obstacle | undefined> {
    try {
      const { waitMs, key = '', blocked } = await this.options.spend(waiter.attempt, waiter.charges);
      if (waitMs > 0) return { key, waitMs, blocked };
      // If it was cancelled while a store was asked, its weight stays spent: too much is safer than too little.
      waiter.admit();
    } catch (error) {
      waiter.reject(error);
    }
    return undefined;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#line.size === 0 || this.#round !== undefined) return;
    const nextFree = Math.min(...[...this.#holds.values()].map(({ until }) => until));
    const delay = Math.max(0, Math.ceil(nextFree - performance.now()));
    this.#timer = setTimeout(() => this.wake(), Math.min(delay, LONGEST_SLEEP));
  }
}
