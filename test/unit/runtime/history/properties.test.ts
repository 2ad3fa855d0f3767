import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecodeError } from '../../../../templates/runtime/errors/response-errors.js';
import { iterate } from '../../../../templates/runtime/history/iterate.js';
import { collect, FROM, type Manner, PAGE, queryWith, type Row, SimulatedExchange, windowOf } from './simulated.js';

const START = 1_700_000_000_000;

/** Gaps in time, most of them none: records come in bursts. */
const gap = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 2, arbitrary: fc.integer({ min: 4, max: 5000 }) },
);

/** Records with ids that ascend with time, many of them above 2^53. */
const records: fc.Arbitrary<readonly Row[]> = fc
  .tuple(
    fc.constantFrom(0n, 1n, 2n ** 53n - 5n, 2n ** 62n),
    fc.array(fc.tuple(gap, fc.constantFrom(1n, 1n, 2n, 10n ** 9n)), { maxLength: 60, size: 'max' }),
  )
  .map(([first, steps]) => {
    let [id, time] = [first, START];
    return steps.map(([later, further]) => ({ id: String((id += further)), time: (time += later) }));
  });

const listed = fc.constantFrom('ascending' as const, 'descending' as const);
const cut = fc.constantFrom('earliest first' as const, 'latest first' as const);
const size = fc.integer({ min: 1, max: 20 });
const maxMs = fc.integer({ min: 2000, max: 40_000 });

/** A span that may begin and end before, within or after the records. */
const span = fc
  .tuple(fc.integer({ min: -50, max: 20_000 }), fc.integer({ min: 0, max: 80_000 }))
  .map(([from, length]) => ({ startTime: START + from, endTime: START + from + length }));

interface Asked {
  readonly startTime: number;
  readonly endTime: number;
}

const within = (rows: readonly Row[], { startTime, endTime }: Asked): readonly Row[] =>
  rows.filter(({ time }) => time >= startTime && time <= endTime);

const compare = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);

const sorted = (rows: readonly Row[]): readonly string[] =>
  rows
    .map(({ id }) => BigInt(id))
    .sort(compare)
    .map(String);

const isAscending = (rows: readonly Row[]): boolean =>
  rows.every((row, index) => index === 0 || (rows[index - 1]?.time ?? 0) <= row.time);

/** How many records the fullest millisecond has. */
const crowd = (rows: readonly Row[]): number => {
  const counts = new Map<number, number>();
  for (const { time } of rows) counts.set(time, (counts.get(time) ?? 0) + 1);
  return Math.max(0, ...counts.values());
};

const windowsOf = ({ startTime, endTime }: Asked, length: number): number =>
  Math.ceil((endTime - startTime + 1) / length);

/** Adds so many records after each answer, at the time given, with ids above all others. */
const arriving =
  (counts: readonly number[], time: number): NonNullable<Manner['meanwhile']> =>
  ({ records: all, asked }) => {
    for (let count = counts[asked.length - 1] ?? 0; count > 0; count -= 1) {
      const highest = sorted(all).at(-1) ?? '0';
      all.push({ id: String(BigInt(highest) + 1n), time });
    }
  };

const arrivals = fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 8 });

test('pages: every record once, whatever comes in at the front meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(records, size, arrivals, async (all, limit, counts) => {
      const exchange = new SimulatedExchange(all, { meanwhile: arriving(counts, START + 10 ** 9) });
      const { rows, error } = await collect(iterate(exchange.call, queryWith({ page: PAGE }), { limit }));
      expect(error).toBeUndefined();
      expect(sorted(rows.filter(({ time }) => time < START + 10 ** 9))).toEqual(sorted(all));
      expect(new Set(sorted(rows)).size).toBe(rows.length);
      expect(exchange.asked.length).toBeLessThanOrEqual(Math.floor(exchange.records.length / limit) + 1);
    }),
    { numRuns: 500 },
  );
});

test('ids: every record from the first on once, ascending, and what comes in at the end', async () => {
  await fc.assert(
    fc.asyncProperty(records, size, arrivals, fc.nat(60), async (all, limit, counts, at) => {
      const exchange = new SimulatedExchange(all, { meanwhile: arriving(counts, START + 10 ** 9) });
      const fromId = all[at]?.id ?? '0';
      const { rows, error } = await collect(iterate(exchange.call, queryWith({ from: FROM }), { fromId, limit }));
      expect(error).toBeUndefined();
      expect(rows.map(({ id }) => id)).toEqual(sorted(rows));
      const old = all.filter(({ id }) => BigInt(id) >= BigInt(fromId));
      expect(sorted(rows.filter(({ time }) => time < START + 10 ** 9))).toEqual(sorted(old));
      expect(new Set(sorted(rows)).size).toBe(rows.length);
      expect(exchange.asked.length).toBe(Math.floor(rows.length / limit) + 1);
    }),
    { numRuns: 500 },
  );
});

test('pages of windows: every record of the span once, old ones never lost to new ones', async () => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(records, span, maxMs), size, arrivals, async ([all, asked, length], limit, counts) => {
      const exchange = new SimulatedExchange(all, { meanwhile: arriving(counts, asked.endTime) });
      const query = queryWith({ page: PAGE, window: windowOf(length) });
      const { rows, error } = await collect(iterate(exchange.call, query, { ...asked, limit }));
      expect(error).toBeUndefined();
      const known = new Set(sorted(all));
      expect(sorted(rows.filter(({ id }) => known.has(id)))).toEqual(sorted(within(all, asked)));
      expect(new Set(sorted(rows)).size).toBe(rows.length);
      expect(exchange.longestSpan).toBeLessThan(length);
      const inSpan = within(exchange.records, asked).length;
      expect(exchange.asked.length).toBeLessThanOrEqual(windowsOf(asked, length) + Math.floor(inSpan / limit));
    }),
    { numRuns: 500 },
  );
});

