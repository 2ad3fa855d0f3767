import { describe, expect, test } from 'vitest';
import { iterate } from '../../../../templates/runtime/history/iterate.js';
import type { HistoryOperation } from '../../../../templates/runtime/operation.js';
import type { Answer, RecordedRequest, Route } from '../../../exchange/exchange.js';
import { ACCOUNT, ENTRIES, useExchange } from '../support.js';
import { collect } from './simulated.js';

const HOUR = 3_600_000;
const START = 1_700_000_000_000;

/** Ids that no JavaScript number holds, on the wire as bare numbers. */
const RECORDS = Array.from({ length: 23 }, (_, index) => ({
  id: String(351_637_150_141_315_861n + BigInt(index)),
  time: START + index * HOUR,
}));

const write = (rows: readonly { readonly id: string; readonly time: number }[]): string =>
  `[${rows.map(({ id, time }) => `{"txId":${id},"timestamp":${time},"amount":"0.10"}`).join(',')}]`;

const readNumbers = (request: RecordedRequest): ReadonlyMap<string, number> =>
  new Map(request.parameters.map(([name, value]) => [name, Number(value)]));

const answerPage = (request: RecordedRequest): Answer => {
  const given = readNumbers(request);
  const [start, end, size] = [given.get('startTime') ?? 0, given.get('endTime') ?? Infinity, given.get('size') ?? 10];
  if (end - start >= 24 * HOUR) return { status: 400, json: { code: -1127, msg: 'More than 24 hours.' } };
  const rows = RECORDS.filter(({ time }) => time >= start && time <= end).reverse();
  const from = ((given.get('current') ?? 1) - 1) * size;
  return { body: `{"total":${rows.length},"rows":${write(rows.slice(from, from + size))}}` };
};

const answerFrom = (request: RecordedRequest): Answer => {
  const from = BigInt(request.parameters.find(([name]) => name === 'fromId')?.[1] ?? 0);
  return { body: write(RECORDS.filter(({ id }) => BigInt(id) >= from).slice(0, readNumbers(request).get('size'))) };
};

const PATHS = { pages: '/sapi/v1/margin/borrow-repay', ids: '/sapi/v1/margin/myTrades' } as const;

const ROUTES: readonly Route[] = [
  { method: 'GET', path: PATHS.pages, security: ['apiKey', 'signature'], answer: answerPage },
  { method: 'GET', path: PATHS.ids, security: ['apiKey', 'signature'], answer: answerFrom },
];

interface Row {
  readonly txId: string;
  readonly timestamp: number;
  readonly amount: string;
}

interface Params {
  readonly startTime?: number;
  readonly endTime?: number;
  readonly fromId?: string;
  readonly size?: number;
}

const FIELDS = { list: { fields: { txId: 'id', timestamp: 'time', amount: 'decimal' } } } as const;

const BASE = {
  method: 'GET',
  server: 'https://api.binance.com',
  security: [['apiKey', 'signature']],
  securityType: 'USER_DATA',
  weight: [{ value: 10, scope: 'IP' }],
  effect: 'read',
  required: [],
  errors: [],
} as const;

const LOANS: HistoryOperation<Params, { readonly rows: readonly Row[] }, Row> = {
  ...BASE,
  name: 'margin.borrowRepayRecords',
  path: PATHS.pages,
  parameters: { startTime: 'time', endTime: 'time', current: 'int', size: 'int' },
  response: { fields: { rows: FIELDS, total: 'int' } },
  history: {
    rows: 'rows',
    id: 'txId',
    time: 'timestamp',
    size: { parameter: 'size', max: 100 },
    page: { parameter: 'current' },
    window: { start: 'startTime', end: 'endTime', maxMs: 24 * HOUR },
  },
};

const TRADES: HistoryOperation<Params, readonly Row[], Row> = {
  ...BASE,
  name: 'margin.trades.list',
  path: PATHS.ids,
  parameters: { fromId: 'id', size: 'int' },
  response: FIELDS,
  history: { id: 'txId', time: 'timestamp', size: { parameter: 'size', max: 100 }, from: { parameter: 'fromId' } },
};

describe.each(ENTRIES)('histories over the wire, %s entry', (_, create) => {
  const exchange = useExchange({ routes: ROUTES });
  const caller = () => create({ ...ACCOUNT, baseUrl: exchange().origin });

  test('windows and pages: signed, within the limit, every row once with its exact id', async () => {
    const params = { startTime: START - 40 * HOUR, endTime: START + 40 * HOUR, size: 4 };
    const { rows, error } = await collect(iterate(caller(), LOANS, params));
    expect(error).toBeUndefined();
    expect(rows.map(({ txId }) => txId).sort()).toEqual(RECORDS.map(({ id }) => id));
    expect(rows[0]).toEqual({ txId: expect.any(String), timestamp: expect.any(Number), amount: '0.10' });
    expect(exchange().requests.every(({ refusal }) => refusal === undefined)).toBe(true);
  });

  test('ids: from the first to the last beyond 2^53', async () => {
    const { rows } = await collect(iterate(caller(), TRADES, { size: 5 }));
    expect(rows.map(({ txId }) => txId)).toEqual(RECORDS.map(({ id }) => id));
    const asked = exchange().requests.map(({ parameters }) => new Map(parameters).get('fromId'));
    expect(asked).toEqual(['0', ...[4, 9, 14, 19].map((index) => String(BigInt(RECORDS[index]?.id ?? 0) + 1n))]);
  });

  test('an error of the exchange ends the walk, and what was given stays', async () => {
    const { rows, error } = await collect(iterate(caller(), TRADES, { size: 5 }, { limit: 5 }));
    expect([rows.length, error]).toEqual([5, undefined]);
    exchange().script({ body: write(RECORDS.slice(0, 5)) }, { status: 400, json: { code: -1100, msg: 'Illegal' } });
    const failed = await collect(iterate(caller(), TRADES, { size: 5 }));
    expect(failed.rows).toHaveLength(5);
    expect(failed.error).toMatchObject({ kind: 'api', code: -1100, operation: 'margin.trades.list' });
  });

  test("the caller's signal ends it", async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const row of iterate(caller(), TRADES, { size: 5 }, { call: { signal: controller.signal } })) {
        seen.push(row.txId);
        if (seen.length === 5) controller.abort();
      }
    };
    await expect(walk()).rejects.toMatchObject({ kind: 'aborted' });
    expect(seen).toHaveLength(5);
    expect(exchange().requests).toHaveLength(1);
  });
});
