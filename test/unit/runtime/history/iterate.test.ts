import { describe, expect, expectTypeOf, test } from 'vitest';
import { ConfigurationError, ValidationError } from '../../../../templates/runtime/errors/errors.js';
import { iterate } from '../../../../templates/runtime/history/iterate.js';
import type { HistoryOperation } from '../../../../templates/runtime/operation.js';
import { BY_ID, BY_WINDOW, EITHER, NOW, PAGED, PAGED_WINDOWS, rowsFrom } from './queries.js';
import { collect, type Params, queryWith, type Row, SimulatedExchange } from './simulated.js';

describe('a walk', () => {
  test('asks for nothing before a row is wanted, and for nothing ahead', async () => {
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 6 }));
    const walk = iterate(exchange.call, PAGED, { limit: 2 });
    await Promise.resolve();
    expect(exchange.asked).toHaveLength(0);
    await walk.next();
    await walk.next();
    expect(exchange.asked).toHaveLength(1);
    await walk.next();
    expect(exchange.asked).toHaveLength(2);
  });

  test('ends with break', async () => {
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 6 }));
    const walk = iterate(exchange.call, PAGED, { limit: 2 });
    for await (const row of walk) if (row.id === '4') break;
    expect(exchange.asked).toHaveLength(2);
    expect(await walk.next()).toEqual({ done: true, value: undefined });
    expect(exchange.asked).toHaveLength(2);
  });

  test('gives as many rows as its limit, without another call', async () => {
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 6 }));
    expect((await collect(iterate(exchange.call, PAGED, { limit: 2 }, { limit: 4 }))).rows).toHaveLength(4);
    expect(exchange.asked).toHaveLength(2);
    expect(await collect(iterate(exchange.call, PAGED, { limit: 2 }, { limit: 0 }))).toEqual({ rows: [] });
    expect(exchange.asked).toHaveLength(2);
    expect((await collect(iterate(exchange.call, PAGED, { limit: 2 }, { limit: 100 }))).rows).toHaveLength(6);
  });

  test('hands its options to each call', async () => {
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 3 }));
    const call = { signal: new AbortController().signal, timeoutMs: 5 };
    await collect(iterate(exchange.call, PAGED, { limit: 2 }, { call }));
    expect(exchange.options).toEqual([call, call]);
    expect(exchange.options[1]).toBe(call);
  });

  test('keeps what was given when a call fails, and throws that very error', async () => {
    const failure = new Error('down');
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 6 }), {
      meanwhile: ({ asked }) => {
        if (asked.length === 2) throw failure;
      },
    });
    const { rows, error } = await collect(iterate(exchange.call, PAGED, { limit: 2 }));
    expect(rows).toHaveLength(2);
    expect(error).toBe(failure);
  });

  test("leaves the caller's objects alone", async () => {
    const exchange = new SimulatedExchange(rowsFrom(NOW, { count: 3 }));
    const params = Object.freeze({ startTime: NOW, endTime: NOW + 9, limit: 2 });
    const options = Object.freeze({ call: Object.freeze({ timeoutMs: 5 }) });
    expect((await collect(iterate(exchange.call, PAGED_WINDOWS, params, options))).rows).toHaveLength(3);
    expect(params).toEqual({ startTime: NOW, endTime: NOW + 9, limit: 2 });
  });

  test('takes undefined for left out', async () => {
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 3 }));
    const params = { current: undefined, limit: undefined, symbol: undefined } as unknown as Params;
    expect((await collect(iterate(exchange.call, PAGED, params))).rows).toHaveLength(3);
    expect(exchange.asked).toEqual([{ limit: 500, current: 1 }]);
  });

  test('that has no way to go on says so, after what it has', async () => {
    const exchange = new SimulatedExchange(rowsFrom(1, { count: 3 }));
    const { rows, error } = await collect(iterate(exchange.call, queryWith({}), { limit: 2 }));
    expect(rows).toHaveLength(2);
    expect(error).toMatchObject({ message: 'margin.records: there may be more rows, and no way to ask for them.' });
    expect(await collect(iterate(exchange.call, queryWith({}), { limit: 4 }))).toEqual({ rows: exchange.records });
  });

  test('has rows of the type that the operation says', async () => {
    const exchange = new SimulatedExchange([]);
    expectTypeOf(iterate(exchange.call, PAGED, {})).toEqualTypeOf<AsyncIterableIterator<Row>>();
    // @ts-expect-error misspelt
    await collect(iterate(exchange.call, PAGED, { simbol: 'BTCUSDT' }));
  });

  test.each([[undefined], [null], [{}], [{ rows: {} }], ['rows']])('refuses an answer of %j', async (answer) => {
    const call = async () => answer as never;
    const { error } = await collect(iterate(call, PAGED, {}));
    expect(error).toMatchObject({
      kind: 'decode',
      message: 'margin.records: the answer has no list of rows.',
      path: '$.rows',
    });
    expect((await collect(iterate(call, BY_ID, {}))).error).toMatchObject({ path: '$' });
  });
});

