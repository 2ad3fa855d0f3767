import { ConfigurationError } from '../errors/errors.js';
import type { History, HistoryOperation } from '../operation.js';
import { chooseWalk, refuse } from './choose-walk.js';
import { rowsOf } from './rows.js';
import type { CallOperation, IterateOptions, Source, Values } from './source.js';

export type { CallOperation, IterateOptions } from './source.js';

const valuesOf = (operation: string, params: unknown): Values => {
  if (typeof params !== 'object' || Array.isArray(params)) {
    return refuse(operation, 'params', ['an object with the parameters by name', params]);
  }
  return Object.fromEntries(Object.entries(params ?? {}).filter(([, value]) => value !== undefined));
};

const readSize = (operation: string, { parameter, max }: History['size'], value: unknown = max): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max
    ? value
    : refuse(operation, parameter, [`a whole number from 1 to ${max}`, value]);

const readLimit = (operation: string, limit: number = Infinity): number =>
  limit === Infinity || (Number.isInteger(limit) && limit >= 0)
    ? limit
    : refuse(operation, 'limit', ['a whole number, how many rows to give at most', limit]);

const OPTIONS: readonly string[] = ['limit', 'call', 'now'];

/** The types see to it, but not everybody has types: a client in place of its caller, a signal where no one looks. */
const checkGiven = (call: unknown, operation: unknown, options: object): void => {
  const fail = (option: string, message: string): never => {
    throw new ConfigurationError(option, `iterate(): ${message}`);
  };
  if (typeof call !== 'function') fail('call', 'a caller comes first: createCaller(…), or client.call.');
  if (typeof operation !== 'object' || operation === null) {
    fail('operation', 'an operation comes second, such as marginBorrowRepayRecords.');
  }
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  const hint = 'What is for each call, such as signal, goes into call: { signal }.';
  if (unknown !== undefined) fail(unknown, `there is no option "${unknown}", only ${OPTIONS.join(', ')}. ${hint}`);
};

/** The caller's parameters but those that the walk sets itself. */
const withoutOwn = (values: Values, { page, from, window }: History): Values => {
  const own = [page?.parameter, from?.parameter, window?.start, window?.end];
  return Object.fromEntries(Object.entries(values).filter(([name]) => !own.includes(name)));
};

/**
 * All rows of a query, over as many calls as it takes: `for await (const row of iterate(call, operation, params))`.
 *
 * How it goes on depends on the operation:
 * - By windows, where it takes a span of time. `startTime` must be given, and `endTime` is now when left out. A span
 *   longer than the exchange takes is split, oldest window first. Within a window rows come by time, or page by page as
 *   the exchange lists them, which is mostly latest first.
 * - By ids, where it takes an id to go on from and no time is given: ascending, from that id or from the first row.
 * - By pages, where it takes nothing else.
 *
 * Every row that is there when the walk begins is given once; of those that come in meanwhile, some are. A row is known
 * by its id and time, the last ten thousand of them. An answer with fewer rows than were asked for is taken for the
 * last, and rows that the exchange takes away or dates back meanwhile can be missed.
 *
 * There is one call at a time and none ahead, `break` ends it, and so does an error. Where it would have to lose rows,
 * because more of them share a millisecond than an answer holds, it throws `DecodeError`. Parameters that do not fit
 * are a `ValidationError` before anything is sent.
 */
export async function* iterate<Params, Result, Row>(
  call: CallOperation,
  operation: HistoryOperation<Params, Result, Row>,
  params: NoInfer<Params>,
  options: IterateOptions = {},
): AsyncIterableIterator<Row> {
  checkGiven(call, operation, options);
  const { name } = operation;
  const history: History = operation.history ?? refuse(name, 'operation', ['one with a history', undefined]);
  const values = valuesOf(name, params);
  const size = readSize(name, history.size, values[history.size.parameter]);
  const limit = readLimit(name, options.limit);
  const base = { ...withoutOwn(values, history), [history.size.parameter]: size };
  const reader = { operation: name, history };
  const ask: Source<Row>['ask'] = async (more) => {
    const result = await call(operation, { ...base, ...more } as Params, options.call);
    return rowsOf(reader, result) as readonly Row[];
  };
  const now = Math.floor((options.now ?? Date.now)());
  const walk = chooseWalk({ ...reader, size, ask }, { values, now });
  let given = 0;
  if (limit === 0) return;
  for await (const row of walk) {
    yield row;
    given += 1;
    if (given === limit) return;
  }
}
