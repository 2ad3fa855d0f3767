import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type AgentLike,
  type CallOptions,
  type ClientOptions,
  ConfigurationError,
} from '../../../templates/runtime/common.js';
import { readOrigin } from '../../../templates/runtime/send/origin.js';
import { createOrigins } from '../../../templates/runtime/send/origins.js';
import { ACCOUNT, BORROW, ENTRIES, failureOf, LOAN, useExchange } from './support.js';

const WRONG: readonly (readonly [what: string, options: unknown, option: string])[] = [
  ['no object', 'key', 'options'],
  ['null', null, 'options'],
  ['an unknown option', { apikey: 'x' }, 'apikey'],
  ['an option every object inherits', { constructor: 'x' }, 'constructor'],
  ['an API key that is no text', { apiKey: 5 }, 'apiKey'],
  ['an empty API key', { apiKey: '' }, 'apiKey'],
  ['an API key with a line break', { apiKey: 'abc\n' }, 'apiKey'],
  ['an API key with a header in it', { apiKey: 'abc\r\nX-Evil: 1' }, 'apiKey'],
  ['an API key beyond ASCII', { apiKey: 'ключ' }, 'apiKey'],
  ['an empty secret', { secret: '' }, 'secret'],
  ['a secret with a line break', { secret: 'abc\n' }, 'secret'],
  ['a secret that is null', { secret: null }, 'secret'],
  ['secret and privateKey', { secret: 'abcd', privateKey: 'efgh' }, 'privateKey'],
  ['secret and sign', { secret: 'abcd', sign: () => 'x' }, 'sign'],
  ['a passphrase for nothing', { passphrase: 'abcd' }, 'passphrase'],
  ['sign that is no function', { sign: 'abcd' }, 'sign'],
  ['a recvWindow above the maximum', { recvWindow: 60_001 }, 'recvWindow'],
  ['a recvWindow of 0', { recvWindow: 0 }, 'recvWindow'],
  ['a recvWindow of NaN', { recvWindow: Number.NaN }, 'recvWindow'],
  ['a broken timeout', { timeoutMs: -1 }, 'timeoutMs'],
  ['an endless timeout', { timeoutMs: Number.POSITIVE_INFINITY }, 'timeoutMs'],
  ['a timeout no timer takes', { timeoutMs: 2 ** 31 }, 'timeoutMs'],
  ['a body limit of 0', { maxResponseBytes: 0 }, 'maxResponseBytes'],
  ['interceptors that are no list', { interceptors: {} }, 'interceptors'],
  ['interceptors that are no functions', { interceptors: ['x'] }, 'interceptors'],
  ['a clock that is no function', { now: 5 }, 'now'],
  ['a base URL that is none', { baseUrl: 'api.binance.com' }, 'baseUrl'],
  ['a base URL with a path', { baseUrl: 'https://api.binance.com/x' }, 'baseUrl'],
  ['a base URL with a query', { baseUrl: 'https://api.binance.com/?x' }, 'baseUrl'],
  ['a base URL with a password', { baseUrl: 'https://user:hunter22@api.binance.com' }, 'baseUrl'],
  ['a base URL of another scheme', { baseUrl: 'ftp://api.binance.com' }, 'baseUrl'],
  ['plain http to elsewhere', { baseUrl: 'http://api.binance.com' }, 'baseUrl'],
  ['plain http to a look-alike of this machine', { baseUrl: 'http://localhost.evil.example' }, 'baseUrl'],
  ['a permission that is no boolean', { allowInsecure: 'yes' }, 'allowInsecure'],
  ['a map with a value that is no origin', { baseUrl: { 'https://api.binance.com': 'https://x/y' } }, 'baseUrl'],
  ['a URL object', { baseUrl: new URL('http://127.0.0.1:1') }, 'baseUrl'],
  ['a Map', { baseUrl: new Map([['https://api.binance.com', 'http://127.0.0.1:1']]) }, 'baseUrl'],
  ['an empty list', { baseUrl: [] }, 'baseUrl'],
  ['a list with something else in it', { baseUrl: ['http://127.0.0.1:1', 5] }, 'baseUrl'],
  ['retries by number', { retry: 3 }, 'retry'],
  ['no attempt at all', { retry: { attempts: 0 } }, 'retry.attempts'],
  ['an unknown word about retries', { retry: { times: 3 } }, 'retry.times'],
  ['a pause before time', { retry: { baseDelayMs: -1 } }, 'retry.baseDelayMs'],
  ['a pause without end', { retry: { maxDelayMs: Infinity } }, 'retry.maxDelayMs'],
  ['an attempt without time', { retry: { attemptTimeoutMs: 0 } }, 'retry.attemptTimeoutMs'],
  ['a clock that is synchronised at will', { clock: { sync: 'always' } }, 'clock.sync'],
  ['a clock of an unknown unit', { clock: { unit: 'ns' } }, 'clock.unit'],
  ['a clock that is always too old', { clock: { maxAgeMs: 0 } }, 'clock.maxAgeMs'],
  ['an unknown word about the clock', { clock: { offset: 5 } }, 'clock.offset'],
  ['options in place of a limiter', { limiter: { mode: 'wait' } }, 'limiter'],
  ['an unknown kind of validation', { validate: 'reads' }, 'validate'],
  ['parameters in the headers', { parametersIn: 'header' }, 'parametersIn'],
  ['a strictness that is no reporter', { strict: true }, 'strict'],
  ['a transport in place of its factory', { transport: { send: () => undefined } }, 'transport'],
  ['an observer that is no function', { onEvent: {} }, 'onEvent'],
  ['recvWindow with four decimals', { recvWindow: 5000.1234 }, 'recvWindow'],
  ['an empty map', { baseUrl: {} }, 'baseUrl'],
  ['a map with a key that is no origin', { baseUrl: { api: 'https://x' } }, 'baseUrl'],
];

