/** The timers of one stream: they all end with it. */
export class Timers {
  readonly #pending = new Set<() => void>();
  #isOver = false;

  /** Runs once after so many milliseconds. Gives the way to take that back. */
  after(milliseconds: number, run: () => void): () => void {
    if (this.#isOver) return () => undefined;
    const cancel = (): void => {
      clearTimeout(timer);
      this.#pending.delete(cancel);
    };
    const timer = setTimeout(() => {
      this.#pending.delete(cancel);
      run();
    }, milliseconds);
    this.#pending.add(cancel);
    return cancel;
  }

  /** Waits, but not beyond the end of the stream. */
  pause(milliseconds: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => end(), milliseconds);
      const end = (): void => {
        clearTimeout(timer);
        this.#pending.delete(end);
        resolve();
      };
      this.#pending.add(end);
    });
  }

  /** Ends all of them, for good; who waits goes on at once. */
  end(): void {
    this.#isOver = true;
    for (const end of [...this.#pending]) end();
  }
}
