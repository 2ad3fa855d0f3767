/** How often and how patiently a call is tried again. */
export interface RetryOptions {
  /** How often a call is sent at most, the first time included. By default 3; 1 turns retries off. */
  readonly attempts?: number | undefined;
  /** The longest pause before the second attempt, in milliseconds; it doubles with each further one. By default 200. */
  readonly baseDelayMs?: number | undefined;
  /** The longest pause of all, in milliseconds. By default 5000. */
  readonly maxDelayMs?: number | undefined;
  /** How long one attempt of a read may take, in milliseconds, before it is given up for the next. By default no bound. */
  readonly attemptTimeoutMs?: number | undefined;
}

export interface RetrySettings {
  readonly attempts: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  readonly attemptTimeoutMs: number | undefined;
}

/**
 * The pause after the attempt of this number: anywhere between nothing and a bound that doubles, so that clients which
 * failed together do not come back together.
 */
export const backOff = (attempt: number, settings: RetrySettings, random: () => number): number => {
  const bound = Math.min(settings.maxDelayMs, settings.baseDelayMs * 2 ** (attempt - 1));
  return Math.floor(random() * bound);
};
