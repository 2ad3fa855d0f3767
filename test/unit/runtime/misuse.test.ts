import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type ClientOptions,
  type CallOptions,
  createLimiter,
  iterate,
  type Limiter,
  reconcile,
  type Transport,
  UnknownOutcomeError,
} from '../../../templates/runtime/common.js';
import { ACCOUNT, BORROW, ENTRIES, failureOf, RECORDS, useExchange } from './support.js';

/** What people pass in by mistake: whatever plain JavaScript permits. */
const asAny = <Wanted>(value: unknown): Wanted => value as Wanted;

const PARAMS = { asset: 'USDT', amount: '1.5' };
const DONE = { tranId: '351637150141315861' };
const never = (): Promise<never> => new Promise(() => undefined);
const fail = (): never => {
  throw new RangeError('mine');
};
const reject = async (): Promise<never> => fail();

const unheard: unknown[] = [];
const hear = (reason: unknown): number => unheard.push(reason);
beforeAll(() => void process.on('unhandledRejection', hear));
afterAll(async () => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
});

/** Those who look on, and slip: a write that was carried out must not look like a failure for their sake. */
const ONLOOKERS: readonly (readonly [what: string, options: object, call?: unknown])[] = [
  ['an observer that throws', { onEvent: fail }],
  ['an observer that rejects', { onEvent: reject }],
  ['a drift reporter that throws', { strict: fail, onEvent: () => undefined }],
  ['a drift reporter that says nothing', { strict: () => undefined, onEvent: () => undefined }],
  ['onResponse that throws', {}, { onResponse: fail }],
  ['onResponse that rejects', {}, { onResponse: reject }],
  ['a limiter that cannot learn', { limiter: { enter: () => undefined, learn: fail } }],
  ['a limiter that rejects what it should learn', { limiter: { enter: () => undefined, learn: reject } }],
  ['a limiter that never has learnt', { limiter: { enter: () => undefined, learn: never } }],
  [
    'an instrument that throws afterwards',
    { instrument: async (_: unknown, run: () => unknown) => (await run(), fail()) },
  ],
  ['an instrument that does not wait', { instrument: (_: unknown, run: () => unknown) => void run() }],
  [
    'an instrument that gives something else',
    { instrument: async (_: unknown, run: () => unknown) => (await run(), 5) },
  ],
  [
    'an instrument that never ends',
    { timeoutMs: 500, instrument: (_: unknown, run: () => unknown) => (run(), never()) },
  ],
  ['an instrument that runs twice', { instrument: async (_: unknown, run: () => unknown) => (await run(), run()) }],
  ['an instrument that runs twice at once', { instrument: (_: unknown, run: () => unknown) => (run(), run()) }],
];

