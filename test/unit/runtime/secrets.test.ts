import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Agent as HttpAgent } from 'node:http';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Agent as UndiciAgent } from 'undici';
import {
  type Caller,
  type ClientOptions,
  createLimiter,
  createMemoryStore,
  type Operation,
  reconcile,
  reportDrift,
  type Transport,
  type UnknownOutcomeError,
} from '../../../templates/runtime/common.js';
import { CHANNEL_NAME } from '../../../templates/runtime/node.js';
import { createRedisStore } from '../../../templates/runtime/redis.js';
import { createUndiciTransport } from '../../../templates/runtime/undici.js';
import { type Answer, type Exchange, type RecordedRequest, startExchange } from '../../exchange/exchange.js';
import {
  API_KEY,
  echo,
  ECHOES,
  ENCRYPTED,
  everythingOf,
  PASSPHRASE,
  PEM,
  PEM_LINES,
  publicKey,
  SECRET,
  signaturesIn,
} from './secrets-cases.js';
import { BORROW, SINGLE_ENTRIES, RECORDS } from './support.js';

const PARAMS = { asset: 'USDT', amount: '1.5' };

type Create = (options: ClientOptions) => Caller;
type Failing = (create: Create, exchange: Exchange) => Promise<unknown> | unknown;

const call = (create: Create, options: ClientOptions, params: object = PARAMS): Promise<unknown> =>
  create({ baseUrl: 'http://127.0.0.1:1', ...options })(BORROW, params as typeof PARAMS);
const HMAC = { apiKey: API_KEY, secret: SECRET };

/** What an outsider's code throws that was handed more than is good for it. */
const blab = (...told: readonly unknown[]): never => {
  const cause = Object.assign(new Error(`config: ${API_KEY} ${SECRET}`), { config: { API_KEY, SECRET, PEM } });
  throw Object.assign(new Error(`${inspect(told, { depth: 9 })} ${API_KEY} ${SECRET}`, { cause }), {
    told,
    code: SECRET,
  });
};

const LOANS: Operation<object, unknown> = {
  ...(RECORDS as unknown as Operation<object, unknown>),
  parameters: { asset: 'string', startTime: 'time' },
  security: [['apiKey', 'signature']],
};

const SETTLED: typeof BORROW = {
  ...BORROW,
  settlement: {
    operation: LOANS,
    parameters: { asset: { from: 'asset' } },
    since: 'startTime',
    rows: { field: 'rows', equal: { amount: 'amount' }, time: 'timestamp' },
  },
};

/** A write that is lost, and the query for it then too. */
const reconcileAfter = async (create: Create, { origin, script }: Exchange, answer: Answer): Promise<unknown> => {
  const caller = create({ ...HMAC, baseUrl: origin });
  script({ fault: 'reset' }, answer);
  const error = await failureOfAnything(() => caller(SETTLED, PARAMS));
  return reconcile(caller, error as UnknownOutcomeError, { wait: false });
};

