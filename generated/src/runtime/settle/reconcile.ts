import type { CallOptions } from '../call/options.js';
import type { AnyOperation } from '../call/request.js';
import { ConfigurationError, MarginaliaError } from '../errors/errors.js';
import { ApiError, UnknownOutcomeError } from '../errors/response-errors.js';
import type { Operation, ParameterKind, Settlement } from '../operation.js';
import { findRecord, findRows, type Found } from './find-rows.js';

/**
 * What became of a write. `carried-out`: the exchange did it, and `evidence` is its record. `not-carried-out`: it did
 * not, and will not any more; `evidence` is a record that says so, where there is one. `undecided`: nobody can tell yet;
 * `candidates` are the records that it may be.
 */
export type Reconciliation =
  | { readonly outcome: 'carried-out'; readonly evidence: unknown }
  | { readonly outcome: 'not-carried-out'; readonly evidence: unknown }
  | { readonly outcome: 'undecided'; readonly candidates: readonly unknown[] };

/** The options of every query that is asked, and how long to ask. */
export interface ReconcileOptions extends CallOptions {
  /**
   * Whether to wait until the exchange cannot begin to carry out the write any more, when its records do not show it
   * yet: by default true. That takes at most recvWindow and 15 s from the moment it was sent.
   */
  readonly wait?: boolean | undefined;
}

/** What reconciling needs of a client. */
interface Client {
  <Params, Result>(
    operation: Operation<Params, Result>,
    params: NoInfer<Params>,
    options?: CallOptions,
  ): Promise<Result>;
  /** Milliseconds since the Unix epoch by the exchange's clock, as far as the client knows it. */
  exchangeTime(operation: AnyOperation): number;
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

const stateOf = (settlement: Settlement, record: unknown): 'done' | 'failed' | 'pending' => {
  const { state } = settlement;
  if (state === undefined) return 'done';
  const text = typeof record === 'object' && record !== null ? Reflect.get(record, state.field) : undefined;
  if (state.done.includes(String(text))) return 'done';
  return state.failed.includes(String(text)) ? 'failed' : 'pending';
};

/** A text of a query as its parameter takes it. */
const valueOf = (kind: ParameterKind | undefined, text: string): unknown => {
  if (typeof kind === 'object') return text.split(',');
  if (kind === 'bool') return text === 'true';
  return kind === 'time' || kind === 'int' ? Number(text) : text;
};

const paramsOf = (query: AnyOperation, texts: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, valueOf(query.parameters[name], text)]));

const NOTHING: Found = { fitting: [], doubtful: [], isWhole: true };

/** What the query knows of the write. */
const lookUp = async (
  client: Client,
  error: UnknownOutcomeError,
  query: { readonly settlement: Settlement; readonly options: CallOptions },
): Promise<Found> => {
  const { settlement, options } = query;
  const params = paramsOf(settlement.operation, error.settledBy?.parameters ?? {});
  try {
    const answer: unknown = await client(settlement.operation, params as never, options);
    if (settlement.rows !== undefined) return findRows(settlement, settlement.rows, { answer, error });
    return findRecord(settlement, answer, error.sentAt);
  } catch (failure) {
    const isAbsent = failure instanceof ApiError && failure.code !== undefined;
    if (isAbsent && settlement.absent?.includes(failure.code ?? 0) === true) return NOTHING;
    throw failure;
  }
};

/** What can be said at once, whatever else may come. */
const judgeNow = (settlement: Settlement, { fitting, doubtful }: Found): Reconciliation | undefined => {
  const [record] = fitting;
  if (record === undefined) return undefined;
  const states = fitting.map((one) => stateOf(settlement, one));
  const hasFailed = states.every((state) => state === 'failed');
  // A record that is found by its amount may be of an attempt before, and the write itself still on its way.
  if (hasFailed) return settlement.rows === undefined ? { outcome: 'not-carried-out', evidence: record } : undefined;
  if (fitting.length + doubtful.length > 1) return { outcome: 'undecided', candidates: [...fitting, ...doubtful] };
  return states[0] === 'done' ? { outcome: 'carried-out', evidence: record } : undefined;
};

/** Orders without a trade are forgotten after three days, and long spans of records are cut. */
const FORGOTTEN_MS = 2 * 24 * 3_600_000;

/** What can be said once nothing more can come. `over`: for how many milliseconds that has been so. */
const judgeLate = (settlement: Settlement, found: Found, over: number): Reconciliation => {
  const { fitting, doubtful, isWhole } = found;
  const isGone = fitting.every((record) => stateOf(settlement, record) === 'failed') && doubtful.length === 0;
  if (isGone && isWhole && over < FORGOTTEN_MS) return { outcome: 'not-carried-out', evidence: fitting[0] };
  return { outcome: 'undecided', candidates: [...fitting, ...doubtful] };
};

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
 * out: by records that cannot be read, by an answer that may not hold all of them, or more than two days later.
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
    const found = await lookUp(client, error, { settlement, options: call });
    const left = lastMoment - Math.min(before, client.exchangeTime(operation));
    const judged = judgeNow(settlement, found);
    if (judged !== undefined) return judged;
    if (left <= 0) return judgeLate(settlement, found, -left);
    // Without a timestamp there is no moment to wait for.
    if (!wait || Number.isNaN(left)) return { outcome: 'undecided', candidates: [...found.fitting, ...found.doubtful] };
    await pause(Math.min(POLL_MS, Math.max(left, 1)), call.signal);
  }
};