describe.each(ENTRIES)('through the %s entry', (_, create) => {
  const exchange = useExchange();
  const callerWith = (options: object = {}): ReturnType<typeof create> =>
    create(asAny<ClientOptions>({ ...ACCOUNT, baseUrl: exchange().origin, retry: { baseDelayMs: 1 }, ...options }));

  test.each<(typeof ONLOOKERS)[number]>(ONLOOKERS)(
    'a write is carried out once, and gives its result, with %s',
    async (_what, options, call = {}) => {
      const caller = callerWith(asAny<object>(options));
      expect(await caller(BORROW, PARAMS, asAny<CallOptions>(call))).toEqual(DONE);
      expect(exchange().requests).toHaveLength(1);
      await caller.close();
    },
  );

  test('an instrument that tries again after a failure gets the same failure, and nothing is sent', async () => {
    const run = vi.fn();
    const instrument = async (_call: unknown, send: () => Promise<unknown>): Promise<unknown> => {
      run(await failureOf(send()), await failureOf(send()));
      return send();
    };
    exchange().script({ fault: 'reset' });
    const failure = await failureOf(callerWith({ instrument })(BORROW, PARAMS));
    expect(failure).toBeInstanceOf(UnknownOutcomeError);
    expect(run).toHaveBeenCalledExactlyOnceWith(failure, failure);
    expect(exchange().requests).toHaveLength(1);
  });

  test.each([
    ['does nothing', () => undefined, undefined],
    ['throws first', fail, { name: 'RangeError', message: 'mine' }],
  ])('without run() nothing is sent, and the error says so: the instrument %s', async (_what, instrument, cause) => {
    const failure = await failureOf(callerWith({ instrument })(BORROW, PARAMS));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'instrument', operation: 'margin.borrow' });
    expect(failure).toMatchObject(cause === undefined ? {} : { cause });
    expect(exchange().requests).toEqual([]);
  });

  test('an instrument that waits too long ends as the call would, and cannot send any more', async () => {
    let late: (() => Promise<unknown>) | undefined;
    const instrument = (_call: unknown, run: () => Promise<unknown>): Promise<never> => ((late = run), never());
    const failure = await failureOf(callerWith({ instrument, timeoutMs: 50 })(BORROW, PARAMS));
    expect(failure).toMatchObject({ kind: 'timeout', sent: 'never', operation: 'margin.borrow' });
    expect(await failureOf(late?.() ?? Promise.resolve())).toMatchObject({ kind: 'timeout' });
    expect(exchange().requests).toEqual([]);
  });

  test.each([
    ['throws', fail],
    ['rejects', reject],
    ['gives no promise', () => true],
  ])('a limiter that %s stops the call before it is sent', async (_what, enter) => {
    const limiter = asAny<Limiter>({ enter, learn: () => undefined });
    const failure = await failureOf(callerWith({ limiter })(BORROW, PARAMS));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'limiter', operation: 'margin.borrow' });
    expect(exchange().requests).toEqual([]);
  });

  test('a store of limits that answers nothing stops the call too', async () => {
    const store = asAny({ spend: async () => undefined, observe: () => undefined, block: () => undefined });
    const limiter = createLimiter({ store: asAny(store) });
    expect(await failureOf(callerWith({ limiter })(BORROW, PARAMS))).toMatchObject({ option: 'limiter' });
    expect(exchange().requests).toEqual([]);
  });

  test('a refusal is passed on although the limiter cannot take it in', async () => {
    exchange().script({ status: 429, json: { code: -1003, msg: 'Too many requests.' } });
    const limiter = asAny<Limiter>({ enter: () => undefined, learn: fail });
    const failure = await failureOf(callerWith({ limiter, retry: { attempts: 1 } })(BORROW, PARAMS));
    expect(failure).toMatchObject({ kind: 'rate-limit', status: 429 });
  });

  const transportOf = (send: Transport['send'] | (() => unknown)): object => ({
    transport: () => ({ send, close: () => undefined }),
  });

  test.each([
    ['nothing', undefined],
    ['no status', { headers: {}, body: '{}' }],
    ['a status as text', { status: '200', headers: {}, body: '{}' }],
    ['no headers', { status: 200, body: '{}' }],
    ['bytes', { status: 200, headers: {}, body: new Uint8Array(2) }],
  ])('a transport that answers with %s leaves a write in doubt and says why', async (_what, response) => {
    const caller = callerWith(transportOf(async () => response));
    const failure = await failureOf(caller(BORROW, PARAMS));
    expect(failure).toBeInstanceOf(UnknownOutcomeError);
    expect(String(failure)).toContain('the transport gave no { status, headers, body }');
  });

  test('a transport that forgets to say what it sent, and brings a 500, leaves a write in doubt', async () => {
    const caller = callerWith(transportOf(async () => ({ status: 500, headers: {}, body: '{}' })));
    expect(await failureOf(caller(BORROW, PARAMS))).toBeInstanceOf(UnknownOutcomeError);
  });

  test.each([
    ['a factory that makes nothing', { transport: () => undefined }, 'transport'],
    ['a transport that cannot be closed', { transport: () => ({ send: reject }) }, 'transport'],
    ['a catalogue that is a list', { errorCodes: [] }, 'errorCodes'],
    ['a catalogue of numbers', { errorCodes: { UNKNOWN: -1000 } }, 'errorCodes'],
    ['a PEM as secret', { secret: '-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----' }, 'secret'],
  ])('%s is refused when the client is made', (_what, options, option) => {
    expect(() => callerWith(options)).toThrow(expect.objectContaining({ kind: 'configuration', option }));
  });

  test('a list in place of options is refused', () => {
    expect(() => create(asAny<ClientOptions>([]))).toThrow(/must be an object/);
  });

  test.each([
    ['strict: true', { strict: true }, /reportDrift/],
    ['a transport that was not made', { transport: {} }, /createUndiciTransport/],
  ])('the message says what was meant: %s', (_what, options, hint) => {
    expect(() => callerWith(options)).toThrow(hint);
  });

  test.each([[new Headers({ 'x-a': '1' })], [[['x-a', '1']]], [new Map([['x-a', '1']])]])(
    'headers that would be lost are refused: %s',
    async (headers) => {
      const failure = await failureOf(callerWith()(BORROW, PARAMS, asAny<CallOptions>({ headers })));
      expect(failure).toMatchObject({ kind: 'configuration', option: 'headers', operation: 'margin.borrow' });
      expect(exchange().requests).toEqual([]);
    },
  );

  test.each([
    ['NaN', NaN],
    ['text', '1'],
    ['a promise', Promise.resolve(1)],
  ])('a clock that gives %s is named, with the operation', async (_what, time) => {
    const failure = await failureOf(callerWith({ now: () => time })(BORROW, PARAMS));
    expect(String(failure)).toContain('margin.borrow: now() must give milliseconds');
    expect(exchange().requests).toEqual([]);
  });

  test('a limit of one call is named with its operation', async () => {
    const failure = await failureOf(callerWith()(BORROW, PARAMS, { timeoutMs: -1 }));
    expect(String(failure)).toContain('margin.borrow: timeoutMs must be');
  });

  test.each([[undefined], ['margin.borrow'], [{}]])('what is no operation is refused: %j', async (operation) => {
    const failure = await failureOf(callerWith()(asAny<typeof BORROW>(operation), PARAMS));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'operation' });
  });
});

