import { markOf, type Reader } from './rows.js';

/** How many rows are remembered at most. */
const CAPACITY = 10_000;

/**
 * Which rows were given already. Rows move from page to page while they are read, but never twice within one answer.
 * Only the last ten thousand are remembered: a walk may go on for days.
 */
export class Seen {
  readonly #marks = new Set<string>();

  constructor(readonly reader: Reader) {}

  /** The rows of an answer that no answer before it had. */
  takeNew<Row>(rows: readonly Row[]): readonly Row[] {
    const marks = rows.map((row) => {
      const { id, time } = markOf(this.reader, row);
      return `${id} ${time}`;
    });
    const fresh = rows.filter((_, index) => !this.#marks.has(marks[index] ?? ''));
    for (const mark of marks) this.#remember(mark);
    return fresh;
  }

  #remember(mark: string): void {
    // Taken out first, so that the one seen last is the last one forgotten.
    this.#marks.delete(mark);
    this.#marks.add(mark);
    if (this.#marks.size <= CAPACITY) return;
    for (const oldest of this.#marks) {
      this.#marks.delete(oldest);
      return;
    }
  }
}
