/** Which of two connections that run side by side an event came over. */
export type Side = 'old' | 'new';

/**
 * Drops what comes over two connections. Each gives every event once and in one order, so the text of an event that
 * one has given is the same event on the other, as often as it was given; what comes first is passed on. An event from
 * before the new connection and another from after it are the same text only if they share everything, the millisecond
 * included. What differs in anything is passed on.
 */
export class Overlap {
  /** By text: how many more the old connection has given than the new one. */
  readonly #ahead = new Map<string, number>();

  /** Whether the other side has not given this yet. */
  isFirst(side: Side, text: string): boolean {
    const step = side === 'old' ? 1 : -1;
    const ahead = this.#ahead.get(text) ?? 0;
    if (ahead + step === 0) this.#ahead.delete(text);
    else this.#ahead.set(text, ahead + step);
    return ahead * step >= 0;
  }
}
