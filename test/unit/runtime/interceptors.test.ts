import { describe, expect, test, vi } from 'vitest';
import type { ApiRequest, Interceptor } from '../../../templates/runtime/common.js';
import { ACCOUNT, BORROW, SINGLE_ENTRIES, failureOf, RATES, RECORDS, useExchange } from './support.js';

const PARAMS = { asset: 'USDT', amount: '1.5' };

/** An interceptor that passes on a changed copy. */
const changing =
  (change: (request: ApiRequest) => Partial<ApiRequest>): Interceptor =>
  (request, next) =>
    next({ ...request, ...change(request) });

describe.each(SINGLE_ENTRIES)('interceptors on the %s entry', (_, create) => {
  const exchange = useExchange();
  const withInterceptors = (...interceptors: readonly Interceptor[]) =>
    create({ ...ACCOUNT, baseUrl: exchange().origin, interceptors });

  test('what they add is signed and sent', async () => {
    const caller = withInterceptors(
      changing(({ parameters, headers }) => ({
        parameters: [...parameters, ['clientId', "a'b c"]],
        headers: { ...headers, 'x-tag': '1' },
      })),
    );
    await caller(BORROW, PARAMS);
    const [request] = exchange().requests;
    expect(request?.refusal).toBeUndefined();
    expect(request?.parameters).toContainEqual(['clientId', "a'b c"]);
    expect(request?.headers['x-tag']).toBe('1');
  });

  test('the first is the outermost, and all see the decoded response with its usage', async () => {
    exchange().script({
      json: { tranId: '7' },
      headers: { 'X-SAPI-USED-UID-WEIGHT-1M': '1500', 'X-MBX-USED-WEIGHT-1M': '12' },
    });
    const seen: string[] = [];
    const logging =
      (name: string): Interceptor =>
      async (request, next) => {
        seen.push(`${name} in ${request.operation.name} ${request.attempt} ${request.origin === exchange().origin}`);
        const response = await next(request);
        seen.push(`${name} out ${response.status} ${JSON.stringify(response.data)}`);
        expect(response.usage).toContainEqual({
          scope: 'UID',
          interval: '1M',
          used: 1500,
          header: 'x-sapi-used-uid-weight-1m',
        });
        expect(response.usage).toContainEqual({
          scope: 'IP',
          interval: '1M',
          used: 12,
          header: 'x-mbx-used-weight-1m',
        });
        expect(response.headers['content-type']).toMatch(/^application\/json/);
        return response;
      };
    await withInterceptors(logging('a'), logging('b'))(BORROW, PARAMS);
    expect(seen).toEqual([
      'a in margin.borrow 1 true',
      'b in margin.borrow 1 true',
      'b out 200 {"tranId":"7"}',
      'a out 200 {"tranId":"7"}',
    ]);
  });

  test('they never see key, signature or timestamp', async () => {
    const look = vi.fn<Interceptor>((request, next) => next(request));
    await withInterceptors(look)(BORROW, PARAMS);
    expect(look.mock.calls[0]?.[0]).toEqual({
      operation: BORROW,
      origin: exchange().origin,
      attempt: 1,
      usage: [],
      parameters: [
        ['asset', 'USDT'],
        ['amount', '1.5'],
      ],
      headers: {},
    });
  });

  test('one can answer by itself', async () => {
    const answer: Interceptor = async () => ({ status: 200, headers: {}, data: { tranId: 'cached' }, usage: [] });
    expect(await withInterceptors(answer)(BORROW, PARAMS)).toEqual({ tranId: 'cached' });
    expect(exchange().requests).toHaveLength(0);
  });

  test('what one throws itself reaches the caller as it is', async () => {
    const own = new RangeError('mine');
    const thrower: Interceptor = () => {
      throw own;
    };
    expect(await failureOf(withInterceptors(thrower)(BORROW, PARAMS))).toBe(own);
    const catching: Interceptor = (request, next) => next(request).catch(() => Promise.reject(new Error('seen')));
    expect(await failureOf(withInterceptors(catching, thrower)(BORROW, PARAMS))).toMatchObject({ message: 'seen' });
  });

  test('one that forgets to return is told so', async () => {
    const forgetful = (() => undefined) as unknown as Interceptor;
    const failure = await failureOf(withInterceptors(forgetful)(RATES, {}));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'interceptors', operation: 'margin.rates' });
  });

  test('a read can be sent again by an interceptor, with a fresh timestamp', async () => {
    exchange().script({ status: 500 });
    let now = Date.now();
    const again: Interceptor = (request, next) => next(request).catch(() => next(request));
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin, interceptors: [again], now: () => (now += 1) });
    await caller(RECORDS, {});
    const queries = exchange().requests.map(({ query }) => query);
    expect(queries).toHaveLength(2);
    expect(queries[0]).not.toBe(queries[1]);
  });

  test('a write that may have been carried out is not sent again, however often an interceptor asks', async () => {
    exchange().script({ status: 500 });
    const again: Interceptor = (request, next) =>
      next(request)
        .catch(() => next(request))
        .catch(() => next(request));
    expect(await failureOf(withInterceptors(again)(BORROW, PARAMS))).toMatchObject({ kind: 'unknown-outcome' });
    expect(exchange().requests).toHaveLength(1);
  });

  test('nor one that was carried out, nor two at the same time', async () => {
    const twice: Interceptor = async (request, next) => {
      await next(request);
      return next(request);
    };
    const together: Interceptor = async (request, next) => {
      const [first] = await Promise.all([next(request), next(request)]);
      return first;
    };
    expect(await failureOf(withInterceptors(twice)(BORROW, PARAMS))).toMatchObject({ kind: 'unknown-outcome' });
    expect(exchange().requests).toHaveLength(1);
    await failureOf(withInterceptors(together)(BORROW, PARAMS));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(exchange().requests).toHaveLength(2);
  });

  test('a write that was refused for certain may be sent again', async () => {
    exchange().script({ status: 400, json: { code: -3045, msg: 'The system does not have enough asset now.' } });
    const again: Interceptor = (request, next) => next(request).catch(() => next(request));
    expect(await withInterceptors(again)(BORROW, PARAMS)).toEqual({ tranId: '351637150141315861' });
    expect(exchange().requests).toHaveLength(2);
  });

  test('an unknown outcome lists the parameters with what interceptors added', async () => {
    exchange().script({ fault: 'reset' });
    const caller = withInterceptors(
      changing(({ parameters }) => ({ parameters: [...parameters, ['clientId', 'c-1']] })),
    );
    expect(await failureOf(caller(BORROW, PARAMS))).toMatchObject({ parameters: { asset: 'USDT', clientId: 'c-1' } });
  });

  test.each([
    ['the origin', { origin: 'https://evil.example' }],
    ['the operation', { operation: RATES }],
    ['a timestamp', { parameters: [['timestamp', '1']] }],
    ['a signature', { parameters: [['signature', 'x']] }],
    [
      'the same parameter twice',
      {
        parameters: [
          ['asset', 'A'],
          ['asset', 'B'],
        ],
      },
    ],
    ['a lone surrogate', { parameters: [['asset', '\uD800']] }],
    ['a value that is no text', { parameters: [['asset', 5]] }],
    ['too long a recvWindow', { parameters: [['recvWindow', '60001']] }],
    ['a recvWindow of nothing', { parameters: [['recvWindow', '0']] }],
    ['a recvWindow that is no number', { parameters: [['recvWindow', 'long']] }],
    ['a line break in a header', { headers: { a: 'b\nc' } }],
  ])('they cannot set %s', async (_what, change) => {
    const failure = await failureOf(
      withInterceptors(changing(() => change as unknown as Partial<ApiRequest>))(BORROW, PARAMS),
    );
    expect(failure).toHaveProperty('kind', expect.stringMatching(/^(?:configuration|validation)$/));
    expect(exchange().requests).toHaveLength(0);
  });
});
