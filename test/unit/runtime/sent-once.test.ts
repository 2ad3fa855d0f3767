import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  type Caller,
  type ClientOptions,
  type Instrument,
  type Interceptor,
  type Limiter,
  MarginaliaError,
  type Transport,
  UnknownOutcomeError,
} from '../../../templates/runtime/node.js';
import type { Answer } from '../../exchange/exchange.js';
import { ACCOUNT, BORROW, ENTRIES, failureOf, LOAN, ROUTES, timeRoutes, useExchange } from './support.js';

const PARAMS = { asset: 'USDT', amount: '1.5' };
const DONE: Answer = { json: { tranId: '7' } };
const REFUSED: Answer = { status: 400, json: { code: -3006, msg: 'no' } };
const THROTTLED: Answer = { status: 503, json: { code: -1008, msg: 'Request throttled by system-level protection.' } };
const OLD: Answer = {
  status: 400,
  json: { code: -1021, msg: 'Timestamp for this request is outside of the recvWindow.' },
};
const LOST: Answer = { fault: 'reset' };

/** What nobody looks at, as it never arrives. */
const signature = '0'.repeat(64);

const sentOf = (failure: unknown): unknown => (failure as { sent?: unknown }).sent;

describe.each(ENTRIES)('a write is sent once, on the %s entry', (_, create) => {
  const exchange = useExchange({ routes: [...(ROUTES ?? []), ...timeRoutes(Date.now)] });
  const make = (options: ClientOptions = {}): Caller =>
    create({ ...ACCOUNT, baseUrl: exchange().origin, retry: { baseDelayMs: 1 }, ...options });
  /** Where nobody listens. */
  const freePort = async (): Promise<number> => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return port;
  };
  const count = (): number => exchange().requests.filter(({ method }) => method === 'POST').length;
  const quiet = async (caller: Caller): Promise<void> => {
    await sleep(30);
    await caller.close();
  };

  describe('when it is cancelled before it left', () => {
    const unsent = async (options: ClientOptions, call: (caller: Caller) => Promise<unknown>): Promise<void> => {
      const caller = make(options);
      const failure = await failureOf(call(caller));
      await sleep(60);
      expect(failure).not.toBeInstanceOf(UnknownOutcomeError);
      expect(sentOf(failure)).toBe('never');
      expect(count()).toBe(0);
      await quiet(caller);
    };

    test('while a signature is made, which then comes late', () => {
      const sign = async (): Promise<string> => (await sleep(60), signature);
      const options = { secret: undefined, sign };
      return unsent(options, (caller) => caller(BORROW, PARAMS, { timeoutMs: 20 }));
    });

    test('by whoever signs', () => {
      const controller = new AbortController();
      const sign = (): string => (controller.abort(), signature);
      return unsent({ secret: undefined, sign }, (caller) => caller(BORROW, PARAMS, { signal: controller.signal }));
    });

    test('by the limiter, as it lets the call pass', () => {
      const controller = new AbortController();
      const limiter: Limiter = { enter: () => void controller.abort(), learn: () => undefined };
      return unsent({ limiter }, (caller) => caller(BORROW, PARAMS, { signal: controller.signal }));
    });

    test('by who is told that it is about to be sent', () => {
      const controller = new AbortController();
      const onEvent: ClientOptions['onEvent'] = ({ type }) => void (type === 'request' && controller.abort());
      return unsent({ onEvent }, (caller) => caller(BORROW, PARAMS, { signal: controller.signal }));
    });

    test('while an interceptor holds it back past the deadline', () => {
      const slow: Interceptor = async (request, next) => (await sleep(40), next(request));
      return unsent({ interceptors: [slow] }, (caller) => caller(BORROW, PARAMS, { timeoutMs: 20 }));
    });

    test('while it waits for its second attempt', async () => {
      exchange().script(THROTTLED, DONE);
      const controller = new AbortController();
      const onEvent: ClientOptions['onEvent'] = ({ type }) => void (type === 'retry' && controller.abort());
      const caller = make({ onEvent, retry: { baseDelayMs: 1 } });
      const failure = await failureOf(caller(LOAN, PARAMS, { signal: controller.signal }));
      expect(failure).toMatchObject({ kind: 'aborted', sent: 'never' });
      await quiet(caller);
      expect(count()).toBe(1);
    });
  });

  describe('when it was refused for certain before it was lost', () => {
    test.each<[what: string, first: Answer]>([
      ['throttled', THROTTLED],
      ['too old', OLD],
      ['limited', { status: 429, headers: { 'retry-after': '0' }, json: { code: -1003, msg: 'Too many.' } }],
    ])('%s', async (__, first) => {
      // After -1021 the next request asks for the time.
      const time: readonly Answer[] = first === OLD ? [{ json: { serverTime: Date.now() + 400 } }] : [];
      exchange().script(first, ...time, LOST, DONE, DONE);
      const limiter: Limiter = { enter: () => undefined, learn: () => undefined };
      const caller = make({ limiter });
      const failure = await failureOf(caller(LOAN, PARAMS));
      expect(failure).toBeInstanceOf(UnknownOutcomeError);
      expect(count()).toBe(2);
      const [one, two] = exchange().requests.filter(({ method }) => method === 'POST');
      expect(one?.query).not.toBe(two?.query);
      const timestamp = Number(two?.parameters.find(([name]) => name === 'timestamp')?.[1]);
      expect(Math.floor((failure as UnknownOutcomeError).sentAt ?? 0)).toBe(timestamp);
      await quiet(caller);
    });

    test('and is known not to have been sent when the second attempt finds no connection', async () => {
      const server = createServer((socket) => {
        socket.once('data', () => {
          socket.end('HTTP/1.1 503 X\r\ncontent-length: 25\r\nconnection: close\r\n\r\n{"code":-1008,"msg":"no"}');
          server.close();
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const caller = make({ baseUrl: `http://127.0.0.1:${port}` });
      expect(await failureOf(caller(LOAN, PARAMS))).toMatchObject({ kind: 'network', sent: 'never' });
      await quiet(caller);
    });
  });

  describe('whatever an interceptor does', () => {
    const swallow =
      (times: number): Interceptor =>
      async (request, next) => {
        for (let left = times; ; left -= 1) {
          try {
            return await next(request);
          } catch (error) {
            if (left === 0) throw error;
          }
        }
      };

    test.each<[what: string, options: ClientOptions, own: readonly Interceptor[]]>([
      ['of the client retries by itself', { interceptors: [swallow(3)] }, []],
      ['of the call retries by itself', {}, [swallow(3)]],
      ['within another retries by itself', { interceptors: [swallow(2)] }, [swallow(2)]],
    ])('one that %s', async (__, options, own) => {
      exchange().script(LOST, DONE, DONE, DONE);
      const caller = make(options);
      const failure = await failureOf(caller(BORROW, PARAMS, { interceptors: own }));
      expect(failure).toBeInstanceOf(UnknownOutcomeError);
      expect(count()).toBe(1);
      await quiet(caller);
    });

    test('one that retries after a certain refusal, and then loses it', async () => {
      exchange().script(THROTTLED, THROTTLED, LOST, DONE);
      const caller = make({ interceptors: [swallow(5)] });
      expect(await failureOf(caller(LOAN, PARAMS))).toBeInstanceOf(UnknownOutcomeError);
      expect(count()).toBe(3);
      await quiet(caller);
    });

    test('one that sends twice at once', async () => {
      exchange().script({ ...DONE, delayMs: 20 }, DONE);
      const both: Interceptor = async (request, next) => (await Promise.all([next(request), next(request)]))[0];
      const caller = make({ interceptors: [both] });
      expect(await failureOf(caller(BORROW, PARAMS))).toBeInstanceOf(UnknownOutcomeError);
      expect(count()).toBe(1);
      await quiet(caller);
    });

    test('one that hedges, when the first is refused', async () => {
      exchange().script({ ...REFUSED, delayMs: 20 }, DONE);
      const both: Interceptor = async (request, next) => Promise.any([next(request), next(request)]);
      const caller = make({ interceptors: [both] });
      const failure = await failureOf(caller(BORROW, PARAMS));
      expect(failure).not.toBeInstanceOf(UnknownOutcomeError);
      expect(count()).toBe(1);
      await quiet(caller);
    });

    test('one that gives up before the answer, which is good', async () => {
      exchange().script({ ...DONE, delayMs: 30 });
      const hasty: Interceptor = (request, next) =>
        Promise.race([next(request), sleep(5).then(() => Promise.reject(new Error('enough')))]);
      const caller = make({ interceptors: [hasty] });
      expect(await failureOf(caller(BORROW, PARAMS))).toMatchObject({
        kind: 'unknown-outcome',
        cause: { message: 'enough' },
      });
      expect(count()).toBe(1);
      await quiet(caller);
    });

    test('one that throws an error that looks as if nothing was sent', async () => {
      const other = make({ baseUrl: `http://127.0.0.1:${await freePort()}`, retry: { attempts: 1 } });
      const asking: Interceptor = async (request, next) => {
        const response = await next(request);
        await other(BORROW, PARAMS);
        return response;
      };
      const caller = make({ interceptors: [asking] });
      expect(await failureOf(caller(BORROW, PARAMS))).toMatchObject({
        kind: 'unknown-outcome',
        cause: { sent: 'never' },
      });
      expect(count()).toBe(1);
      await Promise.all([quiet(caller), quiet(other)]);
    });
  });

  describe('whatever looks on', () => {
    test.each<[what: string, instrument: Instrument]>([
      ['runs it twice', async (__, run) => (await run(), run())],
      ['runs it again after a failure', (__, run) => run().catch(() => run())],
      ['throws after it', async (__, run) => (await run(), Promise.reject(new Error('span')))],
      ['throws meanwhile', async (__, run) => (void run(), Promise.reject(new Error('span')))],
      ['gives nothing', async (__, run) => (await run(), undefined as never)],
      ['does not wait', async (__, run) => (void run(), undefined as never)],
    ])('an instrument that %s changes nothing', async (__, instrument) => {
      exchange().script({ ...DONE, delayMs: 10 }, LOST, DONE);
      const caller = make({ instrument });
      expect(await caller(BORROW, PARAMS)).toEqual({ tranId: '7' });
      expect(await failureOf(caller(BORROW, PARAMS))).toBeInstanceOf(UnknownOutcomeError);
      expect(count()).toBe(2);
      await quiet(caller);
    });

    test('observers, drift reporters, limiters and onResponse that throw do not hide that it was carried out', async () => {
      const fail = (): never => {
        throw new Error('mine');
      };
      const limiter: Limiter = { enter: () => undefined, learn: fail };
      const caller = make({ onEvent: fail, strict: fail, limiter });
      expect(await caller(BORROW, PARAMS, { onResponse: fail })).toEqual({ tranId: '351637150141315861' });
      const late: Limiter = { enter: () => undefined, learn: () => Promise.reject(new Error('mine')) };
      const other = make({ limiter: late });
      const onResponse = (() => Promise.reject(new Error('mine'))) as unknown as () => void;
      expect(await other(BORROW, PARAMS, { onResponse })).toEqual({ tranId: '351637150141315861' });
      expect(count()).toBe(2);
      await Promise.all([quiet(caller), quiet(other)]);
    });
  });

  test('close() waits for the second attempt, and nothing comes after it', async () => {
    exchange().script(THROTTLED, { ...DONE, delayMs: 20 });
    const caller = make();
    const running = caller(LOAN, PARAMS);
    await caller.close();
    expect(await running).toEqual({ tranId: '7' });
    expect(await failureOf(caller(LOAN, PARAMS))).toBeInstanceOf(MarginaliaError);
    expect(count()).toBe(2);
  });

  test('of several origins only the first sees it, and once', async () => {
    exchange().script(LOST, DONE, DONE);
    const caller = make({ baseUrl: [exchange().origin, exchange().origin.replace('127.0.0.1', 'localhost')] });
    expect(await failureOf(caller(BORROW, PARAMS))).toBeInstanceOf(UnknownOutcomeError);
    expect(count()).toBe(1);
    expect(exchange().requests[0]?.headers.host).toBe(new URL(exchange().origin).host);
    await quiet(caller);
  });

  test.each<[what: string, answer: unknown]>([
    ['nothing', undefined],
    ['a status that is no number', { status: '200', headers: {}, body: '{}' }],
    ['a body that is an object', { status: 200, headers: {}, body: {} }],
  ])('a transport that gives %s has sent it', async (__, answer) => {
    const transport: Transport = { send: () => Promise.resolve(answer as never), close: () => undefined };
    const caller = make({ transport: () => transport });
    expect(await failureOf(caller(BORROW, PARAMS))).toBeInstanceOf(UnknownOutcomeError);
    await quiet(caller);
  });
});
