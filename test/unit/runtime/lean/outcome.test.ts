import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { AbortedError, NetworkError, TimeoutError, UnknownOutcomeError } from '../../../../templates/runtime/common.js';
import { CERTAIN, DOUBTFUL } from '../outcome-cases.js';
import { ACCOUNT, BORROW, CANCEL, failureOf, LOAN, RECORDS, useExchange } from '../support.js';
import { LEAN_ENTRIES } from './entries.js';

const PARAMS = { asset: 'USDT', amount: '1.5' };

/** The same operation, were it one that changes nothing. */
const READ: typeof BORROW = { ...BORROW, method: 'GET', effect: 'read' };

const closedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

describe.each(LEAN_ENTRIES)('what a failure means to a lean caller, %s entry', (entry, create) => {
  const exchange = useExchange();
  const caller = () => create({ ...ACCOUNT, baseUrl: exchange().origin, timeoutMs: 400, maxResponseBytes: 2000 });

  test.each(DOUBTFUL)('a write that meets %s has an unknown outcome, and is sent once', async (_what, answer, kind) => {
    exchange().script(answer);
    const before = Date.now();
    const failure = await failureOf(caller()(BORROW, { ...PARAMS, symbol: 'BTCUSDT' }));
    expect(failure).toBeInstanceOf(UnknownOutcomeError);
    expect(failure).toMatchObject({ kind: 'unknown-outcome', operation: 'margin.borrow', cause: { kind } });
    const { parameters, sentAt = 0, acceptedUntil, descriptor } = failure as UnknownOutcomeError;
    expect(parameters).toEqual({ asset: 'USDT', amount: '1.5', symbol: 'BTCUSDT' });
    expect([sentAt >= before, acceptedUntil, descriptor]).toEqual([true, sentAt + 15_000, BORROW]);
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

  test('a 5xx leaves a write in doubt under /papi too, whatever it says', async () => {
    exchange().script({ status: 503, json: { code: -1008, msg: 'Request throttled by system-level protection.' } });
    const failure = await failureOf(caller()(LOAN, PARAMS));
    expect(failure).toMatchObject({ kind: 'unknown-outcome', status: 503, code: -1008 });
  });

  test('what the exchange says comes along: status, code, message, and when to ask again', async () => {
    const banned = 'Way too many requests; IP banned until 1999999999999.';
    exchange().script(
      { status: 400, json: { code: -3006, msg: 'no' } },
      { status: 429, json: { code: -1003, msg: 'Too many.' }, headers: { 'retry-after': '5' } },
      { status: 418, json: { code: -1003, msg: banned } },
      { status: 429, body: 'slow down' },
    );
    expect(await failureOf(caller()(BORROW, PARAMS))).toMatchObject({ status: 400, code: -3006, msg: 'no' });
    const limited = (await failureOf(caller()(BORROW, PARAMS))) as { readonly retryAfter: number };
    expect(Math.ceil(limited.retryAfter / 1000)).toBe(5);
    expect(await failureOf(caller()(BORROW, PARAMS))).toMatchObject({ until: 1_999_999_999_999, msg: banned });
    const silent = { code: undefined, msg: 'slow down', retryAt: undefined, answered: true };
    expect(await failureOf(caller()(BORROW, PARAMS))).toMatchObject(silent);
  });

  test('an abort after sending leaves the outcome of a write open', async () => {
    exchange().script({ fault: 'hang' });
    const controller = new AbortController();
    const call = failureOf(caller()(BORROW, PARAMS, { signal: controller.signal }));
    while (exchange().requests.length === 0) await sleep(5);
    controller.abort();
    const failure = await call;
    expect(failure).toBeInstanceOf(UnknownOutcomeError);
    expect(failure).toMatchObject({ cause: { kind: 'aborted', sent: 'maybe' } });
  });

  test('a recvWindow among the parameters decides how long a write may still begin', async () => {
    exchange().script({ fault: 'reset' }, { fault: 'reset' });
    const call = create({ ...ACCOUNT, baseUrl: exchange().origin, recvWindow: 3000 });
    for (const [own, window] of [
      [{ recvWindow: 60_000 }, 60_000],
      [{}, 3000],
    ] as const) {
      const { sentAt = 0, acceptedUntil } = (await failureOf(
        call(BORROW, { ...PARAMS, ...own }),
      )) as UnknownOutcomeError;
      expect(acceptedUntil).toBe(sentAt + window + 10_000);
    }
  });

  test('an abort before sending is only that, and nothing is sent', async () => {
    const failure = await failureOf(caller()(BORROW, PARAMS, { signal: AbortSignal.abort() }));
    expect(failure).toBeInstanceOf(AbortedError);
    expect(failure).toMatchObject({ sent: 'never' });
    await sleep(30);
    expect(exchange().requests).toHaveLength(0);
  });

  test('what a signer holds back past the deadline is not sent afterwards', async () => {
    const sign = (): Promise<string> => sleep(60, 'late');
    const late = create({ apiKey: ACCOUNT.apiKey, sign, baseUrl: exchange().origin, timeoutMs: 20 });
    const failure = await failureOf(late(BORROW, PARAMS));
    expect(failure).toBeInstanceOf(TimeoutError);
    expect(failure).toMatchObject({ sent: 'never', timeoutMs: 20 });
    await sleep(90);
    expect(exchange().requests).toHaveLength(0);
  });

  test('a refused connection: Node knows that nothing was sent, fetch does not', async () => {
    const nowhere = create({ ...ACCOUNT, baseUrl: `http://127.0.0.1:${await closedPort()}` });
    const failure = await failureOf(nowhere(BORROW, PARAMS));
    if (entry === 'node') {
      expect(failure).toBeInstanceOf(NetworkError);
      expect(failure).toMatchObject({ sent: 'never', code: 'ECONNREFUSED' });
    } else {
      expect(failure).toMatchObject({ kind: 'unknown-outcome', cause: { kind: 'network' } });
    }
    expect(await failureOf(nowhere(RECORDS, {}))).toMatchObject({ kind: 'network' });
  });

  test('a redirect is not followed, and the key goes nowhere else', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      exchange().script({ status, headers: { location: `${exchange().origin}${RECORDS.path}` } });
      expect(await failureOf(caller()(RECORDS, {}))).toMatchObject({ kind: 'network', code: 'REDIRECT' });
    }
    expect(exchange().requests).toHaveLength(5);
  });

  test("a call's own deadline goes before the caller's, and leaves no listener behind", async () => {
    exchange().script({ fault: 'hang' });
    let listeners = 0;
    const signal = {
      aborted: false,
      addEventListener: () => (listeners += 1),
      removeEventListener: () => (listeners -= 1),
    };
    const failure = await failureOf(caller()(CANCEL, { symbol: 'X' }, { timeoutMs: 20, signal }));
    expect(failure).toMatchObject({ kind: 'unknown-outcome', cause: { kind: 'timeout', timeoutMs: 20 } });
    expect(listeners).toBe(0);
  });

  test('an answer of another form tells where, without more of it than an excerpt', async () => {
    exchange().script({ json: { rows: [{ id: '1', amount: '1' }, { id: {} }] } });
    expect(await failureOf(caller()(RECORDS, {}))).toMatchObject({ kind: 'decode', path: '$.rows[1].id', status: 200 });
    exchange().script({ body: 'x'.repeat(1500) });
    expect(((await failureOf(caller()(RECORDS, {}))) as { readonly excerpt: string }).excerpt).toHaveLength(200);
  });
});
