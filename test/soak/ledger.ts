/** What a write was to its caller. */
export const OUTCOMES = ['pending', 'resolved', 'unknown', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const grow = (bytes: Uint8Array, index: number): Uint8Array => {
  if (index < bytes.length) return bytes;
  const grown = new Uint8Array(Math.max(index + 1, bytes.length * 2));
  grown.set(bytes);
  return grown;
};

/** How the two sides of a write go together, counted. */
export interface Balance {
  readonly writes: number;
  readonly duplicates: number;
  /** Resolved, and not carried out exactly once. */
  readonly resolvedWrongly: number;
  /** Refused or never sent by its error, and carried out all the same. */
  readonly refusedWrongly: number;
  /** Of the writes in doubt: how many were carried out, and how many not. */
  readonly doubtful: readonly [carriedOut: number, not: number];
  readonly withoutOutcome: number;
}

/** Two bytes for each write, by its number: how often the exchange carried it out, and what the caller was told. */
export class Ledger {
  #carriedOut: Uint8Array = new Uint8Array(65_536);
  #outcomes: Uint8Array = new Uint8Array(65_536);
  #writes = 0;

  carryOut(write: number): void {
    this.#carriedOut = grow(this.#carriedOut, write);
    this.#carriedOut[write] = Math.min(255, (this.#carriedOut[write] ?? 0) + 1);
  }

  conclude(write: number, outcome: Outcome): void {
    this.#outcomes = grow(this.#outcomes, write);
    this.#outcomes[write] = OUTCOMES.indexOf(outcome);
    this.#writes = Math.max(this.#writes, write + 1);
  }

  balance(): Balance {
    const balance = { writes: this.#writes, duplicates: 0, resolvedWrongly: 0, refusedWrongly: 0, withoutOutcome: 0 };
    const doubtful: [number, number] = [0, 0];
    for (let write = 0; write < this.#writes; write += 1) {
      const times = this.#carriedOut[write] ?? 0;
      const outcome = OUTCOMES[this.#outcomes[write] ?? 0];
      if (times > 1) balance.duplicates += 1;
      if (outcome === 'resolved' && times !== 1) balance.resolvedWrongly += 1;
      if (outcome === 'refused' && times !== 0) balance.refusedWrongly += 1;
      if (outcome === 'unknown') doubtful[times === 0 ? 1 : 0] += 1;
      if (outcome === 'pending') balance.withoutOutcome += 1;
    }
    return { ...balance, doubtful };
  }
}
