import type { CallOptions } from '../call/options.js';
import type { AnyOperation } from '../call/request.js';
import { ConfigurationError } from '../errors/errors.js';
import { ApiError, type UnknownOutcomeError } from '../errors/response-errors.js';
import type { Operation, ParameterKind, Settlement } from '../operation.js';
import { findRows } from './find-rows.js';

/**
 * What became of a write. `carried-out`: the exchange did it, and `evidence` is its record. `not-carried-out`: it did
 * not, and will not any more; `evidence` is a record that says so, where there is one. `undecided`: nobody can tell yet;
 * `candidates` are the records that it may be.
 */
export type Reconciliation =
  | { readonly outcome: 'carried-out'; readonly evidence: unknown }
  | { readonly outcome: 'not-carried-out'; readonly evidence: unknown }
  | { readonly outcome: 'undecided'; readonly candidates: readonly unknown[] };

export interface ReconcileOptions extends CallOptions {
  /**
   * Whether to wait until the exchange cannot begin to carry out the write any more, when its records do not show it
   * yet: by default true. That takes at most recvWindow and 10 s from the moment it was sent.
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

/** The records that may be the write's. */
const lookUp = async (
  client: Client,
  error: UnknownOutcomeError,
  query: { readonly settlement: Settlement; readonly options: CallOptions },
): Promise<readonly unknown[]> => {
  const { settlement, options } = query;
  const params = paramsOf(settlement.operation, error.settledBy?.parameters ?? {});
  try {
    const answer = await client(settlement.operation, params as never, options);
    return settlement.rows === undefined ? [answer] : findRows(settlement.rows, answer, error);
  } catch (failure) {
    const isAbsent = failure instanceof ApiError && failure.code !== undefined;
    if (isAbsent && settlement.absent?.includes(failure.code ?? 0) === true) return [];
    throw failure;
  }
};

const judge = (settlement: Settlement, records: readonly unknown[]): Reconciliation | undefined => {
  const [record] = records;
  if (records.length > 1) return { outcome: 'undecided', candidates: records };
  if (record === undefined) return undefined;
  const state = stateOf(settlement, record);
  if (state === 'pending') return undefined;
  return { outcome: state === 'done' ? 'carried-out' : 'not-carried-out', evidence: record };
};

/**
 * Finds out what became of a write that ended as `UnknownOutcomeError`, by the query that the documentation names for it.
 * "Not carried out" is said only once the exchange cannot begin with it any more. Where records are told apart by what was
 * asked for alone (a loan of the same asset and amount), an equal call of another program at the same time looks the
 * same: several fitting records are `undecided`, a single one counts as yours.
 *
 * Rejects with what the query rejects with, and with `ConfigurationError` where nothing can be asked.
 */
export const reconcile = async (
  client: Client,
  error: UnknownOutcomeError,
  options: ReconcileOptions = {},
): Promise<Reconciliation> => {
  const { wait = true, ...call } = options;
  const { descriptor: operation, settledBy } = error;
  const settlement = operation?.settlement;
  if (operation === undefined || settlement === undefined || settledBy === undefined) {
    const message = `${error.operation ?? 'The call'} has no query that tells what became of it.`;
    throw new ConfigurationError('reconcile', message, { operation: error.operation });
  }
  for (;;) {
    // Read before the query: what the query does not show by then can come no more.
    const left = (error.acceptedUntil ?? Infinity) - client.exchangeTime(operation);
    const records = await lookUp(client, error, { settlement, options: call });
    const judged = judge(settlement, records);
    if (judged !== undefined) return judged;
    if (left <= 0 && records.length === 0) return { outcome: 'not-carried-out', evidence: undefined };
    if (!wait || left <= 0) return { outcome: 'undecided', candidates: records };
    await pause(Math.min(POLL_MS, Math.max(left, 1)), call.signal);
  }
};
