import { ValidationError } from '../errors/errors.js';
import { describeKind, writeValue } from '../sign/serialise.js';
import { failWalk } from './rows.js';
import type { Source, Span, Values } from './source.js';
import { walkIds } from './walk-ids.js';
import { walkPages } from './walk-pages.js';
import { walkWindows } from './walk-windows.js';

/** What the caller gave, and the time at which the walk begins. */
export interface Given {
  readonly values: Values;
  readonly now: number;
}

/** Text is not repeated: nothing here knows which texts are secret. */
const describe = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'number') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/** Ends the walk before anything is asked. */
export const refuse = (operation: string, parameter: string, [expected, given]: readonly [string, unknown]): never => {
  throw new ValidationError({ operation, parameter, expected, given: describe(given) });
};

/** Seconds, by their size: read as milliseconds they would be early in 1970, and the walk would take thousands of calls. */
const isSeconds = (time: number): boolean => time >= 1e9 && time < 1e11;

const readTime = (operation: string, parameter: string, value: unknown): number => {
  if (typeof value !== 'number' || writeValue('time', value) === undefined) {
    return refuse(operation, parameter, [describeKind('time'), value]);
  }
  if (isSeconds(value)) refuse(operation, parameter, ['in milliseconds, and this looks like seconds', value]);
  return value;
};

const readSpan = (source: Source<unknown>, given: Given, names: { start: string; end: string }): Span => {
  const { start, end } = names;
  const { values, now } = given;
  if (values[start] === undefined) {
    refuse(source.operation, start, [`given, because the walk goes from there to ${end}, or to now`, undefined]);
  }
  const first = readTime(source.operation, start, values[start]);
  const last = values[end] === undefined ? Math.max(first, now) : readTime(source.operation, end, values[end]);
  if (first > last) refuse(source.operation, start, [`at most ${end}, which is ${last}`, first]);
  return { start: first, end: last };
};

const readId = (source: Source<unknown>, parameter: string, value: unknown): bigint => {
  const text = writeValue('id', value ?? 0);
  return BigInt(text ?? refuse(source.operation, parameter, [describeKind('id'), value]));
};

/** An answer that there is no way to go on from. */
async function* walkOnce<Row>(source: Source<Row>): AsyncGenerator<Row, void, undefined> {
  const rows = await source.ask({});
  yield* rows;
  if (rows.length >= source.size) failWalk(source.operation, 'there may be more rows, and no way to ask for them.');
}

/** The walk that an operation takes and that the caller's parameters ask for. Throws `ValidationError`. */
export const chooseWalk = <Row>(source: Source<Row>, given: Given): AsyncGenerator<Row, void, undefined> => {
  const { operation, history } = source;
  const { page, from, window } = history;
  const { values, now } = given;
  if (page !== undefined && values[page.parameter] !== undefined) {
    refuse(operation, page.parameter, ['left out, because the walk counts the pages itself', values[page.parameter]]);
  }
  const bound = [window?.start, window?.end].find((name) => name !== undefined && values[name] !== undefined);
  const first = from === undefined ? undefined : values[from.parameter];
  if (from !== undefined && first !== undefined && bound !== undefined) {
    refuse(operation, from.parameter, [`left out when ${bound} is given: a walk goes by one of them`, first]);
  }
  if (window !== undefined && (bound !== undefined || from === undefined)) {
    return walkWindows({ ...source, window }, readSpan(source, given, window), now);
  }
  if (page !== undefined) return walkPages(source, page.parameter, {});
  if (from !== undefined) return walkIds(source, from.parameter, readId(source, from.parameter, first));
  return walkOnce(source);
};
