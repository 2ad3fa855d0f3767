import type { LimitNews } from './types.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The longest ban that the exchange speaks of. Whatever an answer asks beyond that is not believed. */
const LONGEST = 3 * 24 * 60 * MINUTE;
const FIRST_BAN = 2 * MINUTE;

/** `Retry-After` has whole seconds and nothing says that they are rounded up: too early costs a longer ban. */
const MARGIN = SECOND;

/** Knows for how long to keep silent after a refusal. */
export class Penalty {
  #bans = 0;
  #bannedUntil = Number.NEGATIVE_INFINITY;

  /** @param now The clock that `retryAt` goes by. A time that is over by it tells nothing: the clock may be wrong. */
  constructor(readonly now: () => number) {}

  /** Milliseconds; 0 if the answer is no refusal. */
  measure(news: LimitNews): number {
    if (news.status === 418) return this.#ban(this.#askedFor(news));
    if (news.status === 429) return this.#askedFor(news) ?? this.#restOfMinute();
    if (performance.now() >= this.#bannedUntil) this.#bans = 0;
    return 0;
  }

  #askedFor({ retryAt }: LimitNews): number | undefined {
    const forMs = (retryAt ?? Number.NaN) - this.now();
    return forMs > 0 ? Math.min(forMs, LONGEST) + MARGIN : undefined;
  }

  /** The exchange counts by the minute; an end that is near may have passed already by its clock, or not yet. */
  #restOfMinute(): number {
    const rest = MINUTE - (this.now() % MINUTE);
    return Number.isNaN(rest) ? MINUTE : Math.min(Math.max(rest, SECOND), MINUTE);
  }

  /** Answers to what was under way when a ban began are the same ban; the next one in a row is twice as long. */
  #ban(askedFor: number | undefined): number {
    const now = performance.now();
    if (now >= this.#bannedUntil) this.#bans += 1;
    const forMs = askedFor ?? Math.min(FIRST_BAN * 2 ** (this.#bans - 1), LONGEST);
    this.#bannedUntil = Math.max(this.#bannedUntil, now + forMs);
    return forMs;
  }
}
