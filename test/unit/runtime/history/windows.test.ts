import { describe, expect, test } from 'vitest';
import { DecodeError } from '../../../../templates/runtime/errors/response-errors.js';
import { type CallOperation, iterate } from '../../../../templates/runtime/history/iterate.js';
import { BY_WINDOW, DAY, EITHER, idsOf, NOW, PAGED_WINDOWS, rowsFrom } from './queries.js';
import { collect, FROM, type Params, queryWith, type Row, SimulatedExchange, windowOf } from './simulated.js';

describe('windows', () => {
  test('are as long as the exchange takes, oldest first, and meet without overlap', async () => {
    const exchange = new SimulatedExchange(rowsFrom(NOW, { count: 6, gap: DAY / 2 }), { listed: 'descending' });
    const params: Params = { symbol: 'BTCUSDT', startTime: NOW, endTime: NOW + 2.5 * DAY };
    const { rows } = await collect(iterate(exchange.call, BY_WINDOW, params, { now: () => NOW + 100 * DAY }));
    expect(idsOf(rows)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(exchange.asked).toEqual([
      { symbol: 'BTCUSDT', limit: 500, startTime: NOW, endTime: NOW + DAY - 1 },
      { symbol: 'BTCUSDT', limit: 500, startTime: NOW + DAY, endTime: NOW + 2 * DAY - 1 },
      { symbol: 'BTCUSDT', limit: 500, startTime: NOW + 2 * DAY, endTime: NOW + 2.5 * DAY },
    ]);
  });

  test('end now when no end is given, at the time when the walk began', async () => {
    const exchange = new SimulatedExchange([]);
    let now = NOW;
    await collect(iterate(exchange.call, BY_WINDOW, { startTime: NOW - DAY }, { now: () => (now += 1) - 1 }));
    expect(exchange.asked).toEqual([
      { limit: 500, startTime: NOW - DAY, endTime: NOW - 1 },
      { limit: 500, startTime: NOW, endTime: NOW },
    ]);
  });

  test('that begin in the future are not asked for, but the first', async () => {
    const exchange = new SimulatedExchange([]);
    const endTime = NOW + 1000 * DAY;
    await collect(iterate(exchange.call, BY_WINDOW, { startTime: NOW - DAY, endTime }, { now: () => NOW + 5 }));
    expect(exchange.asked.map(({ startTime }) => startTime)).toEqual([NOW - DAY, NOW]);
    await collect(iterate(exchange.call, BY_WINDOW, { startTime: NOW + 9 }, { now: () => NOW }));
    expect(exchange.asked.at(-1)).toEqual({ limit: 500, startTime: NOW + 9, endTime: NOW + 9 });
  });

  test('end at a whole millisecond, whatever the clock', async () => {
    const exchange = new SimulatedExchange([]);
    await collect(iterate(exchange.call, BY_WINDOW, { startTime: NOW }, { now: () => NOW + 5.7 }));
    expect(exchange.asked).toEqual([{ limit: 500, startTime: NOW, endTime: NOW + 5 }]);
  });

  test('by default now is now', async () => {
    const exchange = new SimulatedExchange([]);
    const before = Date.now();
    await collect(iterate(exchange.call, BY_WINDOW, { startTime: before }));
    expect(Number(exchange.asked[0]?.['endTime'])).toBeGreaterThanOrEqual(before);
    expect(Number(exchange.asked[0]?.['endTime'])).toBeLessThanOrEqual(Date.now());
  });

  const cuts = ['earliest first', 'latest first'] as const;

  test.each(cuts)('with more than an answer holds are split (%s)', async (cut) => {
    const exchange = new SimulatedExchange(rowsFrom(NOW, { count: 100, gap: 7 }), { cut });
    const params = { startTime: NOW - 5, endTime: NOW + DAY - 6, limit: 10 };
    const { rows } = await collect(iterate(exchange.call, BY_WINDOW, params, { now: () => NOW + DAY }));
    expect(idsOf(rows)).toEqual(idsOf(exchange.records));
    expect(exchange.asked.length).toBeLessThanOrEqual(45);
  });

  test.each(cuts)('a millisecond that fits is read whole (%s)', async (cut) => {
    const records = [...rowsFrom(NOW, { count: 9, gap: 0 }), ...rowsFrom(NOW + 1, { count: 9, gap: 0 })].map(
      ({ time }, index) => ({ id: String(index), time }),
    );
    const exchange = new SimulatedExchange(records, { cut });
    const { rows } = await collect(iterate(exchange.call, BY_WINDOW, { startTime: NOW, endTime: NOW + 9, limit: 10 }));
    expect(idsOf(rows)).toEqual(idsOf(records));
  });

  test('a millisecond that may not fit ends the walk rather than lose rows', async () => {
    const records = [{ id: '0', time: NOW - 1 }, ...rowsFrom(NOW, { count: 3, gap: 0 })];
    const exchange = new SimulatedExchange(records);
    const params = { startTime: NOW - 9, endTime: NOW + 9 };
    const { rows, error } = await collect(iterate(exchange.call, BY_WINDOW, { ...params, limit: 3 }));
    expect(idsOf(rows)).toEqual(['0']);
    expect(exchange.asked.at(-1)).toEqual({ startTime: NOW, endTime: NOW, limit: 3 });
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({
      message:
        `margin.records: at ${NOW} there may be more rows than one answer holds, and no way to the rest; ` +
        'a limit above 3 may hold them.',
    });
    const largest = queryWith({ window: windowOf(DAY), size: { parameter: 'limit', max: 3 } });
    expect((await collect(iterate(exchange.call, largest, params))).error).toMatchObject({
      message: expect.stringMatching(/no way to the rest; go on after it\.$/),
    });
  });

  test('without a time in the rows are split in the middle', async () => {
    const records = rowsFrom(NOW, { count: 20 });
    const exchange = new SimulatedExchange(records);
    const { time, ...history } = BY_WINDOW.history;
    expect(time).toBe('time');
    const timeless = { ...BY_WINDOW, history };
    const { rows } = await collect(iterate(exchange.call, timeless, { startTime: NOW, endTime: NOW + 99, limit: 3 }));
    expect(idsOf(rows)).toEqual(idsOf(records));
    expect(exchange.asked[1]).toEqual({ limit: 3, startTime: NOW, endTime: NOW + 49 });
  });

  test('of an exchange that goes by another time are still split to the end', async () => {
    const records = rowsFrom(NOW, { count: 20 });
    const exchange = new SimulatedExchange(records);
    const call: CallOperation = async (operation, params) => {
      const rows = (await exchange.call(operation, params)) as unknown as readonly Row[];
      return rows.map((row) => ({ ...row, time: row.time - DAY })) as never;
    };
    const { rows } = await collect(iterate(call, BY_WINDOW, { startTime: NOW, endTime: NOW + DAY - 1, limit: 6 }));
    expect(idsOf(rows)).toEqual(idsOf(records));
    expect(exchange.asked.length).toBeLessThan(80);
  });

  test('are read page by page where there are pages', async () => {
    const exchange = new SimulatedExchange(rowsFrom(NOW, { count: 4, gap: DAY / 2 }));
    const params = { startTime: NOW, endTime: NOW + 2 * DAY - 1, limit: 2 };
    const { rows } = await collect(iterate(exchange.call, PAGED_WINDOWS, params, { now: () => NOW + 9 * DAY }));
    expect(idsOf(rows)).toEqual(['2', '1', '4', '3']);
    expect(exchange.asked.map(({ startTime, current }) => [startTime, current])).toEqual([
      [NOW, 1],
      [NOW, 2],
      [NOW + DAY, 1],
      [NOW + DAY, 2],
    ]);
  });

  test('where ids lead on too: through a millisecond that does not fit', async () => {
    const records = [NOW - 2, NOW, NOW, NOW, NOW, NOW, NOW + 1, NOW + 1].map((time, id) => ({ id: String(id), time }));
    const exchange = new SimulatedExchange(records);
    const params = { symbol: 'BTCUSDT', startTime: NOW - 9, endTime: NOW + 9, limit: 3 };
    const { rows } = await collect(iterate(exchange.call, EITHER, params));
    expect(idsOf(rows)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    expect(exchange.asked).toContainEqual({ symbol: 'BTCUSDT', limit: 3, fromId: '1' });
    expect(exchange.asked).toContainEqual({ symbol: 'BTCUSDT', limit: 1, startTime: NOW, endTime: NOW });
  });

  test('but not when such an answer began in the middle', async () => {
    const exchange = new SimulatedExchange(rowsFrom(NOW, { count: 5, gap: 0 }), { cut: 'latest first' });
    const { rows, error } = await collect(iterate(exchange.call, EITHER, { startTime: NOW, endTime: NOW, limit: 3 }));
    expect(rows).toEqual([]);
    expect(error).toBeInstanceOf(DecodeError);
  });

  test('and with one row in an answer, an answer of two tells where it began', async () => {
    const records = rowsFrom(NOW, { count: 5, gap: 0 });
    const params = { startTime: NOW, endTime: NOW, limit: 1 };
    const query = queryWith({ from: FROM, window: windowOf(DAY), size: { parameter: 'limit', max: 2 } });
    const walk = (cut: (typeof cuts)[number]): ReturnType<typeof collect<Row>> =>
      collect(iterate(new SimulatedExchange(records, { cut }).call, query, params));
    expect(await walk('earliest first')).toEqual({ rows: records });
    expect(await walk('latest first')).toMatchObject({ rows: [], error: { kind: 'decode' } });
    const single = { ...query, history: { ...query.history, size: { parameter: 'limit', max: 1 } } };
    const { time, ...timeless } = query.history;
    expect(time).toBe('time');
    for (const poor of [single, { ...query, history: timeless }]) {
      const exchange = new SimulatedExchange(records);
      const { rows, error } = await collect(iterate(exchange.call, poor, params));
      expect([rows, error]).toEqual([[], expect.any(DecodeError)]);
      expect(exchange.asked).toHaveLength(1);
    }
  });

  test('ids alone where no time is given', async () => {
    const exchange = new SimulatedExchange(rowsFrom(NOW, { count: 5, gap: DAY }));
    expect((await collect(iterate(exchange.call, EITHER, {}))).rows).toHaveLength(5);
    expect(exchange.asked).toEqual([{ limit: 500, fromId: '0' }]);
  });
});