describe.each(ENTRIES)('options of the %s entry', (_, create) => {
  test.each(WRONG)('%s', (_what, options, option) => {
    let failure: unknown;
    try {
      create(options as ClientOptions);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(failure).toMatchObject({ kind: 'configuration', option, operation: undefined });
    expect(String(failure)).not.toMatch(/hunter22|abcd|efgh/);
  });

  test.each([{ timeoutMs: 0 }, { recvWindow: 60_001 }, { timeout: 5 }, { signal: {} }, { headers: 'a: b' }])(
    'call options are looked at too: %j',
    async (options) => {
      const caller = create({ ...ACCOUNT, baseUrl: 'http://127.0.0.1:1' });
      const failure = await failureOf(caller(BORROW, { asset: 'A', amount: 1 }, options as CallOptions));
      expect(failure).toMatchObject({
        kind: 'configuration',
        option: Object.keys(options)[0],
        operation: 'margin.borrow',
      });
    },
  );

  test.each([null, 'fast', []])('call options that are no object: %j', async (options) => {
    const caller = create({ ...ACCOUNT, baseUrl: 'http://127.0.0.1:1' });
    const failure = await failureOf(caller(BORROW, { asset: 'A', amount: 1 }, options as unknown as CallOptions));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'options', operation: 'margin.borrow' });
  });

  test('a clock that fails is named as what failed', async () => {
    const now = (): number => {
      throw new Error('no time server');
    };
    const caller = create({ ...ACCOUNT, baseUrl: 'http://127.0.0.1:1', now });
    const failure = await failureOf(caller(BORROW, { asset: 'A', amount: 1 }));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'now', message: 'now() failed: no time server' });
  });

  test('a clock that gives nonsense is noticed before a byte is sent', async () => {
    const caller = create({ ...ACCOUNT, baseUrl: 'http://127.0.0.1:1', now: () => Number.NaN });
    expect(await failureOf(caller(BORROW, { asset: 'A', amount: 1 }))).toMatchObject({
      kind: 'configuration',
      option: 'now',
    });
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('HSM is gone');
      },
      /HSM is gone/,
    ],
    ['rejects', () => Promise.reject(new Error('HSM is gone')), /HSM is gone/],
    ['gives nothing', () => '', /one line of ASCII/],
    ['gives two lines', () => 'abc\ndef', /one line of ASCII/],
    ['gives what cannot be encoded', () => '\uD800', /one line of ASCII/],
    ['gives a number', () => 5 as unknown as string, /one line of ASCII/],
    ['gives a promise of nothing', () => Promise.resolve(undefined as unknown as string), /one line of ASCII/],
  ])('sign() that %s', async (_what, sign, message) => {
    const failure = await failureOf(
      create({ apiKey: 'k', sign, baseUrl: 'http://127.0.0.1:1' })(BORROW, { asset: 'A', amount: 1 }),
    );
    expect(failure).toMatchObject({ kind: 'configuration', option: 'sign', operation: 'margin.borrow' });
    expect(String(failure)).toMatch(message);
  });

  test('undefined options count as left out', () => {
    const nothing = Object.fromEntries(WRONG.map(([, , option]) => [option.split('.')[0], undefined]));
    delete nothing['options'];
    delete nothing['apikey'];
    delete nothing['constructor'];
    expect(() => create(nothing)).not.toThrow();
  });
});

