import type { History } from '../operation.js';
import { failWalk, markOf, numberOf } from './rows.js';
import type { Source, Span } from './source.js';
import { walkIds } from './walk-ids.js';
import { walkPages } from './walk-pages.js';

type Window = NonNullable<History['window']>;

/** A source whose operation takes windows. */
export interface WindowSource<Row> extends Source<Row> {
  readonly window: Window;
}

const valuesOf = ({ window }: WindowSource<unknown>, { start, end }: Span): Readonly<Record<string, number>> => ({
  [window.start]: start,
  [window.end]: end,
});

const timeOf = (source: Source<unknown>, row: unknown): number => markOf(source, row).time ?? NaN;

/** Rows without a time stay as they are. */
const sortByTime = <Row>(source: Source<Row>, rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((one, other) => timeOf(source, one) - timeOf(source, other));

/** The last millisecond of the first part: the middle one of the rows at hand, since the others lie around them. */
const splitAt = (source: Source<unknown>, { start, end }: Span, rows: readonly unknown[]): number => {
  const times = rows.map((row) => timeOf(source, row)).sort((one, other) => one - other);
  const middle = times[(times.length - 1) >> 1] ?? NaN;
  // The exchange may go by another time than the one it shows.
  return middle >= start && middle <= end ? Math.min(middle, end - 1) : Math.floor((start + end) / 2);
};

const lowestId = (source: Source<unknown>, rows: readonly unknown[]): bigint | undefined =>
  rows
    .map((row) => numberOf(source, row))
    .reduce<bigint | undefined>((least, id) => (least === undefined || id < least ? id : least), undefined);

/**
 * The lowest id of a full answer, provided that there is no lower one. An answer of another size tells: it begins with
 * the same id only if it is the later rows that answers leave out.
 */
const findLowest = async <Row>(
  source: WindowSource<Row>,
  span: Span,
  rows: readonly Row[],
): Promise<bigint | undefined> => {
  const { size, time } = source.history;
  const other = source.size === 1 ? 2 : 1;
  if (time === undefined || other > size.max) return undefined;
  const lowest = lowestId(source, rows);
  const probe = await source.ask({ ...valuesOf(source, span), [size.parameter]: other });
  return lowestId(source, probe) === lowest ? lowest : undefined;
};

/** One millisecond with more rows than an answer holds: only ids lead through it. */
async function* walkInstant<Row>(
  source: WindowSource<Row>,
  span: Span,
  rows: readonly Row[],
): AsyncGenerator<Row, void, undefined> {
  const { from, size } = source.history;
  const lowest = from === undefined ? undefined : await findLowest(source, span, rows);
  if (from === undefined || lowest === undefined) {
    const advice = source.size < size.max ? `a ${size.parameter} above ${source.size} may hold them` : 'go on after it';
    const message = `at ${span.start} there may be more rows than one answer holds, and no way to the rest; ${advice}.`;
    return failWalk(source.operation, message);
  }
  for await (const row of walkIds(source, from.parameter, lowest)) {
    if (timeOf(source, row) > span.start) return;
    yield row;
  }
}

/**
 * The rows of one window, ascending by time. Which rows a full answer lacks, earlier ones or later ones, is written
 * nowhere: the window is asked again in two parts, until each answer holds all there is.
 */
async function* walkWindow<Row>(source: WindowSource<Row>, whole: Span): AsyncGenerator<Row, void, undefined> {
  const pending: Span[] = [whole];
  for (let span = pending.pop(); span !== undefined; span = pending.pop()) {
    const rows = await source.ask(valuesOf(source, span));
    if (rows.length < source.size) {
      yield* sortByTime(source, rows);
    } else if (span.start === span.end) {
      yield* walkInstant(source, span, rows);
    } else {
      const at = splitAt(source, span, rows);
      pending.push({ start: at + 1, end: span.end }, { start: span.start, end: at });
    }
  }
}

/** The rows of a span in windows that the exchange takes, oldest first. None begins after `now`, but the first one. */
export async function* walkWindows<Row>(
  source: WindowSource<Row>,
  whole: Span,
  now: number,
): AsyncGenerator<Row, void, undefined> {
  const { page } = source.history;
  const { maxMs } = source.window;
  let { start } = whole;
  do {
    // The end belongs to the window: some operations take a span of maxMs, others only a shorter one.
    const window = { start, end: Math.min(start + maxMs - 1, whole.end) };
    if (page === undefined) yield* walkWindow(source, window);
    else yield* walkPages(source, page.parameter, valuesOf(source, window));
    start += maxMs;
  } while (start <= Math.min(whole.end, now));
}
