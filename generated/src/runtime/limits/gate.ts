import { blockedBy, coverOf, keysOf } from './cover.js';
import { type Obstacle, patienceOf, refuse, sleep } from './hold.js';
import { Penalty } from './penalty.js';
import type { LimitedAttempt, Limiter } from './types.js';

export interface GateOptions {
  /** For how many milliseconds a call may be held back; one that must wait longer fails at once. By default 10000. */
  readonly maxWaitMs?: number | undefined;
  /** The clock that deadlines and `retryAt` go by. By default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

interface Block {
  readonly status: 429 | 418;
  /** By `performance.now`, so that setting the clock does not end a ban. */
  readonly until: number;
}

/**
 * Keeps silent when told to: after a 429 nothing is sent to what it covers, and after a 418 nothing at all, until it is
 * over. It counts nothing itself.
 */
class Gate implements Limiter {
  readonly #blocks = new Map<string, Block>();
  readonly #penalty: Penalty;
  readonly #maxWaitMs: number;

  constructor({ maxWaitMs = 10_000, now = () => Date.now() }: GateOptions) {
    this.#penalty = new Penalty(now);
    this.#maxWaitMs = maxWaitMs;
  }

  enter(attempt: LimitedAttempt): Promise<void> | undefined {
    return this.#blocks.size > 0 && this.#find(attempt) !== undefined ? this.#wait(attempt) : undefined;
  }

  learn(attempt: LimitedAttempt, news: Parameters<Limiter['learn']>[1]): undefined {
    const forMs = this.#penalty.measure(news);
    if (forMs === 0) return;
    const block: Block = { status: news.status === 418 ? 418 : 429, until: performance.now() + forMs };
    for (const key of blockedBy(news, coverOf(attempt.operation))) {
      if ((this.#blocks.get(key)?.until ?? 0) < block.until) this.#blocks.set(key, block);
      attempt.onBlock(key, block.status, Math.ceil(this.#penalty.now() + forMs));
    }
  }

  /** What blocks the attempt for longest. */
  #find(attempt: LimitedAttempt): Obstacle | undefined {
    let longest: Obstacle | undefined;
    for (const key of keysOf(coverOf(attempt.operation))) {
      const block = this.#blocks.get(key);
      if (block === undefined) continue;
      const waitMs = block.until - performance.now();
      if (waitMs <= 0) this.#blocks.delete(key);
      else if (waitMs > (longest?.waitMs ?? 0)) longest = { key, waitMs, blocked: block.status };
    }
    return longest;
  }

  async #wait(attempt: LimitedAttempt): Promise<void> {
    const { now } = this.#penalty;
    const latest = performance.now() + patienceOf(attempt, this.#maxWaitMs, now());
    let told = false;
    for (let obstacle = this.#find(attempt); obstacle !== undefined; obstacle = this.#find(attempt)) {
      const { key, waitMs } = obstacle;
      if (performance.now() + waitMs > latest) throw refuse(attempt, obstacle, now());
      if (!told) attempt.onWait(key, Math.ceil(waitMs));
      told = true;
      // A cancelled call has its own error already; this one only ends the attempt.
      if (!(await sleep(Math.ceil(waitMs), attempt))) throw refuse(attempt, obstacle, now());
    }
  }
}

/** What every client has unless it is given a limiter. */
export const createGate = (options: GateOptions = {}): Limiter => new Gate(options);
