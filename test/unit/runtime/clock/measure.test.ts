import { describe, expect, test } from 'vitest';
import type { ApiResponse } from '../../../../templates/runtime/call/request.js';
import { measureClock, readServerTime, timeOperation } from '../../../../templates/runtime/clock/measure.js';

const answer = (data: unknown, headers: Record<string, string> = {}): ApiResponse => ({
  status: 200,
  headers,
  data,
  usage: [],
});

describe('the time an answer tells', () => {
  test.each([
    ['its body', answer({ serverTime: 1_700_000_000_123 }), 1_700_000_000_123],
    ['its body rather than its header', answer({ serverTime: 5 }, { date: 'Thu, 15 Jan 2026 12:00:00 GMT' }), 5],
    [
      'its header, in the middle of the second',
      answer({}, { date: 'Thu, 15 Jan 2026 12:00:00 GMT' }),
      Date.UTC(2026, 0, 15, 12) + 500,
    ],
    ['nothing', answer({}), undefined],
    ['a header that is no date', answer({}, { date: 'now' }), undefined],
    ['a body of another form', answer({ serverTime: '5' }), undefined],
    ['null', answer(null), undefined],
    ['a text', answer('5'), undefined],
    [
      'its header, beside a text',
      answer('5', { date: 'Thu, 15 Jan 2026 12:00:00 GMT' }),
      Date.UTC(2026, 0, 15, 12) + 500,
    ],
  ])('by %s', (_, response, time) => {
    expect(readServerTime(response)).toBe(time);
  });

  test('is asked for without a key or a signature', () => {
    expect(timeOperation('https://api.binance.com', '/api/v3/time')).toEqual({
      ...{ name: 'clock', method: 'GET', path: '/api/v3/time', server: 'https://api.binance.com' },
      ...{ security: [], securityType: 'NONE', weight: [{ value: 1, scope: 'IP' }], effect: 'read' },
      ...{ parameters: {}, required: [], response: { fields: { serverTime: 'time' } }, errors: [] },
    });
  });
});

/** Ways of the given lengths to a server that is `ahead`, which makes its answer at `share` of each way. */
const measureOver = (ways: readonly (number | Error)[], ahead = 60_000, share = 0.5) => {
  let ticks = 0;
  let asked = 0;
  const measured = measureClock({
    now: () => 1_000_000 + ticks,
    monotonic: () => ticks,
    ask: async () => {
      const way = ways[asked] ?? 0;
      asked += 1;
      if (way instanceof Error) throw way;
      const serverTime = 1_000_000 + ahead + ticks + way * share;
      ticks += way;
      return answer({ serverTime });
    },
  });
  return measured.then((result) => ({ ...result, asked }));
};

describe('a measurement', () => {
  test('takes half of the way off', async () => {
    expect(await measureOver([100])).toEqual({ offsetMs: 60_000, roundTripMs: 100, asked: 1 });
  });

  test.each([-60_000, 0, 60_000])('of a clock %d ms ahead', async (ahead) => {
    expect((await measureOver([10], ahead)).offsetMs).toBe(ahead);
  });

  test('is off by at most half of the way', async () => {
    expect((await measureOver([100], 0, 0)).offsetMs).toBe(-50);
    expect((await measureOver([100], 0, 1)).offsetMs).toBe(50);
  });

  test('is made again after a long way, and the shorter way counts', async () => {
    expect(await measureOver([200])).toMatchObject({ asked: 1 });
    expect(await measureOver([201, 20])).toEqual({ offsetMs: 60_000, roundTripMs: 20, asked: 2 });
    expect(await measureOver([300, 400])).toEqual({ offsetMs: 60_000, roundTripMs: 300, asked: 2 });
  });

  test('survives a second way that fails, but not a first', async () => {
    expect(await measureOver([300, new Error('down')])).toMatchObject({ roundTripMs: 300, asked: 2 });
    await expect(measureOver([new Error('down')])).rejects.toThrow('down');
  });

  test('fails when the answer tells no time', async () => {
    const ask = async (): Promise<ApiResponse> => answer({});
    await expect(measureClock({ now: () => 0, monotonic: () => 0, ask })).rejects.toThrow(
      new TypeError('The answer does not tell the time.'),
    );
  });
});
