import { describe, expect, test } from 'vitest';
import { DecodeError } from '../../../../templates/runtime/errors/response-errors.js';
import { iterate } from '../../../../templates/runtime/history/iterate.js';
import { BY_ID, BY_WINDOW, idsOf, NOW, PAGED, rowsFrom } from './queries.js';
import { collect, SimulatedExchange } from './simulated.js';

describe('pages', () => {
  test('are read until one is not full, in the order of the exchange', async () => {
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 5 }));
    const { rows } = await collect(iterate(exchange.call, PAGED, { symbol: 'BTCUSDT', limit: 2 }));
    expect(idsOf(rows)).toEqual(['5', '4', '3', '2', '1']);
    expect(exchange.asked).toEqual([
      { symbol: 'BTCUSDT', limit: 2, current: 1 },
      { symbol: 'BTCUSDT', limit: 2, current: 2 },
      { symbol: 'BTCUSDT', limit: 2, current: 3 },
    ]);
  });

  test('a last page that is full is followed by an empty one', async () => {
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 4 }));
    expect((await collect(iterate(exchange.call, PAGED, { limit: 2 }))).rows).toHaveLength(4);
    expect(exchange.asked).toHaveLength(3);
  });

  test('are as large as the exchange takes unless the caller says so', async () => {
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 501 }));
    expect((await collect(iterate(exchange.call, PAGED, {}))).rows).toHaveLength(501);
    expect(exchange.asked).toEqual([
      { limit: 500, current: 1 },
      { limit: 500, current: 2 },
    ]);
  });

  test('rows that are pushed to a later page are not given again', async () => {
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 6 }), {
      meanwhile: ({ records }) => {
        if (records.length < 10) records.push({ id: `${records.length + 1}`, time: NOW + records.length });
      },
    });
    const { rows } = await collect(iterate(exchange.call, PAGED, { limit: 3 }));
    expect(idsOf(rows)).toEqual(['6', '5', '4', '3', '2', '1']);
  });

  test('the same id at another time is another row, and so is one twice in one answer', async () => {
    const records = [9, 8, 8, 7].map((time) => ({ id: '1', time }));
    const exchange = new SimulatedExchange(records);
    expect((await collect(iterate(exchange.call, PAGED, { limit: 3 }))).rows).toEqual(records);
  });

  test('that never come to an end end with an error, not never', async () => {
    const records = rowsFrom(1, { count: 3 });
    const exchange = new SimulatedExchange(records);
    const stuck = async (): Promise<never> => {
      await exchange.call(BY_WINDOW, {});
      return { rows: records } as never;
    };
    const { rows, error } = await collect(iterate(stuck, PAGED, { limit: 3 }));
    expect(rows).toEqual(records);
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({
      message: 'margin.records: the last 20 pages up to current 21 had no row that was new.',
      operation: 'margin.records',
    });
    expect(exchange.asked).toHaveLength(21);
  });
});

describe('ids', () => {
  test('lead on from the one after the last, exactly, to the end of int64', async () => {
    const ids = [2n ** 53n, 2n ** 53n + 1n, 2n ** 53n + 2n, 2n ** 63n - 2n, 2n ** 63n - 1n].map(String);
    const exchange = new SimulatedExchange(ids.map((id) => ({ id, time: 1 })));
    const { rows } = await collect(iterate(exchange.call, BY_ID, { symbol: 'BTCUSDT', limit: 1 }));
    expect(idsOf(rows)).toEqual(ids);
    expect(exchange.asked.map(({ fromId }) => fromId)).toEqual([
      '0',
      '9007199254740993',
      '9007199254740994',
      '9007199254740995',
      '9223372036854775807',
    ]);
  });

  test.each([3, '3', 3n])('begin with the one that is given: %s', async (fromId) => {
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 5 }));
    const { rows } = await collect(iterate(exchange.call, BY_ID, { fromId, limit: 3 }));
    expect(idsOf(rows)).toEqual(['3', '4', '5']);
    expect(exchange.asked).toEqual([
      { fromId: '3', limit: 3 },
      { fromId: '6', limit: 3 },
    ]);
  });

  test('are ascending whatever the exchange lists first, and none below is given', async () => {
    const answer = [5, 2, 4, 3].map((id) => ({ id, time: 1 }));
    const call = async () => answer as never;
    const { rows } = await collect(iterate(call, BY_ID, { fromId: 3, limit: 5 }));
    expect(rows.map(({ id }) => Number(id))).toEqual([3, 4, 5]);
  });

  test('are not walked where full answers come newest first, as rows would be missed', async () => {
    const newest = [9, 8, 7].map((id) => ({ id, time: 1 }));
    const { rows, error } = await collect(iterate(async () => newest as never, BY_ID, { fromId: 3, limit: 3 }));
    expect(rows.map(({ id }) => Number(id))).toEqual([7, 8, 9]);
    expect(error).toMatchObject({
      kind: 'decode',
      message: 'margin.records: full answers come newest first: rows after fromId 3 would be missed.',
    });
  });

  test('that are not what was asked for end with an error', async () => {
    const call = Object.assign(async () => rowsFrom(1, { count: 2 }) as never, { close: async () => undefined });
    const { rows, error } = await collect(iterate(call, BY_ID, { fromId: 7, limit: 2 }));
    expect(rows).toEqual([]);
    expect(error).toMatchObject({
      kind: 'decode',
      message: 'margin.records: no row of a full answer is from fromId 7 on.',
    });
  });

  test.each([
    [{ time: 1 }, 'margin.records: a row has no id, by which it is told from others.'],
    [{ id: null }, 'margin.records: a row has no id, by which it is told from others.'],
    [null, 'margin.records: a row has no id, by which it is told from others.'],
    [{ id: 'abc' }, "margin.records: a row's id is no integer, and the walk goes by it."],
    [{ id: '1.5' }, "margin.records: a row's id is no integer, and the walk goes by it."],
  ])('a row like %j has none', async (row, message) => {
    const call = async () => [row] as never;
    const { error } = await collect(iterate(call, BY_ID, {}));
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({ message });
  });
});
