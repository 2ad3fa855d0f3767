import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ClientEvent, ClientOptions } from '../../../../templates/runtime/common.js';
import type { Answer, RecordedRequest } from '../../../exchange/exchange.js';
import { ACCOUNT, BORROW, ENTRIES, failureOf, LOAN, RECORDS, ROUTES, timeRoutes, useExchange } from '../support.js';

const PARAMS = { asset: 'USDT', amount: '1' };

/** The exchange's clock: the true time, and how far from it the exchange is meant to be. */
let ahead = 0;
const trueTime = (): number => performance.timeOrigin + performance.now();
const exchangeNow = (): number => trueTime() + ahead;

let timeAnswer: Answer | undefined;
const routes = [
  ...(ROUTES ?? []),
  ...timeRoutes(exchangeNow).map((route) => ({
    ...route,
    answer: (request: RecordedRequest): Answer =>
      timeAnswer ?? (typeof route.answer === 'function' ? route.answer(request) : (route.answer ?? {})),
  })),
];

afterEach(() => {
  ahead = 0;
  timeAnswer = undefined;
  vi.restoreAllMocks();
});

describe.each(ENTRIES)('the clock, on the %s entry', (_, create) => {
  const exchange = useExchange({ routes, now: exchangeNow });
  const callerWith = (options: Partial<ClientOptions> = {}) =>
    create({ ...ACCOUNT, baseUrl: exchange().origin, ...options });
  const pathsOf = (): readonly string[] => exchange().requests.map(({ path }) => path);
  const refusals = (): number => exchange().requests.filter(({ refusal }) => refusal?.code === -1021).length;

  test.each([60_000, -60_000, 7_000])(
    '%d ms off: one refusal, one look at the clock, and the write goes through',
    async (off) => {
      ahead = off;
      const caller = callerWith();
      expect(await caller(BORROW, PARAMS)).toEqual({ tranId: '351637150141315861' });
      expect(pathsOf()).toEqual([BORROW.path, '/api/v3/time', BORROW.path]);
      const [first, time, second] = exchange().requests;
      expect([time?.target, time?.headers['x-mbx-apikey']]).toEqual(['/api/v3/time', undefined]);
      const signatureOf = (request: RecordedRequest | undefined): string | undefined =>
        request?.parameters.find(([name]) => name === 'signature')?.[1];
      expect(signatureOf(first)).not.toBe(signatureOf(second));
      await caller.close();
    },
  );

  test('60 s off: no refusal in 1,000 calls after the first, and one look at the clock', async () => {
    ahead = 60_000;
    const events: ClientEvent[] = [];
    const caller = callerWith({ onEvent: (event) => events.push(event) });
    for (let call = 0; call < 20; call += 1) {
      await Promise.all(Array.from({ length: 50 }, () => caller(RECORDS, {})));
    }
    // All of the first fifty were signed before anybody knew.
    expect(refusals()).toBeLessThanOrEqual(50);
    expect(events.filter(({ type }) => type === 'clock')).toHaveLength(1);
    const later = exchange().requests.slice(102);
    expect(later.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
    await caller.close();
  });

  test('drifting by a tenth of a second a minute: no refusal in a day of calls', async () => {
    const caller = callerWith({ clock: { maxAgeMs: 60_000 } });
    let passed = 0;
    const real = { now: Date.now.bind(Date), ticks: performance.now.bind(performance) };
    vi.spyOn(performance, 'now').mockImplementation(() => real.ticks() + passed);
    // The local clock loses 100 ms a minute against the exchange's.
    vi.spyOn(Date, 'now').mockImplementation(() => real.now() + passed - passed / 600);
    ahead = 60_000;
    await caller(RECORDS, {});
    exchange().reset();
    for (let minute = 0; minute < 200; minute += 1) {
      passed += 60_000;
      await caller(RECORDS, {});
    }
    expect(refusals()).toBe(0);
    await caller.close();
  });

  test('a step of the local clock is noticed before the next call is signed', async () => {
    const caller = callerWith();
    await caller(RECORDS, {});
    const now = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => now() + 60_000);
    exchange().reset();
    for (let call = 0; call < 5; call += 1) await caller(RECORDS, {});
    expect(pathsOf()).toEqual(['/api/v3/time', ...Array<string>(5).fill(RECORDS.path)]);
    expect(refusals()).toBe(0);
    await caller.close();
  });

  test('of /papi is asked of its own host, by the Date header of its ping', async () => {
    ahead = -60_000;
    const caller = callerWith();
    expect(await caller(LOAN, PARAMS)).toEqual({ tranId: '100000001' });
    expect(pathsOf()).toEqual([LOAN.path, '/papi/v1/ping', LOAN.path]);
    await caller.close();
  });

  test('a time endpoint that fails leaves the refusal, and the offset that was known', async () => {
    ahead = 60_000;
    const caller = callerWith();
    await caller(RECORDS, {});
    const known = caller.exchangeTime(RECORDS) - Date.now();
    expect(Math.abs(known - 60_000)).toBeLessThan(500);
    timeAnswer = { status: 502, body: '<html>', headers: { 'content-type': 'text/html' } };
    ahead = 120_000;
    expect(await failureOf(caller(BORROW, PARAMS))).toMatchObject({ kind: 'api', code: -1021 });
    expect(Math.abs(caller.exchangeTime(RECORDS) - Date.now() - known)).toBeLessThan(50);
    ahead = 60_000;
    await caller(RECORDS, {});
    await caller.close();
  });

  test("one resync for each call: a second refusal is the caller's", async () => {
    ahead = 60_000;
    timeAnswer = { json: { serverTime: Date.now() + 200_000 } };
    const caller = callerWith();
    expect(await failureOf(caller(BORROW, PARAMS))).toMatchObject({ kind: 'api', code: -1021 });
    expect(pathsOf()).toEqual([BORROW.path, '/api/v3/time', BORROW.path]);
    await caller.close();
  });

  test('a look at the clock that the refused timestamp was made by does not count as one since', async () => {
    const caller = callerWith({ clock: { sync: 'first' } });
    exchange().script({ json: { serverTime: Date.now() + 60_000 } });
    expect(await caller(BORROW, PARAMS)).toEqual({ tranId: '351637150141315861' });
    expect(pathsOf()).toEqual(['/api/v3/time', BORROW.path, '/api/v3/time', BORROW.path]);
    await caller.close();
  });

  test('a window that is shorter than the way, so that all is refused, costs one look and one more attempt for each call', async () => {
    const slow = callerWith();
    const old = { status: 400, json: { code: -1021, msg: 'Timestamp for this request is outside of the recvWindow.' } };
    exchange().script(old, { json: { serverTime: Date.now() } }, old, old, { json: { serverTime: Date.now() } }, old);
    for (const params of [PARAMS, PARAMS]) {
      expect(await failureOf(slow(BORROW, params))).toMatchObject({ kind: 'api', code: -1021 });
    }
    expect(exchange().requests).toHaveLength(6);
    await slow.close();
  });

  test('"never" asks nobody, "first" asks before the first signed call', async () => {
    ahead = 60_000;
    const never = callerWith({ clock: { sync: 'never' } });
    expect(await failureOf(never(BORROW, PARAMS))).toMatchObject({ code: -1021 });
    expect(pathsOf()).toEqual([BORROW.path]);
    exchange().reset();
    const first = callerWith({ clock: { sync: 'first' } });
    await Promise.all([first(BORROW, PARAMS), first(RECORDS, {})]);
    expect([...pathsOf()].sort()).toEqual(['/api/v3/time', BORROW.path, RECORDS.path].sort());
    expect(pathsOf()[0]).toBe('/api/v3/time');
    await Promise.all([never.close(), first.close()]);
  });

  test('the look at the clock is told as an event, with no key in the request', async () => {
    ahead = 60_000;
    const events: ClientEvent[] = [];
    const caller = callerWith({ onEvent: (event) => events.push(event) });
    await caller(BORROW, PARAMS);
    const [clock] = events.filter((event) => event.type === 'clock');
    expect(clock).toMatchObject({ origin: exchange().origin, operation: undefined });
    expect(Math.abs((clock?.offsetMs ?? 0) - 60_000)).toBeLessThan(500);
    const asked = exchange().requests.find(({ path }) => path === '/api/v3/time');
    expect([asked?.query, asked?.headers['x-mbx-apikey']]).toEqual(['', undefined]);
    await caller.close();
  });

  test('microseconds where the exchange takes them, milliseconds where it does not', async () => {
    const caller = callerWith({ clock: { unit: 'us' }, recvWindow: 5000.346 });
    await caller(BORROW, PARAMS);
    await caller(LOAN, PARAMS);
    const sent = exchange().requests.map(({ parameters }) => Object.fromEntries(parameters));
    expect(sent.map(({ timestamp, recvWindow }) => [timestamp?.length, recvWindow])).toEqual([
      [16, '5000.346'],
      [13, '5001'],
    ]);
    await caller.close();
  });
});