describe('helpers that are given something else', () => {
  const exchange = useExchange();
  const caller = (): ReturnType<(typeof ENTRIES)[0][1]> =>
    (ENTRIES[0]?.[1] ?? fail)({ ...ACCOUNT, baseUrl: exchange().origin });

  test('reconcile: an error that leaves nothing open', async () => {
    exchange().script({ status: 400, json: { code: -3006, msg: 'no' } });
    const refused = await failureOf(caller()(BORROW, PARAMS));
    const failure = await failureOf(reconcile(caller(), asAny<UnknownOutcomeError>(refused)));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'reconcile' });
    expect(String(failure)).toContain('After ApiError there is nothing to find out');
  });

  test.each([[undefined], ['lost'], [new Error('lost')]])('reconcile: no error of this package (%s)', async (error) => {
    const failure = await failureOf(reconcile(caller(), asAny<UnknownOutcomeError>(error)));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'reconcile' });
    expect(String(failure)).toContain('takes the UnknownOutcomeError');
  });

  test.each([[null], [{ wait: 'no' }]])('reconcile: options that are none (%j)', async (options) => {
    const lost = new UnknownOutcomeError('lost', { parameters: {}, cause: new Error('gone') });
    const failure = await failureOf(reconcile(caller(), lost, asAny(options)));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'reconcile' });
    expect(String(failure)).toContain('wait: true or false');
  });

  test('reconcile: a client in place of its caller', async () => {
    const lost = new UnknownOutcomeError('lost', { parameters: {}, cause: new Error('gone') });
    const failure = await failureOf(reconcile(asAny({ call: caller() }), lost));
    expect(String(failure)).toContain('client.call');
  });

  test.each([
    ['a client', [{}, RECORDS, {}], 'call'],
    ['no operation', [fail, undefined, {}], 'operation'],
    ['a signal where nobody looks', [fail, RECORDS, {}, { signal: AbortSignal.abort() }], 'signal'],
  ])('iterate: %s', async (_what, given, option) => {
    const walk = Reflect.apply(iterate, undefined, given as Parameters<typeof iterate>);
    expect(await failureOf(walk.next())).toMatchObject({ kind: 'configuration', option });
  });
});
