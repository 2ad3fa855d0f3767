import pRetry from 'p-retry';
import { STOPPED, type Connection } from './connection.js';
import type { Fetched, PageFailure } from './types.js';

class PassingFailure extends Error {
  constructor(readonly failure: PageFailure) {
    super(failure.message);
  }
}

/** Does something again while it fails for a passing reason, with growing waits. */
export const retrying = async <T>(connection: Connection, attempt: () => Promise<Fetched<T>>): Promise<Fetched<T>> => {
  const { options, ports } = connection;
  const once = async (): Promise<Fetched<T>> => {
    const result = await attempt();
    if (!result.ok && result.failure.passing === true && !connection.halted) throw new PassingFailure(result.failure);
    return result;
  };
  try {
    const result = await pRetry(once, {
      retries: options.retries,
      minTimeout: 0,
      maxTimeout: 0,
      // The waits are ours: through the port, so that a test does not have to sit through them.
      onFailedAttempt: async ({ attemptNumber, retriesLeft, error }) => {
        const asked = error instanceof PassingFailure ? error.failure.retryAfterMs : undefined;
        if (retriesLeft > 0) await ports.sleep(waitBefore(attemptNumber, asked, ports.random()), ports.signal);
      },
    });
    connection.failuresInARow = 0;
    return result;
  } catch (error) {
    if (ports.signal?.aborted) return { ok: false, failure: STOPPED };
    if (!(error instanceof PassingFailure)) throw error;
    return { ok: false, failure: giveUp(connection, error.failure) };
  }
};

/** 1 s, 2 s, 4 s, … up to 30 s, each between half and the whole of it; what the server asks for counts instead. */
const waitBefore = (attempt: number, asked: number | undefined, random: number): number =>
  asked ?? Math.round(Math.min(30_000, 1000 * 2 ** (attempt - 1)) * (0.5 + random / 2));

const GIVE_UP_AFTER = 10;

/** A site that is down is not asked for thousands of pages, four times each. */
const giveUp = (connection: Connection, failure: PageFailure): PageFailure => {
  connection.failuresInARow += 1;
  const { passing: _, ...last } = failure;
  if (connection.failuresInARow >= GIVE_UP_AFTER) {
    const message = `${failure.message} It was the ${GIVE_UP_AFTER}th in a row, so nothing else was asked.`;
    connection.halted = { reason: failure.reason, message };
  }
  return last;
};
