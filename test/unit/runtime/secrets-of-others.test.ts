import { describe, expect, test } from 'vitest';
import {
  type ClientOptions,
  type DecodeError,
  type Operation,
  type UnknownOutcomeError,
} from '../../../templates/runtime/common.js';
import { type Answer, type Exchange, type RecordedRequest, startExchange } from '../../exchange/exchange.js';
import { LEAN_ENTRIES } from './lean/entries.js';
import { API_KEY, everythingOf, SECRET } from './secrets-cases.js';
import { BORROW, failureOf, SINGLE_ENTRIES } from './support.js';

/** Keys that are not the caller's own: nobody told the client to keep them secret. */
const OTHER_KEY = 'OTHERkeyE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utI';
const OTHER_SECRET = 'OTHERsecret/mv9SD+5VNHk4HlWFs/Or6aKE2zvsw0MuIgwC==';
const LISTEN_KEY = 'OTHERlistenT9d1c0HZ8Yl0XHbYVhEoZ6CSdLcRn5Jm4wWAXlR';

/** What is left over of a secret that was hidden but for its end tells as well. */
const PIECES = [OTHER_KEY, OTHER_SECRET, LISTEN_KEY].flatMap((secret) => secret.match(/[A-Za-z0-9]{8}/g) ?? []);

type Call = Operation<Readonly<Record<string, unknown>>, unknown>;

const BASE = {
  ...(BORROW as unknown as Call),
  ...{ required: [], limits: {}, conditions: [], security: [['apiKey', 'signature']] },
} as Call;
const TEXT = 'string' as const;
const KEYS = '/sapi/v1/margin/apiKey';
const STREAM = '/sapi/v1/margin/listen-key';

const CREATE: Call = {
  ...BASE,
  ...{ name: 'margin.specialKeys.create', path: KEYS, parameters: { apiName: TEXT } },
  response: { fields: { apiKey: TEXT, secretKey: TEXT, type: TEXT } },
};

const DELETE: Call = {
  ...BASE,
  ...{ name: 'margin.specialKeys.delete', method: 'DELETE', path: KEYS, parameters: { apiKey: TEXT, apiName: TEXT } },
  ...{ response: { fields: { code: 'int' } } },
};

const keyOf = (method: 'PUT' | 'DELETE', name: string): Call => ({
  ...BASE,
  ...{ name, method, path: STREAM, security: [['apiKey']], parameters: { listenKey: TEXT } },
  ...{ response: { fields: { done: 'bool' } } },
});

type Case = readonly [operation: Call, params: Readonly<Record<string, string>>];

const CASES: Readonly<Record<string, Case>> = {
  'a new key': [CREATE, { apiName: 'mine' }],
  'a key that is deleted': [DELETE, { apiKey: OTHER_KEY }],
  'a listen key that is kept alive': [keyOf('PUT', 'margin.riskStream.keepAlive'), { listenKey: LISTEN_KEY }],
  'a listen key that is given up': [keyOf('DELETE', 'margin.riskStream.close'), { listenKey: LISTEN_KEY }],
};

const created = { apiKey: OTHER_KEY, secretKey: OTHER_SECRET };
const heard = ({ target, body }: RecordedRequest): string => `${target} ${body} ${JSON.stringify(created)}`;

const ANSWERS: Readonly<Record<string, (request: RecordedRequest) => Answer>> = {
  'an answer of another form': () => ({ json: { ...created, listenKey: LISTEN_KEY, type: {}, code: 'x', done: 'x' } }),
  'an answer that breaks off': () => ({ body: JSON.stringify(created).slice(0, -6) }),
  'an answer that escapes its slashes': () => ({ body: `${JSON.stringify(created).replaceAll('/', '\\/')}!` }),
  'an answer that is a page': (request) => ({ body: `<p>${heard(request)}`, headers: { 'content-type': 'text/html' } }),
  'a server error that repeats the request': (request) => ({ status: 500, json: { code: -1000, msg: heard(request) } }),
  'a refusal that repeats the request': (request) => ({ status: 400, json: { code: -1100, msg: heard(request) } }),
  'no answer': () => ({ fault: 'reset' }),
};

const withExchange = async (
  [{ method, path, security }, answer]: readonly [Call, (request: RecordedRequest) => Answer],
  use: (exchange: Exchange) => Promise<void>,
): Promise<void> => {
  const isSigned = security[0]?.includes('signature') === true;
  const needs = isSigned ? (['apiKey', 'signature'] as const) : (['apiKey'] as const);
  const exchange = await startExchange({
    accounts: [{ apiKey: API_KEY, secret: SECRET }],
    routes: [{ method, path, security: needs, answer }],
  });
  try {
    await use(exchange);
  } finally {
    await exchange.close();
  }
};

const expectSilence = (failure: unknown): void => {
  expect(failure).toBeInstanceOf(Error);
  const text = everythingOf(failure);
  expect(PIECES.filter((piece) => text.includes(piece))).toEqual([]);
};

type Send = (operation: Call, params: Readonly<Record<string, unknown>>) => Promise<unknown>;

const CALLERS: readonly (readonly [string, (options: ClientOptions) => Send])[] = [
  ...SINGLE_ENTRIES.map(([name, create]) => [`full, ${name}`, (options: ClientOptions) => create(options)] as const),
  ...LEAN_ENTRIES.map(
    ([name, create]) => [`lean, ${name}`, (options: ClientOptions) => create(options as never) as Send] as const,
  ),
];

const HMAC = { apiKey: API_KEY, secret: SECRET };

describe.each(CALLERS)('keys of others in errors of a caller: %s', (_, create) => {
  describe.each(Object.entries(CASES))('%s', (_what, [operation, params]) => {
    test.each(Object.entries(ANSWERS))('%s', async (_how, answer) => {
      await withExchange([operation, answer], async ({ origin, requests }) => {
        const failure = await failureOf(create({ ...HMAC, baseUrl: origin })(operation, params));
        expectSilence(failure);
        // It was sent all the same, as it is.
        const [name = '', value] = Object.entries(params)[0] ?? [];
        expect(requests[0]?.parameters.find(([one]) => one === name)?.[1]).toBe(value);
      });
    });
  });

  test('what was sent is named without its value, what came is shown without it', async () => {
    await withExchange([DELETE, () => ({ json: { ...created, code: 'x' } })], async ({ origin }) => {
      const params = { apiKey: OTHER_KEY, apiName: 'mine' };
      const failure = await failureOf(create({ ...HMAC, baseUrl: origin })(DELETE, params));
      const { parameters, cause, settledBy } = failure as UnknownOutcomeError;
      expect(parameters).toMatchObject({ apiKey: '[redacted]', apiName: 'mine' });
      expect((cause as DecodeError).excerpt).toContain('"apiKey":"[redacted]"');
      expect(settledBy).toBeUndefined();
    });
  });

  test.each(['apiKey', 'listenKey'])('one that is not even sent: %s', async (name) => {
    const strict: Call = {
      ...{ ...DELETE, parameters: { [name]: TEXT } },
      limits: { [name]: { maxLength: 10, pattern: '^[a-z]+$' } },
    };
    const send = create({ ...HMAC, baseUrl: 'http://127.0.0.1:1' });
    for (const value of [OTHER_KEY, [OTHER_KEY], { key: OTHER_KEY }, `${OTHER_KEY}\n`]) {
      expectSilence(await failureOf(send(strict, { [name]: value })));
    }
    expectSilence(await failureOf(send(strict, { [`${name}s`]: OTHER_KEY })));
  });
});
