import type { CallOptions } from '../call/options.js';
import { ConfigurationError, MarginaliaError } from '../errors/errors.js';
import { UnknownOutcomeError } from '../errors/response-errors.js';
import { judgeLate, judgeNow, type Reconciliation } from './judge.js';
import { type Client, lookUp } from './look-up.js';

export type { Reconciliation };

/** The options of every query that is asked, and how long to ask. */
export interface ReconcileOptions extends CallOptions {
  /**
   * Whether to wait until the exchange cannot begin to carry out the write any more, when its records do not show it
   * yet: by default true. That takes at most recvWindow and 15 s from the moment it was sent.
   */
  readonly wait?: boolean | undefined;
}

/** How often the records are asked while the write may still be on its way. */
const POLL_MS = 1000;

const pause = (milliseconds: number, signal: CallOptions['signal']): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
  });

/** Records are written a moment after what they record, and read from copies. */
const RECORDS_LAG_MS = 5000;

const fail = (message: string, operation?: string): never => {
  throw new ConfigurationError('reconcile', message, { operation });
};

/** Plain JavaScript may pass on anything, most likely an error of another kind. */
const checkGiven = (client: Client, error: unknown, options: ReconcileOptions): void => {
  if (typeof client?.exchangeTime !== 'function')
    fail('reconcile() takes a caller first: createCaller(…), or client.call.');
  if (typeof options !== 'object' || options === null || typeof (options.wait ?? true) !== 'boolean') {
    fail('The options of reconcile() are those of a call, and wait: true or false.');
  }
  if (error instanceof UnknownOutcomeError) return;
  if (!(error instanceof MarginaliaError)) fail('reconcile() takes the UnknownOutcomeError that a call ended with.');
  fail(
    `After ${(error as MarginaliaError).name} there is nothing to find out: only UnknownOutcomeError leaves it open.`,
  );
};

/**
 * Finds out what became of a write that ended as `UnknownOutcomeError`, by the query that the documentation names for it.
 * "Not carried out" is said only once the exchange cannot begin with it any more. Where records are told apart by what was
 * asked for alone (a loan of the same asset and amount), an equal call of another program at the same time looks the
 * same: several fitting records are `undecided`, a single one counts as yours. `undecided` is also what cannot be ruled
 * out: by records that cannot be read, by an answer that may not hold all of them, or more than two days later. A setting
 * is carried out when it is as asked for at the end, whoever set it.
 *
 * Rejects with what the query rejects with, and with `ConfigurationError` where nothing can be asked.
 */
export const reconcile = async (
  client: Client,
  error: UnknownOutcomeError,
  options: ReconcileOptions = {},
): Promise<Reconciliation> => {
  checkGiven(client, error, options);
  const { wait = true, ...call } = options;
  const { descriptor: operation, settledBy } = error;
  const settlement = operation?.settlement;
  if (operation === undefined || settlement === undefined || settledBy === undefined) {
    return fail(`${error.operation ?? 'The call'} has no query that tells what became of it.`, error.operation);
  }
  const lastMoment = (error.acceptedUntil ?? Number.NaN) + RECORDS_LAG_MS;
  for (;;) {
    // Read before the query: what the query does not show by then can come no more. And once more after it, which may
    // have found the clock wrong: one that was ahead would end the wait too early.
    const before = client.exchangeTime(operation);
    const lookedUp = await lookUp(client, error, { settlement, settledBy, options: call });
    const left = lastMoment - Math.min(before, client.exchangeTime(operation));
    const judged = judgeNow(lookedUp);
    if (judged !== undefined) return judged;
    if (left <= 0) return judgeLate(lookedUp, -left);
    const { fitting, doubtful } = lookedUp.found;
    // Without a timestamp there is no moment to wait for.
    if (!wait || Number.isNaN(left)) return { outcome: 'undecided', candidates: [...fitting, ...doubtful] };
    await pause(Math.min(POLL_MS, Math.max(left, 1)), call.signal);
  }
};
