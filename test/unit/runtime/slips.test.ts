import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiRequest, type Interceptor, UnknownOutcomeError } from '../../../templates/runtime/common.js';
import { ACCOUNT, BORROW, SINGLE_ENTRIES, failureOf, RECORDS, useExchange } from './support.js';

const PARAMS = { asset: 'USDT', amount: '1.5' };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Interceptors as plain JavaScript permits them. */
const slip = (interceptor: (request: ApiRequest, next: Parameters<Interceptor>[1]) => unknown): Interceptor =>
  interceptor as Interceptor;

const FLOATING = slip((request, next) => {
  void next(request);
});

const SLIPS: readonly (readonly [what: string, interceptor: Interceptor, cause: object])[] = [
  ['neither waits nor returns', FLOATING, { kind: 'configuration', option: 'interceptors' }],
  [
    'waits, but does not return',
    slip(async (request, next) => {
      await next(request);
    }),
    { kind: 'configuration', option: 'interceptors' },
  ],
  [
    'returns the data alone',
    slip(async (request, next) => (await next(request)).data),
    { kind: 'configuration', option: 'interceptors' },
  ],
  [
    'throws afterwards',
    slip(async (request, next) => {
      await next(request);
      throw new RangeError(`mine, with ${ACCOUNT.secret}`);
    }),
    { name: 'RangeError', message: 'mine, with [redacted]' },
  ],
  [
    'throws meanwhile',
    slip((request, next) => {
      void next(request);
      throw new RangeError('mine');
    }),
    { name: 'RangeError', message: 'mine' },
  ],
];

describe.each(SINGLE_ENTRIES)('slips of interceptors, on the %s entry', (_, create) => {
  const exchange = useExchange();
  const unheard: unknown[] = [];
  const hear = (reason: unknown): void => void unheard.push(reason);
  beforeAll(() => void process.on('unhandledRejection', hear));
  afterAll(() => void process.off('unhandledRejection', hear));
  const withInterceptors = (...interceptors: readonly Interceptor[]) =>
    create({ ...ACCOUNT, baseUrl: exchange().origin, interceptors });

  test.each(SLIPS)('one that %s does not hide that a write was made', async (_what, interceptor, cause) => {
    exchange().script({ json: { tranId: '7' }, delayMs: 30 });
    const failure = await failureOf(withInterceptors(interceptor)(BORROW, PARAMS));
    expect(failure).toBeInstanceOf(UnknownOutcomeError);
    expect(failure).toMatchObject({ operation: 'margin.borrow', parameters: PARAMS, cause });
    expect(exchange().requests).toHaveLength(1);
  });

  test('the refusal of another call says nothing of the write before it', async () => {
    exchange().script({ json: { tranId: '7' } }, { status: 400, json: { code: -1100, msg: 'no' } });
    const other = create({ ...ACCOUNT, baseUrl: exchange().origin });
    const asking: Interceptor = async (request, next) => {
      const response = await next(request);
      await other(RECORDS, {});
      return response;
    };
    const failure = await failureOf(withInterceptors(asking)(BORROW, PARAMS));
    expect(failure).toMatchObject({ kind: 'unknown-outcome', code: undefined, cause: { kind: 'api', code: -1100 } });
  });

  test('a certain refusal stays one', async () => {
    exchange().script({ status: 400, json: { code: -3006, msg: 'no' } });
    const plain: Interceptor = async (request, next) => next(request);
    expect(await failureOf(withInterceptors(plain)(BORROW, PARAMS))).toMatchObject({ kind: 'api', code: -3006 });
  });

  test.each([BORROW, { ...BORROW, effect: 'read' } as typeof BORROW])(
    'a failure that nobody waits for does not end the process: $effect',
    async (operation) => {
      exchange().script({ status: 400, json: { code: -3006, msg: 'no' } });
      const failure = await failureOf(withInterceptors(FLOATING)(operation, PARAMS));
      expect(failure).toMatchObject({ kind: 'configuration', option: 'interceptors' });
      await pause(60);
      expect(unheard).toEqual([]);
    },
  );

  test('what one holds back until after its end is not sent', async () => {
    const late = slip((request, next) => {
      setTimeout(() => void next(request), 10);
      throw new RangeError('mine');
    });
    expect(await failureOf(withInterceptors(late)(BORROW, PARAMS))).toMatchObject({ message: 'mine' });
    await pause(60);
    expect(exchange().requests).toHaveLength(0);
  });

  test.each([
    ['no request', () => undefined],
    ['a request without its operation', () => ({})],
    ['parameters that are no list', (request: ApiRequest) => ({ ...request, parameters: {} })],
    ['parameters that are no pairs', (request: ApiRequest) => ({ ...request, parameters: [5] })],
    ['headers of undefined', (request: ApiRequest) => ({ ...request, headers: undefined })],
  ])('%s, passed on, is refused', async (_what, change) => {
    const passing: Interceptor = (request, next) => next(change(request) as ApiRequest);
    const looking: Interceptor = (request, next) => next(request);
    const failure = await failureOf(withInterceptors(passing, looking)(RECORDS, {}));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'interceptors', operation: 'margin.records' });
    expect(exchange().requests).toHaveLength(0);
  });
});
