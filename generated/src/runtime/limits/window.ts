/** A window is kept by the sixtieth of it: a few numbers, however many calls. */
const PARTS = 60;

/** So much is no longer counted from then on. */
type End = readonly [at: number, weight: number];

/**
 * Counts what was spent within the last `windowMs`, and a bit longer: a part of the window is counted until all that
 * was spent in it is too old. So no interval of that length, however it lies, ever holds more than was allowed.
 *
 * For others it keeps room: the most that they were seen to spend, for two windows. They are seen only when an answer
 * comes, and a counter that begins anew with every minute shows little of them at first; most likely they go on.
 */
export class Window {
  readonly #partMs: number;
  readonly #own = new Map<number, number>();
  #ownTotal = 0;
  /** Descending, as a smaller one that is older as well says nothing more. */
  readonly #others = new Map<number, number>();

  constructor(readonly windowMs: number) {
    this.#partMs = Math.max(1, Math.ceil(windowMs / PARTS));
  }

  total(now: number): number {
    this.#forget(now);
    const [others = 0] = this.#others.values();
    return this.#ownTotal + others;
  }

  add(weight: number, now: number): void {
    const part = Math.floor(now / this.#partMs);
    this.#own.set(part, (this.#own.get(part) ?? 0) + weight);
    this.#ownTotal += weight;
  }

  /** The exchange counts so much: what is not this window's own is that of others. */
  raise(used: number, now: number): void {
    this.#forget(now);
    const seen = used - this.#ownTotal;
    const part = Math.floor(now / this.#partMs);
    if (seen <= (this.#others.get(part) ?? 0)) return;
    for (const [older, weight] of this.#others) if (weight <= seen) this.#others.delete(older);
    this.#others.set(part, seen);
  }

  /** In how many milliseconds so much more fits: 0 if it does now, infinity if it never will. */
  waitFor(weight: number, limit: number, now: number): number {
    let excess = this.total(now) + weight - limit;
    if (excess <= 0) return 0;
    for (const [at, freed] of this.#ends().sort(([one], [other]) => one - other)) {
      excess -= freed;
      if (excess <= 0) return at - now;
    }
    return Number.POSITIVE_INFINITY;
  }

  #ends(): End[] {
    const ends: End[] = [...this.#own].map(([part, weight]) => [this.#ownEnd(part), weight]);
    const others = [...this.#others];
    others.forEach(([part, weight], index) => {
      const [, next = 0] = others[index + 1] ?? [];
      ends.push([this.#othersEnd(part), weight - next]);
    });
    return ends;
  }

  #forget(now: number): void {
    for (const [part, weight] of this.#own) {
      if (this.#ownEnd(part) > now) break;
      this.#own.delete(part);
      this.#ownTotal -= weight;
    }
    for (const part of this.#others.keys()) {
      if (this.#othersEnd(part) > now) break;
      this.#others.delete(part);
    }
  }

  #ownEnd(part: number): number {
    return (part + 1) * this.#partMs + this.windowMs;
  }

  #othersEnd(part: number): number {
    return this.#ownEnd(part) + this.windowMs;
  }
}