describe('a parameter that does not fit is refused before anything is asked', () => {
  type Query = HistoryOperation<Params, unknown, Row>;
  const cases: readonly (readonly [query: Query, params: unknown, message: string])[] = [
    [PAGED, { current: 2 }, 'current must be left out, because the walk counts the pages itself; given: 2'],
    [PAGED, { limit: 501 }, 'limit must be a whole number from 1 to 500; given: 501'],
    [PAGED, { limit: 0 }, 'limit must be a whole number from 1 to 500; given: 0'],
    [PAGED, { limit: 1.5 }, 'limit must be a whole number from 1 to 500; given: 1.5'],
    [PAGED, { limit: '5' }, 'limit must be a whole number from 1 to 500; given: a string'],
    [BY_ID, { fromId: 'abc' }, expect.stringContaining('fromId must be an int64')],
    [BY_ID, { fromId: 2 ** 53 }, expect.stringContaining('fromId must be an int64')],
    [BY_WINDOW, {}, 'startTime must be given, because the walk goes from there to endTime, or to now; given: nothing'],
    [BY_WINDOW, { endTime: 5 }, expect.stringContaining('startTime must be given')],
    [PAGED_WINDOWS, {}, expect.stringContaining('startTime must be given')],
    [EITHER, { endTime: 5 }, expect.stringContaining('startTime must be given')],
    [BY_WINDOW, { startTime: 9, endTime: 8 }, 'startTime must be at most endTime, which is 8; given: 9'],
    [BY_WINDOW, { startTime: 1.5 }, expect.stringContaining('startTime must be milliseconds since the Unix epoch')],
    [BY_WINDOW, { startTime: new Date(0) }, expect.stringMatching(/startTime must be milliseconds.*an object$/)],
    [BY_WINDOW, { startTime: 1, endTime: 'now' }, expect.stringMatching(/endTime must be milliseconds.*a string$/)],
    [
      EITHER,
      { startTime: 1, fromId: 7 },
      'fromId must be left out when startTime is given: a walk goes by one of them; given: 7',
    ],
    [EITHER, { endTime: 1, fromId: 7n }, expect.stringContaining('fromId must be left out when endTime is given')],
    [PAGED, 'BTCUSDT', 'params must be an object with the parameters by name; given: a string'],
    [PAGED, [], 'params must be an object with the parameters by name; given: an object'],
  ];
  test.each(cases)(
    '%# %o',
    async (query, params, message) => {
      const exchange = new SimulatedExchange([]);
      const { error } = await collect(iterate(exchange.call, query, params as Params));
      expect(error).toBeInstanceOf(ValidationError);
      expect(String((error as Error).message).replace('margin.records: ', '')).toEqual(message);
      expect(exchange.asked).toHaveLength(0);
    },
  );

  test.each([-1, 1.5, NaN, '7'])('a limit of %j rows', async (limit) => {
    const exchange = new SimulatedExchange([]);
    const { error } = await collect(iterate(exchange.call, PAGED, {}, { limit: limit as number }));
    expect(error).toMatchObject({ kind: 'validation', parameter: 'limit' });
  });

  test('an operation without a history', async () => {
    const { history, ...operation } = PAGED;
    expect(history).toBeDefined();
    const exchange = new SimulatedExchange([]);
    const { error } = await collect(iterate(exchange.call, operation as unknown as typeof PAGED, {}));
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).not.toBeInstanceOf(ConfigurationError);
    expect((error as Error).message).toBe('margin.records: operation must be one with a history; given: nothing');
  });
});