test('windows alone: every record of the span once by time, or an error and all before it', async () => {
  const ends = { whole: 0, error: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(records, span, maxMs),
      fc.record({ cut, listed }),
      size,
      async ([all, asked, length], manner, limit) => {
        const exchange = new SimulatedExchange(all, manner);
        const query = queryWith({ window: windowOf(length) });
        const { rows, error } = await collect(iterate(exchange.call, query, { ...asked, limit }));
        const wanted = within(all, asked);
        ends[error === undefined ? 'whole' : 'error'] += 1;
        expect(error === undefined).toBe(crowd(wanted) < limit);
        if (error === undefined) expect(sorted(rows)).toEqual(sorted(wanted));
        else expect(error).toBeInstanceOf(DecodeError);
        expect(sorted(rows)).toEqual(sorted(wanted.slice(0, rows.length)));
        expect(isAscending(rows)).toBe(true);
        expect(exchange.longestSpan).toBeLessThan(length);
        // A part has about half of what an answer holds, and each split costs the answer that was too full.
        const parts = windowsOf(asked, length) + (4 * wanted.length) / limit;
        expect(exchange.asked.length).toBeLessThanOrEqual(2 * parts + 1);
      },
    ),
    { numRuns: 2000 },
  );
  expect(Math.min(ends.whole, ends.error)).toBeGreaterThan(200);
});

test('windows and ids: every record of the span once by time, in the most crowded millisecond too', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(records, span, maxMs),
      fc.record({ cut, listed }),
      size,
      async ([all, asked, length], manner, limit) => {
        const exchange = new SimulatedExchange(all, manner);
        const query = queryWith({ from: FROM, window: windowOf(length) });
        const { rows, error } = await collect(iterate(exchange.call, query, { ...asked, limit }));
        const wanted = within(all, asked);
        if (error === undefined) expect(sorted(rows)).toEqual(sorted(wanted));
        else {
          expect(error).toBeInstanceOf(DecodeError);
          expect([manner.cut, crowd(wanted) >= limit]).toEqual(['latest first', true]);
        }
        expect(sorted(rows)).toEqual(sorted(wanted.slice(0, rows.length)));
        expect(isAscending(rows)).toBe(true);
        expect(exchange.longestSpan).toBeLessThan(length);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a limit gives the beginning of the same walk, in no more calls', async () => {
  const styles = fc.constantFrom(
    queryWith({ page: PAGE }),
    queryWith({ from: FROM }),
    queryWith({ page: PAGE, window: windowOf(3000) }),
    queryWith({ from: FROM, window: windowOf(3000) }),
  );
  await fc.assert(
    fc.asyncProperty(records, styles, size, fc.nat(60), async (all, query, limit, most) => {
      const params = { ...(query.history.window && { startTime: START, endTime: START + 30_000 }), limit };
      const [one, other] = [new SimulatedExchange(all), new SimulatedExchange(all)];
      const { rows } = await collect(iterate(one.call, query, params));
      const { rows: first } = await collect(iterate(other.call, query, params, { limit: most }));
      expect(first).toEqual(rows.slice(0, most));
      expect(other.asked).toEqual(one.asked.slice(0, other.asked.length));
    }),
    { numRuns: 300 },
  );
});

test('of rows among pages ten thousand are remembered', async () => {
  const all = Array.from({ length: 12_500 }, (_, index) => ({ id: String(index), time: START + index }));
  const walkWith = async (count: number): Promise<{ readonly rows: readonly Row[]; readonly error?: unknown }> => {
    const late = Array.from({ length: count }, (_, index) => ({ id: `1${index + 10 ** 6}`, time: START + 10 ** 9 }));
    const meanwhile: Manner['meanwhile'] = ({ records: known, asked }) => {
      if (asked.length === 21) known.push(...late);
    };
    return collect(iterate(new SimulatedExchange(all, { meanwhile }).call, queryWith({ page: PAGE }), { limit: 500 }));
  };
  expect(sorted((await walkWith(9500)).rows)).toEqual(sorted(all));
  const { rows, error } = await walkWith(10_000);
  expect(rows).toHaveLength(10_500);
  expect(error).toBeInstanceOf(DecodeError);
});

test('windows: no old record is lost, and none given twice, when records come in anywhere meanwhile', async () => {
  const styles = fc.constantFrom(
    queryWith({ window: windowOf(5000) }),
    queryWith({ page: PAGE, window: windowOf(5000) }),
    queryWith({ from: FROM, window: windowOf(5000) }),
  );
  const late = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(records, styles, late, fc.record({ cut, listed }), async (all, query, times, manner) => {
      const newest = 2n ** 62n + 10n ** 12n;
      const coming = times.map((time, index) => ({ id: String(newest + BigInt(index)), time: START + time }));
      const meanwhile: Manner['meanwhile'] = ({ records: known }) => void known.push(...coming.splice(0, 3));
      const exchange = new SimulatedExchange(all, { ...manner, meanwhile });
      const asked = { startTime: START, endTime: START + 20_000 };
      const { rows, error } = await collect(iterate(exchange.call, query, { ...asked, limit: 20 }));
      const known = new Set(sorted(all));
      const old = sorted(rows.filter(({ id }) => known.has(id)));
      if (error === undefined) expect(old).toEqual(sorted(within(all, asked)));
      else expect(crowd(exchange.records)).toBeGreaterThanOrEqual(20);
      expect(new Set(sorted(rows)).size).toBe(rows.length);
    }),
    { numRuns: 500 },
  );
});
