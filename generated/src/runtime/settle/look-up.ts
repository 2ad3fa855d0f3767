import type { CallOptions } from '../call/options.js';
import type { AnyOperation } from '../call/request.js';
import { ApiError, type SettledBy, type UnknownOutcomeError } from '../errors/response-errors.js';
import type { Operation, ParameterKind, Settlement } from '../operation.js';
import { findRecord, findRows, type Found } from './find-rows.js';
import type { LookedUp } from './judge.js';

/** What reconciling needs of a client. */
export interface Client {
  <Params, Result>(
    operation: Operation<Params, Result>,
    params: NoInfer<Params>,
    options?: CallOptions,
  ): Promise<Result>;
  /** Milliseconds since the Unix epoch by the exchange's clock, as far as the client knows it. */
  exchangeTime(operation: AnyOperation): number;
}

/** A text of a query as its parameter takes it. */
const valueOf = (kind: ParameterKind | undefined, text: string): unknown => {
  if (typeof kind === 'object') return text.split(',');
  if (kind === 'bool') return text === 'true';
  return kind === 'time' || kind === 'int' ? Number(text) : text;
};

const paramsOf = (query: AnyOperation, texts: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, valueOf(query.parameters[name], text)]));

const NOTHING: Found = { fitting: [], doubtful: [], isWhole: true };

/** One query that knows of the write, and how it is asked. */
export interface Query {
  readonly settlement: Settlement;
  readonly settledBy: SettledBy;
}

/** Asks one query. */
const ask = async (
  client: Client,
  error: UnknownOutcomeError,
  { settlement, settledBy, options }: Query & { readonly options: CallOptions },
): Promise<Found> => {
  const asked = settledBy.parameters;
  try {
    const answer: unknown = await client(settlement.operation, paramsOf(settlement.operation, asked) as never, options);
    if (settlement.rows !== undefined) return findRows(settlement, settlement.rows, { answer, error, asked });
    return findRecord(settlement, answer, error);
  } catch (failure) {
    const isAbsent = failure instanceof ApiError && failure.code !== undefined;
    if (isAbsent && settlement.absent?.includes(failure.code ?? 0) === true) return NOTHING;
    throw failure;
  }
};

const isNothing = ({ fitting, doubtful }: Found): boolean => fitting.length + doubtful.length === 0;

/** Asks one query after the other until one shows something. */
export const lookUp = async (
  client: Client,
  error: UnknownOutcomeError,
  query: Query & { readonly options: CallOptions },
): Promise<LookedUp> => {
  const { settlement, settledBy } = query;
  const found = await ask(client, error, query);
  if (!isNothing(found) || settlement.otherwise === undefined || settledBy.otherwise === undefined) {
    return { settlement, found };
  }
  const next = { ...query, settlement: settlement.otherwise, settledBy: settledBy.otherwise };
  const later = await lookUp(client, error, next);
  return { ...later, found: { ...later.found, isWhole: found.isWhole && later.found.isWhole } };
};