describe.each(ENTRIES)('sign() of your own, through the %s entry', (_, create) => {
  const exchange = useExchange();
  test.each<[string, (payload: string) => string | Promise<string>]>([
    ['at once', (payload) => hmac(payload)],
    ['later', async (payload) => hmac(payload).toUpperCase()],
  ])('%s', async (_when, sign) => {
    await create({ apiKey: ACCOUNT.apiKey, sign, baseUrl: exchange().origin })(BORROW, { asset: 'A b', amount: 1 });
    expect(exchange().requests.map(({ refusal }) => refusal)).toEqual([undefined]);
  });
});

describe('what is for Node only', () => {
  test('an agent that is none', () => {
    expect(() => ENTRIES[0]?.[1]({ agent: {} as unknown as AgentLike })).toThrow(/^agent must be an Agent/);
  });

  const web = ENTRIES[1]?.[1];
  test.each([{ agent: { destroy: () => undefined } }, { idleConnectionMs: 5 }, { privateKey: 'x', passphrase: 'y' }])(
    '%j',
    (options) => {
      expect(() => web?.(options)).toThrow(/Node only/);
    },
  );
});

describe('origins', () => {
  test('one for all', () => {
    const find = createOrigins('https://api-gcp.binance.com', false);
    expect([find('https://api.binance.com')[0]?.href, find('https://papi.binance.com')[0]?.href]).toEqual(
      Array(2).fill('https://api-gcp.binance.com'),
    );
  });

  test('a map replaces those it names, however they are written', () => {
    const find = createOrigins({ 'https://API.binance.com:443/': 'https://api1.binance.com' }, false);
    expect(find('https://api.binance.com')[0]?.href).toBe('https://api1.binance.com');
  });

  test('a server that the map does not name is not called', () => {
    const map = Object.assign(Object.create(null) as object, { 'https://api.binance.co': 'http://127.0.0.1:1' });
    expect(() => createOrigins(map, false)('https://api.binance.com')).toThrow(
      'baseUrl does not name the server https://api.binance.com; it has https://api.binance.co.',
    );
  });

  test('a map may name a plain http server, since nothing is sent there', () => {
    const find = createOrigins({ 'http://api.binance.com': 'https://api1.binance.com' }, false);
    expect(find('http://api.binance.com')[0]?.href).toBe('https://api1.binance.com');
  });

  test.each([
    ['https://api.binance.com', { secure: true, host: 'api.binance.com', port: 443, serverName: 'api.binance.com' }],
    ['https://api.binance.com:8443', { secure: true, port: 8443 }],
    ['http://localhost', { secure: false, host: 'localhost', port: 80 }],
    ['http://127.0.0.1:8080', { host: '127.0.0.1', port: 8080, serverName: '' }],
    ['http://[::1]:8080', { host: '::1', port: 8080, serverName: '', href: 'http://[::1]:8080' }],
  ])('%s', (text, parts) => {
    expect(readOrigin(text, false)).toMatchObject(parts);
  });

  test('plain http elsewhere only for who insists', () => {
    expect(createOrigins('http://10.0.0.5', true)('x')[0]?.host).toBe('10.0.0.5');
    expect(() => readOrigin('http://10.0.0.5', false)).toThrow(/allowInsecure/);
  });
});

describe.each(ENTRIES)('the server of an operation, through the %s entry', (_, create) => {
  const exchange = useExchange();
  test('is replaced by the map', async () => {
    const caller = create({ ...ACCOUNT, baseUrl: { 'https://papi.binance.com': exchange().origin } });
    expect(await caller(LOAN, { asset: 'A', amount: 1 })).toEqual({ tranId: '100000001' });
  });

  test('is not called when the map has a typing error', async () => {
    const caller = create({ ...ACCOUNT, baseUrl: { 'https://nowhere.invali': exchange().origin } });
    const operation = { ...BORROW, server: 'https://nowhere.invalid' };
    expect(await failureOf(caller(operation, { asset: 'A', amount: 1 }))).toMatchObject({
      kind: 'configuration',
      option: 'baseUrl',
      operation: 'margin.borrow',
    });
  });

  test('must itself be fit to be sent a key', async () => {
    const failure = await failureOf(
      create(ACCOUNT)({ ...BORROW, server: 'http://api.binance.com' }, { asset: 'A', amount: 1 }),
    );
    expect(failure).toMatchObject({ kind: 'configuration', option: 'baseUrl', operation: 'margin.borrow' });
  });
});

const hmac = (payload: string): string => createHmac('sha256', ACCOUNT.secret).update(payload).digest('hex');
