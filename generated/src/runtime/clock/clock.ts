/** One measurement of the exchange's clock. */
export interface Measurement {
  /** What is to be added to the local clock, in milliseconds. */
  readonly offsetMs: number;
  readonly roundTripMs: number;
}

/** How a client keeps time with the exchange. */
export interface ClockOptions {
  /**
   * When the exchange is asked for its time. `on-error`, the default: once it has refused a timestamp, and from then on
   * whenever the measurement has grown old. `first`: also before the first signed call. `never`: not at all.
   */
  readonly sync?: 'on-error' | 'first' | 'never' | undefined;
  /** How old a measurement may be, in milliseconds. By default 600000, ten minutes. */
  readonly maxAgeMs?: number | undefined;
  /** What timestamps are sent in. `us`: microseconds, to `/sapi` and `/api`; `/papi` takes milliseconds only. */
  readonly unit?: 'ms' | 'us' | undefined;
}

export interface ClockSettings {
  readonly sync: 'on-error' | 'first' | 'never';
  readonly maxAgeMs: number;
}

/** What a clock is made of. */
export interface ClockParts {
  readonly settings: ClockSettings;
  /** The local clock: milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** A clock that nobody sets: milliseconds since some moment. */
  readonly monotonic: () => number;
  /** Whether a step of the local clock counts as one. */
  readonly noticesSteps: boolean;
  /** Asks the exchange. Rejects when it cannot be asked. */
  readonly measure: () => Promise<Measurement>;
}

/** Two clocks that run apart by more than this were not both left alone: somebody set one, or the machine slept. */
const STEP_MS = 250;
/** After a measurement that failed, none is tried for so long: a time endpoint that is down must not slow every call. */
const PAUSE_MS = 10_000;

/**
 * The exchange's time, as far as this client knows it: the local clock and what was measured. Until something was, that
 * is the local clock alone. A measurement that fails changes nothing.
 */
export class ExchangeClock {
  #offsetMs: number | undefined;
  #measuredAt = -Infinity;
  #failedAt = -Infinity;
  /** What the local clock was ahead of the monotonic one when last looked at. */
  #lead: number | undefined;
  #isDoubtful: boolean;
  #running: Promise<boolean> | undefined;

  constructor(readonly parts: ClockParts) {
    this.#isDoubtful = parts.settings.sync === 'first';
  }

  /** What was measured last; undefined before that. */
  get offsetMs(): number | undefined {
    return this.#offsetMs;
  }

  /** Milliseconds since the Unix epoch; a promise when the exchange has to be asked first. */
  read(): number | Promise<number> {
    this.#noticeStep();
    const { settings } = this.parts;
    if (settings.sync === 'never') return this.peek();
    if (this.#isDoubtful && this.#mayMeasure()) return this.#measureOnce().then(() => this.peek());
    const isOld = this.#offsetMs !== undefined && this.#ticks() - this.#measuredAt > settings.maxAgeMs;
    // The old measurement is still good enough for this call; the next one gets the new one.
    if (isOld && this.#mayMeasure()) void this.#measureOnce();
    return this.peek();
  }

  /** The same from what is known, without asking. */
  peek(): number {
    return this.parts.now() + (this.#offsetMs ?? 0);
  }

  /** A mark for `correct`. */
  mark(): number {
    return this.#ticks();
  }

  /**
   * Measures because the exchange refused a timestamp, unless that was done since `mark` was taken. Says whether the
   * clock is now better than the one that was refused.
   */
  async correct(mark: number): Promise<boolean> {
    if (this.parts.settings.sync === 'never') return false;
    return this.#measuredAt >= mark || this.#measureOnce();
  }

  #ticks(): number {
    return this.parts.monotonic();
  }

  #mayMeasure(): boolean {
    return this.#ticks() - this.#failedAt >= PAUSE_MS;
  }

  #noticeStep(): void {
    const { now, monotonic, noticesSteps } = this.parts;
    if (!noticesSteps) return;
    const lead = now() - monotonic();
    const before = this.#lead;
    this.#lead = lead;
    if (before !== undefined && Math.abs(lead - before) > STEP_MS) this.#isDoubtful = true;
  }

  /** Everybody who asks meanwhile waits for the same answer. */
  #measureOnce(): Promise<boolean> {
    this.#running ??= this.#measure().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #measure(): Promise<boolean> {
    const start = this.#ticks();
    try {
      this.#offsetMs = (await this.parts.measure()).offsetMs;
      this.#measuredAt = start;
      // A step before now is in the measurement.
      this.#lead = this.parts.now() - this.#ticks();
      this.#failedAt = -Infinity;
      this.#isDoubtful = false;
      return true;
    } catch {
      this.#failedAt = this.#ticks();
      return false;
    }
  }
}
