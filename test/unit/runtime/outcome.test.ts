import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import {
  AbortedError,
  ApiError,
  DecodeError,
  NetworkError,
  TimeoutError,
  UnknownOutcomeError,
} from '../../../templates/runtime/common.js';
import type { Answer } from '../../exchange/exchange.js';
import { CERTAIN, DOUBTFUL } from './outcome-cases.js';
import { ACCOUNT, BORROW, SINGLE_ENTRIES, failureOf, LOAN, RECORDS, useExchange } from './support.js';

const PARAMS = { asset: 'USDT', amount: '1.5' };

/** The same operation, were it one that changes nothing. */
const READ: typeof BORROW = { ...BORROW, method: 'GET', effect: 'read' };

const SERVICE_UNAVAILABLE: Answer = { status: 503, json: { code: -1000, msg: 'Service Unavailable.' } };
const FAILED_503: readonly (readonly [what: string, answer: Answer])[] = [
  ['"Service Unavailable."', SERVICE_UNAVAILABLE],
  [
    '"Internal error; …"',
    { status: 503, json: { code: -1001, msg: 'Internal error; unable to process your request. Please try again.' } },
  ],
  ['-1008', { status: 503, json: { code: -1008, msg: 'Request throttled by system-level protection.' } }],
];

describe.each(SINGLE_ENTRIES)('what a failure means, on the %s entry', (_, create) => {
  const exchange = useExchange();
  const caller = () => create({ ...ACCOUNT, baseUrl: exchange().origin, timeoutMs: 400, maxResponseBytes: 2000 });

  test.each(DOUBTFUL)('a write that meets %s has an unknown outcome, and is sent once', async (_what, answer, kind) => {
    exchange().script(answer);
    const failure = await failureOf(caller()(BORROW, { ...PARAMS, symbol: 'BTCUSDT' }));
    expect(failure).toBeInstanceOf(UnknownOutcomeError);
    expect(failure).toMatchObject({ kind: 'unknown-outcome', operation: 'margin.borrow', cause: { kind } });
    expect(failure).toMatchObject({ parameters: { asset: 'USDT', amount: '1.5', symbol: 'BTCUSDT' } });
    expect(exchange().requests).toHaveLength(1);
  });

  test.each(DOUBTFUL)('a read that meets %s simply fails', async (_what, answer, kind) => {
    exchange().script(answer);
    const failure = await failureOf(caller()(READ, PARAMS));
    expect(failure).toMatchObject({ kind, operation: 'margin.borrow' });
    expect(exchange().requests).toHaveLength(1);
  });

  test.each(CERTAIN)('a write that meets %s was certainly not carried out', async (_what, answer, kind) => {
    exchange().script(answer);
    expect(await failureOf(caller()(BORROW, PARAMS))).toMatchObject({ kind });
    expect(exchange().requests).toHaveLength(1);
  });

  test.each(FAILED_503)(
    '503 %s is a certain failure where the documentation says so: under /papi',
    async (_what, answer) => {
      exchange().script(answer, answer);
      expect(await failureOf(caller()(LOAN, PARAMS))).toMatchObject({ kind: 'api', status: 503 });
      expect(await failureOf(caller()(BORROW, PARAMS))).toMatchObject({ kind: 'unknown-outcome', status: 503 });
    },
  );

  test('the same words prove nothing when they come without a code, as from a gateway', async () => {
    exchange().script({ status: 503, body: 'Service Unavailable.', headers: { 'content-type': 'text/plain' } });
    expect(await failureOf(caller()(LOAN, PARAMS))).toMatchObject({ kind: 'unknown-outcome', status: 503 });
  });

  test("the exchange's own code survives in an unknown outcome", async () => {
    exchange().script({ status: 504, json: { code: -1007, msg: 'Timeout waiting.' } });
    expect(await failureOf(caller()(BORROW, PARAMS))).toMatchObject({
      status: 504,
      code: -1007,
      msg: 'Timeout waiting.',
    });
  });

  test('an abort after sending leaves the outcome of a write open, and carries the reason', async () => {
    exchange().script({ fault: 'hang' });
    const controller = new AbortController();
    const call = failureOf(caller()(BORROW, PARAMS, { signal: controller.signal }));
    while (exchange().requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const reason = new Error('the user left');
    controller.abort(reason);
    const failure = await call;
    expect(failure).toBeInstanceOf(UnknownOutcomeError);
    expect(failure).toMatchObject({ cause: { kind: 'aborted', sent: 'maybe', cause: reason } });
  });

  test('an abort before sending is only that', async () => {
    const failure = await failureOf(caller()(BORROW, PARAMS, { signal: AbortSignal.abort('early') }));
    expect(failure).toBeInstanceOf(AbortedError);
    expect(failure).toMatchObject({ sent: 'never', cause: 'early' });
    expect(exchange().requests).toHaveLength(0);
  });

  test('a refused connection was never sent, so a write failed for certain', async () => {
    const port = await closedPort();
    const client = create({ ...ACCOUNT, baseUrl: `http://127.0.0.1:${port}` });
    const failure = await failureOf(client(BORROW, PARAMS));
    expect(failure).toBeInstanceOf(NetworkError);
    expect(failure).toMatchObject({ sent: 'never', code: 'ECONNREFUSED' });
  });

  test('a name that does not resolve was never sent', async () => {
    const client = create({ ...ACCOUNT, baseUrl: 'https://nowhere.invalid' });
    expect(await failureOf(client(BORROW, PARAMS))).toMatchObject({ kind: 'network', sent: 'never' });
  });

  test('the deadline holds while an interceptor or a signer keeps the request back', async () => {
    const never = () => new Promise<never>(() => undefined);
    const held = create({ ...ACCOUNT, baseUrl: exchange().origin, timeoutMs: 50, interceptors: [never] });
    const unsigned = create({ apiKey: ACCOUNT.apiKey, sign: never, baseUrl: exchange().origin, timeoutMs: 50 });
    for (const client of [held, unsigned]) {
      const failure = await failureOf(client(BORROW, PARAMS));
      expect(failure).toBeInstanceOf(TimeoutError);
      expect(failure).toMatchObject({ sent: 'never', timeoutMs: 50 });
    }
    expect(exchange().requests).toHaveLength(0);
  });

  test('what an interceptor holds back past the deadline is not sent afterwards', async () => {
    const slow = create({
      ...ACCOUNT,
      baseUrl: exchange().origin,
      timeoutMs: 30,
      interceptors: [
        async (request, next) => {
          await new Promise((resolve) => setTimeout(resolve, 80));
          return next(request);
        },
      ],
    });
    await failureOf(slow(BORROW, PARAMS));
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(exchange().requests).toHaveLength(0);
  });

  test("a call's own deadline goes before the client's", async () => {
    exchange().script({ fault: 'hang' });
    expect(await failureOf(caller()(RECORDS, {}, { timeoutMs: 20 }))).toMatchObject({
      kind: 'timeout',
      timeoutMs: 20,
      sent: 'maybe',
    });
  });

  test('an answer slower than the idle time of connections is waited for', async () => {
    exchange().script({ delayMs: 250, json: { tranId: 5 } });
    const idle = create === SINGLE_ENTRIES[0]?.[1] ? { idleConnectionMs: 50 } : {};
    const client = create({ ...ACCOUNT, baseUrl: exchange().origin, ...idle });
    expect(await client(BORROW, PARAMS)).toEqual({ tranId: '5' });
  });

  test('decode errors of reads tell status, place and the start of the answer', async () => {
    exchange().script({
      json: {
        rows: [
          { id: '1', amount: '1' },
          { id: {}, amount: '1' },
        ],
      },
    });
    const failure = await failureOf(caller()(RECORDS, {}));
    expect(failure).toBeInstanceOf(DecodeError);
    expect(failure).toMatchObject({ status: 200, path: '$.rows[1].id' });
    expect((failure as DecodeError).excerpt).toContain('"rows"');
    expect((failure as DecodeError).message).toBe(
      'margin.records was answered with HTTP 200 and a value that is not an integer at $.rows[1].id',
    );
    exchange().script({ body: '' }, { body: '{' });
    await expect(caller()(RECORDS, {})).rejects.toThrow(/HTTP 200 and an empty body$/);
    await expect(caller()(RECORDS, {})).rejects.toThrow(/HTTP 200 and a body that is not JSON, or not all of it$/);
  });

  test('304 is not called a redirect, and an error under a 200 is repeated', async () => {
    exchange().script({ status: 304 }, { json: { code: -3006, msg: 'no' } });
    await expect(caller()(RECORDS, {})).rejects.toThrow(/HTTP 304 \(not modified\)/);
    await expect(caller()(RECORDS, {})).rejects.toThrow(/HTTP 200 and an error instead of a result: -3006 no$/);
  });

  test('a code that is documented, or that says success, is a result', async () => {
    const coded = { ...RECORDS, response: { fields: { code: 'int', msg: 'string' } } } as const;
    exchange().script({ json: { code: -1, msg: 'in part' } }, { json: { code: 200, msg: 'success' } });
    expect(await caller()(coded, {})).toEqual({ code: -1, msg: 'in part' });
    expect(await caller()(RECORDS, {})).toEqual({ code: 200, msg: 'success' });
  });

  test('a clock that fails does not hide a refusal', async () => {
    exchange().script({ status: 429, json: { code: -1003, msg: 'Too many.' }, headers: { 'retry-after': '5' } });
    let asked = 0;
    const now = (): number => {
      asked += 1;
      if (asked > 1) throw new Error('no time server');
      return Date.now();
    };
    const failure = await failureOf(create({ ...ACCOUNT, baseUrl: exchange().origin, now })(BORROW, PARAMS));
    expect(failure).toMatchObject({ kind: 'rate-limit', status: 429 });
    expect(asked).toBe(1);
  });

  test('an oversize error page is an error of the API all the same', async () => {
    exchange().script({ status: 400, body: 'x'.repeat(5000) });
    expect(await failureOf(caller()(BORROW, PARAMS))).toBeInstanceOf(ApiError);
  });
});

const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
