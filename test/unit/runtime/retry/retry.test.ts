import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ClientEvent, ClientOptions, Interceptor } from '../../../../templates/runtime/common.js';
import { type Answer, startExchange } from '../../../exchange/exchange.js';
import { ACCOUNT, BORROW, ENTRIES, failureOf, LOAN, RECORDS, ROUTES, timeRoutes, useExchange } from '../support.js';

const PARAMS = { asset: 'USDT', amount: '1' };
const HTML_502: Answer = { status: 502, body: '<html>', headers: { 'content-type': 'text/html' } };
/** An origin at which nobody listens any more. */
const nobodyAt = async (): Promise<string> => {
  const gone = await startExchange();
  await gone.close();
  return gone.origin;
};
const QUICK = { baseDelayMs: 5, maxDelayMs: 20 };

afterEach(() => vi.restoreAllMocks());

describe.each(ENTRIES)('second attempts, on the %s entry', (_, create) => {
  const exchange = useExchange({ routes: [...(ROUTES ?? []), ...timeRoutes(Date.now)] });
  const callerWith = (options: Partial<ClientOptions> = {}) =>
    create({ ...ACCOUNT, baseUrl: exchange().origin, retry: QUICK, ...options });
  const signatures = (): readonly (string | undefined)[] =>
    exchange().requests.map(({ parameters }) => parameters.find(([name]) => name === 'signature')?.[1]);

  const PASSING: readonly (readonly [what: string, answer: Answer])[] = [
    ['a reset', { fault: 'reset' }],
    ['a reset within the answer', { fault: 'reset-body' }],
    ['bytes that are no HTTP', { fault: 'garbage' }],
    ['a gateway that is down', HTML_502],
    ['a 500', { status: 500, json: { code: -1000, msg: 'An unknown error occurred' } }],
    ['a 503 throttled', { status: 503, json: { code: -1008, msg: 'Request throttled' } }],
    ['a 504', { status: 504, json: { code: -1007, msg: 'Timeout waiting for response from backend server.' } }],
  ];

  test.each(PASSING)('a read goes on after %s, signed anew', async (__, answer) => {
    const look = vi.fn<Interceptor>((request, next) => next(request));
    let now = Date.now();
    const caller = callerWith({ interceptors: [look], now: () => (now += 1) });
    exchange().script(answer, answer);
    expect(await caller(RECORDS, {})).toEqual({ rows: [{ id: '351637150141315861', amount: '0.10' }] });
    expect(exchange().requests.map(({ refusal }) => refusal)).toEqual([undefined, undefined, undefined]);
    expect(new Set(signatures()).size).toBe(3);
    expect(look.mock.calls.map(([request]) => request.attempt)).toEqual([1, 2, 3]);
    await caller.close();
  });

  test.each(PASSING)('and ends with it when %s does not pass', async (__, answer) => {
    const caller = callerWith();
    exchange().script(answer, answer, answer, answer);
    expect(await failureOf(caller(RECORDS, {}))).toMatchObject({ operation: 'margin.records' });
    expect(exchange().requests).toHaveLength(3);
    await caller.close();
  });

  test('a write after the same is never sent again', async () => {
    for (const [, answer] of PASSING) {
      const caller = callerWith();
      exchange().reset();
      exchange().script(answer);
      expect(await failureOf(caller(BORROW, PARAMS))).toMatchObject({ kind: 'unknown-outcome' });
      expect(exchange().requests).toHaveLength(1);
      await caller.close();
    }
  });

  test.each<[string, Answer]>([
    ['"Service Unavailable."', { status: 503, json: { code: -1000, msg: 'Service Unavailable.' } }],
    [
      '"Internal error; …"',
      { status: 503, json: { code: -1001, msg: 'Internal error; unable to process your request. Please try again.' } },
    ],
    ['-1008', { status: 503, json: { code: -1008, msg: 'Request throttled by system-level protection.' } }],
  ])('a write of /papi is sent again after a 503 that says it certainly failed: %s', async (__, answer) => {
    const caller = callerWith();
    exchange().script(answer, answer);
    expect(await caller(LOAN, PARAMS)).toEqual({ tranId: '100000001' });
    expect(exchange().requests).toHaveLength(3);
    expect(exchange().requests.every(({ refusal }) => refusal === undefined)).toBe(true);
    await caller.close();
  });

  test('and not after the one that says nobody knows', async () => {
    const caller = callerWith();
    exchange().script({
      status: 503,
      json: { code: -1000, msg: 'Unknown error, please check your request or try again later.' },
    });
    expect(await failureOf(caller(LOAN, PARAMS))).toMatchObject({ kind: 'unknown-outcome', status: 503 });
    expect(exchange().requests).toHaveLength(1);
    await caller.close();
  });

  test('a write that certainly failed once and then is lost is an unknown outcome', async () => {
    const caller = callerWith();
    exchange().script({ status: 503, json: { code: -1008, msg: 'Request throttled' } }, { fault: 'reset' });
    expect(await failureOf(caller(LOAN, PARAMS))).toMatchObject({ kind: 'unknown-outcome' });
    expect(exchange().requests).toHaveLength(2);
    await caller.close();
  });

  test('a write that found nobody there is tried again, and was never sent', async () => {
    const baseUrl = await nobodyAt();
    const caller = callerWith({ baseUrl });
    const events: ClientEvent[] = [];
    const watched = callerWith({ baseUrl, onEvent: (event) => events.push(event) });
    expect(await failureOf(caller(BORROW, PARAMS))).toMatchObject({ kind: 'network', sent: 'never' });
    await failureOf(watched(BORROW, PARAMS));
    expect(events.filter(({ type }) => type === 'request')).toHaveLength(3);
    expect(events.filter(({ type }) => type === 'retry').map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test('a 429 is waited out when it ends in time', async () => {
    const caller = callerWith();
    exchange().script({ status: 429, json: { code: -1003, msg: 'Too many.' }, headers: { 'retry-after': '1' } });
    const before = performance.now();
    expect(await caller(BORROW, PARAMS)).toEqual({ tranId: '351637150141315861' });
    expect(performance.now() - before).toBeGreaterThanOrEqual(1000);
    expect(exchange().requests).toHaveLength(2);
    await caller.close();
  });

  test('and is the caller\'s at once when it does not', async () => {
    const caller = callerWith();
    exchange().script({ status: 429, json: { code: -1003, msg: 'Too many.' }, headers: { 'retry-after': '60' } });
    const before = performance.now();
    const failure = await failureOf(caller(BORROW, PARAMS));
    expect(failure).toMatchObject({ kind: 'rate-limit', answered: true, status: 429 });
    expect((failure as { retryAfter: number }).retryAfter).toBeGreaterThan(58_000);
    expect(performance.now() - before).toBeLessThan(1000);
    await caller.close();
  });

  test('a ban is never waited out', async () => {
    const caller = callerWith();
    exchange().script({ status: 418, json: { code: -1003, msg: 'Banned.' }, headers: { 'retry-after': '1' } });
    expect(await failureOf(caller(RECORDS, {}))).toMatchObject({ kind: 'banned', answered: true });
    expect(exchange().requests).toHaveLength(1);
    await caller.close();
  });

  test('no pause goes beyond the deadline: the failure is told as soon as that is clear', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    const caller = callerWith({ retry: { baseDelayMs: 5000, maxDelayMs: 5000 } });
    exchange().script(HTML_502, HTML_502);
    const before = performance.now();
    expect(await failureOf(caller(RECORDS, {}, { timeoutMs: 1000 }))).toMatchObject({ kind: 'api', status: 502 });
    expect(performance.now() - before).toBeLessThan(900);
    await caller.close();
  });

  test('an abort ends a pause, and nothing is sent after it', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    const caller = callerWith({ retry: { baseDelayMs: 5000, maxDelayMs: 5000 } });
    exchange().script(HTML_502);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    expect(await failureOf(caller(RECORDS, {}, { signal: controller.signal }))).toMatchObject({ kind: 'aborted' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(exchange().requests).toHaveLength(1);
    await caller.close();
  });

  test('an attempt of a read that hangs is given up for the next one', async () => {
    const caller = callerWith({ retry: { ...QUICK, attemptTimeoutMs: 200 } });
    exchange().script({ fault: 'hang' });
    expect(await caller(RECORDS, {})).toMatchObject({ rows: [{}] });
    expect(exchange().requests).toHaveLength(2);
    exchange().script({ fault: 'hang' }, { fault: 'hang' }, { fault: 'hang' });
    expect(await failureOf(caller(RECORDS, {}))).toMatchObject({ kind: 'network', code: 'ATTEMPT_TIMEOUT', sent: 'maybe' });
    await caller.close();
  });

  test('a write has all the time of its call', async () => {
    const caller = callerWith({ retry: { ...QUICK, attemptTimeoutMs: 50 } });
    exchange().script({ delayMs: 200, body: '{"tranId":1}' });
    expect(await caller(BORROW, PARAMS)).toEqual({ tranId: '1' });
    await caller.close();
  });

  test('a read goes to the next origin, a write does not', async () => {
    const baseUrl = [await nobodyAt(), exchange().origin];
    const events: ClientEvent[] = [];
    const caller = callerWith({ baseUrl, onEvent: (event) => events.push(event) });
    expect(await caller(RECORDS, {})).toMatchObject({ rows: [{}] });
    expect(events.filter(({ type }) => type === 'failover')).toMatchObject([{ from: baseUrl[0], to: baseUrl[1] }]);
    // From now on reads begin where they were answered.
    events.length = 0;
    await caller(RECORDS, {});
    expect(events.filter(({ type }) => type === 'failover' || type === 'retry')).toEqual([]);
    expect(await failureOf(caller(BORROW, PARAMS))).toMatchObject({ kind: 'network', sent: 'never' });
    await caller.close();
  });
});
