import type { CallOptions } from '../../../../templates/runtime/call/options.js';
import type { AnyOperation } from '../../../../templates/runtime/call/request.js';
import type { CallOperation } from '../../../../templates/runtime/history/iterate.js';
import type { History, HistoryOperation } from '../../../../templates/runtime/operation.js';

export interface Row {
  readonly id: string;
  readonly time: number;
}

export interface Params {
  readonly symbol?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly fromId?: string | bigint | number;
  readonly current?: number;
  readonly limit?: number;
}

export const PAGE: NonNullable<History['page']> = { parameter: 'current' };
export const FROM: NonNullable<History['from']> = { parameter: 'fromId' };
export const windowOf = (maxMs: number): NonNullable<History['window']> => ({
  start: 'startTime',
  end: 'endTime',
  maxMs,
});

export type Query = HistoryOperation<Params, readonly Row[] | { readonly rows: readonly Row[] }, Row>;

/** A query whose rows are walked through as told. */
export const queryWith = (history: Partial<History>): Query => ({
  name: 'margin.records',
  method: 'GET',
  path: '/sapi/v1/margin/records',
  server: 'https://api.binance.com',
  security: [['apiKey', 'signature']],
  securityType: 'USER_DATA',
  weight: [],
  effect: 'read',
  parameters: {
    symbol: 'string',
    startTime: 'time',
    endTime: 'time',
    fromId: 'id',
    current: 'int',
    limit: 'int',
  },
  required: [],
  response: { list: { fields: { id: 'id', time: 'time' } } },
  errors: [],
  history: { id: 'id', time: 'time', size: { parameter: 'limit', max: 500 }, ...history },
});

export interface Manner {
  /** Which rows an answer leaves out when there are more than it holds. */
  readonly cut?: 'earliest first' | 'latest first';
  /** The order in which an answer lists its rows. */
  readonly listed?: 'ascending' | 'descending';
  /** Happens after each answer. */
  readonly meanwhile?: (exchange: SimulatedExchange) => void;
}

type Given = Readonly<Record<string, unknown>>;

const byAge = (one: Row, other: Row): number =>
  one.time - other.time || (BigInt(one.id) < BigInt(other.id) ? -1 : BigInt(one.id) > BigInt(other.id) ? 1 : 0);

const byId = (one: Row, other: Row): number => (BigInt(one.id) < BigInt(other.id) ? -1 : 1);

/** An exchange with records, which answers one query in the manner it is told. */
export class SimulatedExchange {
  readonly asked: Given[] = [];
  readonly options: (CallOptions | undefined)[] = [];
  readonly records: Row[];
  inFlight = 0;

  constructor(
    records: readonly Row[],
    readonly manner: Manner = {},
  ) {
    this.records = [...records];
  }

  /** The longest span that was asked for. */
  get longestSpan(): number {
    return Math.max(0, ...this.asked.map((given) => Number(given['endTime'] ?? 0) - Number(given['startTime'] ?? 0)));
  }

  readonly call: CallOperation = async (
    operation: AnyOperation,
    params: unknown,
    options?: CallOptions,
  ): Promise<never> => {
    if (this.inFlight > 0) throw new Error('two calls at a time');
    this.inFlight += 1;
    await Promise.resolve();
    this.inFlight -= 1;
    const given = params as Given;
    this.asked.push(given);
    this.options.push(options);
    const rows = this.#answer(given);
    this.manner.meanwhile?.(this);
    return (operation.history?.rows === undefined ? rows : { [operation.history.rows]: rows }) as never;
  };

  #answer(given: Given): readonly Row[] {
    const { startTime, endTime, fromId, current } = given;
    const limit = Number(given['limit'] ?? 10);
    if (fromId !== undefined) {
      if (startTime !== undefined || endTime !== undefined) throw new Error('fromId cannot be sent with a time');
      const from = BigInt(String(fromId));
      return this.records.filter(({ id }) => BigInt(id) >= from).sort(byId).slice(0, limit);
    }
    const rows = this.records
      .filter(({ time }) => time >= Number(startTime ?? -Infinity) && time <= Number(endTime ?? Infinity))
      .sort(byAge);
    const { cut = 'earliest first', listed = 'ascending' } = this.manner;
    if (current !== undefined) return rows.reverse().slice((Number(current) - 1) * limit, Number(current) * limit);
    const kept = cut === 'earliest first' ? rows.slice(0, limit) : rows.slice(-limit);
    return listed === 'ascending' ? kept : kept.reverse();
  }
}

/** All rows of a walk, and the error that ended it. */
export const collect = async <T>(walk: AsyncIterable<T>): Promise<{ readonly rows: readonly T[]; error?: unknown }> => {
  const rows: T[] = [];
  try {
    for await (const row of walk) rows.push(row);
  } catch (error) {
    return { rows, error };
  }
  return { rows };
};