/** Failures in what a program lays around its calls, and in what only some programs use. */
const AROUND: Readonly<Record<string, Failing>> = {
  'a limiter that is full': async (create) => {
    const limits = [{ scope: 'UID', family: 'sapi', interval: '1M', limit: 1, endpoint: '*' }] as const;
    const limiter = createLimiter({ limits, mode: 'fail', account: 'mine' });
    const caller = create({ ...HMAC, limiter, baseUrl: 'http://127.0.0.1:1' });
    await failureOfAnything(() => caller(BORROW, PARAMS));
    return caller(BORROW, PARAMS);
  },
  'a limiter that throws all it knows': (create) =>
    call(create, { ...HMAC, limiter: { enter: blab, learn: () => undefined } }),
  'a limiter that rejects with all it knows': (create) =>
    call(create, { ...HMAC, limiter: { enter: async (attempt) => blab(attempt), learn: () => undefined } }),
  'a store of limits that is down, and says how it is reached': (create) => {
    const client = (): Promise<never> =>
      Promise.reject(new Error(`connect redis://default:${PASSPHRASE}@127.0.0.1:6379 failed`));
    const limiter = createLimiter({ store: createRedisStore({ client, onFailure: 'reject' }) });
    return call(create, { ...HMAC, limiter });
  },
  'a clock that throws all it knows': (create) => call(create, { ...HMAC, now: blab }),
  'a clock that gives a secret': (create) => call(create, { ...HMAC, now: (() => SECRET) as unknown as () => number }),
  'no origin that answers': (create) =>
    create({ ...HMAC, baseUrl: ['http://127.0.0.1:1', 'http://127.0.0.1:2'] })(RECORDS, {}),
  'a transport that throws the request': (create) =>
    call(create, { ...HMAC, transport: () => ({ send: blab, close: () => undefined }) }),
  'a transport that rejects with the request': (create) =>
    call(create, { ...HMAC, transport: () => ({ send: async (wire) => blab(wire), close: () => undefined }) }),
  'a transport that rejects after it was sent': (create) => {
    const send: Transport['send'] = async (wire, life) => {
      life.sent = true;
      return blab(wire);
    };
    return call(create, { ...HMAC, parametersIn: 'body', transport: () => ({ send, close: () => undefined }) });
  },
  'a transport that answers with something else': (create) =>
    call(create, { ...HMAC, transport: () => ({ send: async (wire) => wire as never, close: () => undefined }) }),
  'a dispatcher of undici that throws the request': (create) =>
    call(create, { ...HMAC, transport: createUndiciTransport({ dispatcher: { dispatch: blab } }) }),
  'undici without a connection': (create) =>
    call(create, { ...HMAC, transport: createUndiciTransport({ dispatcher: new UndiciAgent() as never }) }),
  'an instrument that never runs the call': (create) =>
    call(create, { ...HMAC, instrument: async (info) => blab(info) }),
  'an interceptor that throws after the answer': (create, { origin }) =>
    create({ ...HMAC, baseUrl: origin, interceptors: [async (request, next) => blab(request, await next(request))] })(
      BORROW,
      PARAMS,
    ),
  'an abort for a reason that knows too much': (create, { origin, script }) => {
    script({ fault: 'hang' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(failureOfSync(blab)), 30);
    return create({ ...HMAC, baseUrl: origin })(BORROW, PARAMS, { signal: controller.signal });
  },
  'nothing to reconcile by': async (create, { origin, script }) => {
    const caller = create({ ...HMAC, baseUrl: origin });
    script({ fault: 'reset' });
    return reconcile(caller, (await failureOfAnything(() => caller(BORROW, PARAMS))) as UnknownOutcomeError);
  },
  'a query for reconciling that is refused with an echo': (create, exchange) =>
    reconcileAfter(create, exchange, { status: 401, json: { code: -2015, msg: `${API_KEY} ${SECRET}` } }),
  'a query for reconciling that breaks off': (create, exchange) =>
    reconcileAfter(create, exchange, { body: `{"rows":["${API_KEY}${SECRET}` }),
  'a value that a check refuses': (create) =>
    create(HMAC)({ ...BORROW, limits: { asset: { values: ['USDT'] } } }, { ...PARAMS, asset: API_KEY }),
};

const failureOfSync = (failing: () => unknown): unknown => {
  try {
    return failing();
  } catch (error) {
    return error;
  }
};

/** Failures without an answer: mistakes, and networks that are down. */
const LOCAL: Readonly<Record<string, Failing>> = {
  'a secret with a line break': (create) => create({ secret: `${SECRET}\n` }),
  'an API key with a line break': (create) => create({ apiKey: `${API_KEY}\n` }),
  'two signing keys': (create) => create({ secret: SECRET, privateKey: PEM }),
  'a pass-phrase for nothing': (create) => create({ passphrase: PASSPHRASE }),
  'a secret under a wrong name': (create) => create({ secretKey: SECRET } as ClientOptions),
  'a secret of a wrong type': (create) => create({ secret: [SECRET] as unknown as string }),
  'a secret in the base URL': (create) => create({ baseUrl: `https://${API_KEY}:${SECRET}@api.binance.com` }),
  'half a PEM': (create) => call(create, { apiKey: API_KEY, privateKey: PEM.slice(0, 400) }),
  'a damaged PEM': (create) =>
    call(create, { apiKey: API_KEY, privateKey: PEM.replace(/[A-Za-z0-9+/]{8}\n/, 'AAAAAAAA\n') }),
  'a PEM with a wrong label': (create) =>
    call(create, { apiKey: API_KEY, privateKey: PEM.replaceAll('PRIVATE', 'SECRET') }),
  'an encrypted PEM without pass-phrase': (create) => call(create, { apiKey: API_KEY, privateKey: ENCRYPTED }),
  'an encrypted PEM with a wrong pass-phrase': (create) =>
    call(create, { apiKey: API_KEY, privateKey: ENCRYPTED, passphrase: `${PASSPHRASE}!` }),
  'a damaged encrypted PEM': (create) =>
    call(create, {
      apiKey: API_KEY,
      privateKey: ENCRYPTED.replace(/\n\w{20}/, '\nAAAAAAAAAAAAAAAAAAAA'),
      passphrase: PASSPHRASE,
    }),
  'bytes that are a damaged PEM': (create) =>
    call(create, { apiKey: API_KEY, privateKey: Buffer.from(PEM.slice(0, 900)) }),
  'no signing key': (create) => call(create, { apiKey: API_KEY }),
  'no API key': (create) => call(create, { secret: SECRET }),
  'sign() that throws what it knows': (create) =>
    call(create, {
      apiKey: API_KEY,
      sign: () =>
        Promise.reject(
          Object.assign(new Error(`KMS: ${API_KEY}`, { cause: new Error(`X-MBX-APIKEY: ${API_KEY}`) }), {
            config: { key: API_KEY },
          }),
        ),
    }),
  'a secret as a parameter': (create) => call(create, HMAC, { asset: 'USDT', amount: SECRET }),
  'a PEM as a parameter': (create) =>
    call(create, { apiKey: API_KEY, privateKey: PEM }, { asset: 'USDT', amount: PEM }),
  'an unknown parameter': (create) => call(create, HMAC, { ...PARAMS, apiKey: API_KEY }),
  'a missing parameter': (create) => call(create, HMAC, {}),
  'the key in a header of the caller': (create) =>
    create({ ...HMAC })(BORROW, PARAMS, { headers: { 'X-MBX-APIKEY': API_KEY } }),
  'a secret in a broken header': (create) =>
    create({ ...HMAC })(BORROW, PARAMS, { headers: { 'x-a': `${SECRET}\r\n` } }),
  'a clock that is broken': (create) => call(create, { ...HMAC, now: () => Number.NaN }),
  'a refused connection': (create) => call(create, HMAC),
  'a name that does not resolve': (create) => call(create, { ...HMAC, baseUrl: 'https://nowhere.invalid' }),
  'an agent for the wrong protocol': (create) =>
    call(create, { ...HMAC, baseUrl: 'https://127.0.0.1:1', agent: new HttpAgent() }),
  'an early abort': (create) => create(HMAC)(BORROW, PARAMS, { signal: AbortSignal.abort() }),
  'a path that is not plain': (create) => create(HMAC)({ ...BORROW, path: '/a?b' }, PARAMS),
  'an interceptor that sends a write twice': (create, { origin }) =>
    create({
      ...HMAC,
      baseUrl: origin,
      interceptors: [async (request, next) => (await next(request)) && next(request)],
    })(BORROW, PARAMS),
  'a call after close': async (create) => {
    const caller = create(HMAC);
    await caller.close();
    return caller(BORROW, PARAMS);
  },
  'a certificate nobody vouches for': async (create) => {
    const secure = await startExchange({ tls: true });
    try {
      return await call(create, { ...HMAC, baseUrl: secure.origin });
    } finally {
      await secure.close();
    }
  },
};

const SIGNING: readonly (readonly [string, ClientOptions])[] = [
  ['HMAC', HMAC],
  ['RSA', { apiKey: API_KEY, privateKey: PEM }],
];

const expectSilence = (failure: unknown, exchange: Exchange): void => {
  expect(failure).toBeInstanceOf(Error);
  expectNothingIn(failure, exchange);
};

const expectNothingIn = (value: unknown, exchange: Exchange): void => {
  const text = everythingOf(value);
  const secrets = [API_KEY, SECRET, PASSPHRASE, ...PEM_LINES, ...signaturesIn(exchange.requests)];
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
};

const withExchange = async (
  answer: (request: RecordedRequest) => Answer,
  use: (exchange: Exchange) => Promise<void>,
): Promise<void> => {
  const routes = ['GET', 'POST'].map((method) => ({
    method,
    path: BORROW.path,
    security: ['apiKey', 'signature'] as const,
    answer,
  }));
  for (const account of [
    { apiKey: API_KEY, secret: SECRET },
    { apiKey: API_KEY, publicKey },
  ]) {
    const exchange = await startExchange({ accounts: [account], routes });
    try {
      await use(exchange);
    } finally {
      await exchange.close();
    }
  }
};

const failureOfAnything = async (failing: () => unknown): Promise<unknown> => {
  try {
    await failing();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe.each(SINGLE_ENTRIES)('no secret in any error of the %s entry', (_, create) => {
  test.each(Object.entries(ECHOES))('%s', async (_what, answer) => {
    await withExchange(answer, async (exchange) => {
      for (const [, options] of SIGNING) {
        const caller = create({ ...options, baseUrl: exchange.origin, timeoutMs: 150, maxResponseBytes: 20_000 });
        expectSilence(await failureOfAnything(() => caller(BORROW, PARAMS)), exchange);
        expectSilence(await failureOfAnything(() => caller(RECORDS, {})), exchange);
      }
      expect(signaturesIn(exchange.requests).length).toBeGreaterThanOrEqual(4);
    });
  });

  test.each(Object.entries(LOCAL))('%s', async (_what, failing) => {
    await withExchange(
      () => ({ json: { tranId: 1 } }),
      async (exchange) => {
        expectSilence(await failureOfAnything(() => failing(create, exchange)), exchange);
      },
    );
  });

  test.each(Object.entries(AROUND))('%s', async (_what, failing) => {
    await withExchange(
      () => ({ json: { tranId: 1 } }),
      async (exchange) => {
        exchange.reset();
        expectSilence(await failureOfAnything(() => failing(create, exchange)), exchange);
      },
    );
  });

  test('no event tells anything, nor does the channel of the process', async () => {
    for (const answer of Object.values(ECHOES)) {
      await withExchange(answer, async (exchange) => {
        const events: unknown[] = [];
        const note = (event: unknown): void => void events.push(event);
        subscribe(CHANNEL_NAME, note);
        for (const [, options] of SIGNING) {
          const strict = reportDrift;
          const caller = create({ ...options, baseUrl: exchange.origin, timeoutMs: 150, strict, onEvent: note });
          await failureOfAnything(() => caller(BORROW, PARAMS));
          await failureOfAnything(() => caller(RECORDS, {}));
        }
        unsubscribe(CHANNEL_NAME, note);
        expect(events.length).toBeGreaterThanOrEqual(create === SINGLE_ENTRIES[0]?.[1] ? 8 : 4);
        expectNothingIn(events, exchange);
      });
    }
  }, 60_000);

  test('fields that the spec does not know are reported without what their names repeat', async () => {
    await withExchange(
      (request) => ({ json: { tranId: 1, rows: [], [echo(request)]: 1 } }),
      async (exchange) => {
        for (const [, options] of SIGNING) {
          const events: { readonly type: string }[] = [];
          const onEvent: ClientOptions['onEvent'] = (event) => void events.push(event);
          const caller = create({ ...options, baseUrl: exchange.origin, strict: reportDrift, onEvent });
          await failureOfAnything(() => caller(BORROW, PARAMS));
          expectNothingIn(events, exchange);
        }
      },
    );
  });

  test.each(SIGNING)(
    'in a form: %s',
    async (_algorithm, options) => {
      for (const answer of Object.values(ECHOES)) {
        await withExchange(answer, async (exchange) => {
          const caller = create({ ...options, baseUrl: exchange.origin, timeoutMs: 150, parametersIn: 'body' });
          expectSilence(await failureOfAnything(() => caller(BORROW, PARAMS)), exchange);
          expect(exchange.requests[0]?.query).toBe('');
          expect(signaturesIn(exchange.requests)).toHaveLength(2);
        });
      }
    },
    60_000,
  );

  test('limiters and stores show nothing of how they are reached', () => {
    const client = Object.assign(async () => [0, 0, 0], { options: { password: PASSPHRASE, tls: { key: PEM } } });
    const store = createRedisStore({ client });
    const text = everythingOf([store, createLimiter({ store }), createMemoryStore(), createLimiter()]);
    expect([PASSPHRASE, ...PEM_LINES].filter((secret) => text.includes(secret))).toEqual([]);
  });

  test.each(SIGNING)('a caller with an %s key shows nothing of it', (_algorithm, options) => {
    const text = everythingOf(create(options));
    expect([API_KEY, SECRET, ...PEM_LINES].filter((secret) => text.includes(secret))).toEqual([]);
  });
});
