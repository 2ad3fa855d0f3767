import { readFileSync } from 'node:fs';
import { generateKeyPairSync, type KeyPairKeyObjectResult, webcrypto } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import type { LeanOptions } from '../../../../templates/runtime/lean/common.js';
import type { Operation, ParameterKind } from '../../../../templates/runtime/common.js';
import { startExchange } from '../../../exchange/exchange.js';
import { ACCOUNT, BORROW, CANCEL, failureOf, RATES, RECORDS, ROUTES, useExchange } from '../support.js';
import { LEAN_ENTRIES } from './entries.js';

const PARAMS = { asset: 'USDT', amount: '1.5' };

interface Vector {
  readonly id: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly recvWindow: number;
  readonly timestamp: number;
  readonly payload: string;
  readonly signature: string;
}

const text = readFileSync(new URL('../../../cases/signing/vectors.json', import.meta.url), 'utf8');
const { hmac } = JSON.parse(text) as { readonly hmac: readonly Vector[] };

/** An operation with the parameters of an example, in its order. */
const operationFor = ({ parameters }: Vector): Operation<Readonly<Record<string, string>>, unknown> => {
  const kinds = Object.keys(parameters).map((name): [string, ParameterKind] => [
    name,
    /quantity|price/.test(name) ? 'decimal' : 'string',
  ]);
  const changes = { path: '/api/v3/order', parameters: Object.fromEntries(kinds), required: [], response: 'any' };
  return { ...BORROW, ...changes } as unknown as ReturnType<typeof operationFor>;
};

const pairs: readonly (readonly [string, KeyPairKeyObjectResult])[] = [
  ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ['Ed25519', generateKeyPairSync('ed25519')],
];

describe.each(LEAN_ENTRIES)('requests of a lean caller, %s entry', (entry, create, createKeySigner) => {
  const exchange = useExchange();
  const caller = (options: LeanOptions = {}) => create({ ...ACCOUNT, baseUrl: exchange().origin, ...options });
  const namesOf = (index: number) => exchange().requests[index]?.parameters.map(([name]) => name);

  test.each(hmac)('the documented example $id is sent byte for byte', async (vector) => {
    const { apiKey, secret, timestamp, recvWindow } = vector;
    const routes = [{ method: 'POST', path: '/api/v3/order', security: ['apiKey', 'signature'] as const }];
    const other = await startExchange({ accounts: [{ apiKey, secret }], routes, now: () => timestamp });
    try {
      const call = create({ apiKey, secret, baseUrl: other.origin, now: () => timestamp + 0.9, recvWindow });
      await call(operationFor(vector), vector.parameters);
      const [request] = other.requests;
      expect(request?.target).toBe(`/api/v3/order?${vector.payload}&signature=${vector.signature}`);
      expect(request?.headers['x-mbx-apikey']).toBe(apiKey);
    } finally {
      await other.close();
    }
  });

  test.each(pairs)('a %s key signs what the exchange accepts, in whatever form it is given', async (name, pair) => {
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const other = await startExchange({ accounts: [{ apiKey: ACCOUNT.apiKey, publicKey }], routes: ROUTES ?? [] });
    const der = pair.privateKey.export({ type: 'pkcs8', format: 'der' });
    const algorithm = name === 'RSA' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name };
    const handle = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
    try {
      for (const privateKey of [pem, entry === 'node' ? pair.privateKey : handle]) {
        const call = create({ apiKey: ACCOUNT.apiKey, sign: createKeySigner(privateKey), baseUrl: other.origin });
        expect(await call(BORROW, { ...PARAMS, note: "+/=&'( )" })).toEqual({ tranId: '351637150141315861' });
      }
      expect(other.requests.map(({ refusal }) => refusal)).toEqual([undefined, undefined]);
    } finally {
      await other.close();
    }
  });

  test('every method carries its parameters in the query, in the order of the spec, and nothing in the body', async () => {
    await caller()(BORROW, { limit: 5, amount: 1e-7, asset: 'USDT', assetNames: ['BTC', 'ETH'] });
    await caller()(RECORDS, { symbol: 'BTCUSDT' });
    await caller()(CANCEL, { symbol: 'BTCUSDT' });
    const sent = exchange().requests.map(({ method, body, refusal }) => [method, body, refusal]);
    expect(sent).toEqual(['POST', 'GET', 'DELETE'].map((method) => [method, '', undefined]));
    expect(namesOf(0)).toEqual(['asset', 'amount', 'limit', 'assetNames', 'recvWindow', 'timestamp', 'signature']);
    expect(exchange().requests[0]?.query).toMatch(/^asset=USDT&amount=0.0000001&limit=5&assetNames=BTC%2CETH&recvW/);
  });

  test('where the spec wants a form, all of it is one, signed as it is sent', async () => {
    await caller()({ ...BORROW, parametersIn: 'body' }, PARAMS);
    await caller()({ ...CANCEL, parametersIn: 'body' }, { symbol: 'BTCUSDT' });
    for (const { query, body, refusal } of exchange().requests) {
      expect([query, refusal, /&signature=[0-9a-f]{64}$/.test(body)]).toEqual(['', undefined, true]);
    }
  });

  test('punctuation, spaces, CJK and astral text arrive as they were given', async () => {
    const note = `!'()*~-._ +%&=?#/\\"<>\u0000\n１２３ 杠杆 💶 é`;
    await caller()(BORROW, { ...PARAMS, note });
    expect(exchange().requests[0]?.refusal).toBeUndefined();
    expect(exchange().requests[0]?.parameters).toContainEqual(['note', note]);
  });

  test("recvWindow: 5000, else the caller's, the call's, or the parameter's own; whole milliseconds", async () => {
    const wide = caller({ recvWindow: 7000.2 });
    await caller()(BORROW, PARAMS);
    await wide(BORROW, PARAMS);
    await wide(BORROW, PARAMS, { recvWindow: 8000 });
    await wide(BORROW, { ...PARAMS, recvWindow: 9000 }, { recvWindow: 8000 });
    const windows = exchange().requests.map(({ parameters }) => parameters.filter(([name]) => name === 'recvWindow'));
    expect(windows).toEqual(['5000', '7001', '8000', '9000'].map((value) => [['recvWindow', value]]));
  });

  test('a public operation carries neither key nor signature, nor a question mark without parameters', async () => {
    expect(await caller()(RATES, { asset: 'BTC' })).toEqual([{ rate: '0.01' }]);
    await create({ baseUrl: exchange().origin })(RATES, {});
    const targets = exchange().requests.map(({ target, headers }) => [target, headers['x-mbx-apikey']]);
    expect(targets).toEqual(['?asset=BTC', ''].map((query) => [`/sapi/v1/margin/rates${query}`, undefined]));
  });

  test('a new order gets an id of its own, unless it has one', async () => {
    const order = { ...BORROW, clientOrderId: 'note' };
    await caller()(order, PARAMS);
    await caller()(order, PARAMS);
    await caller()(order, { ...PARAMS, note: 'mine' });
    const ids = exchange().requests.map(({ parameters }) => parameters.find(([name]) => name === 'note')?.[1]);
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/), 'mine']);
    expect(ids[0]).not.toBe(ids[1]);
  });

  test.each<[string, object, string]>([
    ['a name that the operation does not have', { ...PARAMS, amuont: 1 }, 'amuont'],
    ['a required parameter that is missing', { asset: 'USDT' }, 'amount'],
    ['a number that cannot be sent', { ...PARAMS, amount: Number.NaN }, 'amount'],
    ['an id that has lost digits', { ...PARAMS, orderId: 351637150141315861 }, 'orderId'],
    ['text that UTF-8 cannot say', { ...PARAMS, note: '\ud800' }, 'note'],
    ['no object', [1] as object, 'params'],
  ])('%s is refused before anything is sent', async (_, params, parameter) => {
    const failure = await failureOf(caller()(BORROW, params as typeof PARAMS));
    expect(failure).toMatchObject({ kind: 'validation', operation: 'margin.borrow', parameter });
    expect(exchange().requests).toHaveLength(0);
  });

  test('without what the operation needs nothing is sent', async () => {
    const failure = await failureOf(create({ apiKey: 'k', baseUrl: exchange().origin })(BORROW, PARAMS));
    expect(failure).toMatchObject({ kind: 'configuration', operation: 'margin.borrow' });
    expect(exchange().requests).toHaveLength(0);
  });

  test.each(['@evil.example/x', '.evil.example/x', ':80@evil.example', 'none', ''])(
    'a path that could lead elsewhere is refused: %j',
    async (path) => {
      expect(await failureOf(caller()({ ...RATES, path }, {}))).toMatchObject({
        kind: 'configuration',
        option: 'path',
      });
      expect(exchange().requests).toHaveLength(0);
    },
  );

  test.each([
    'http://api.binance.com',
    'https://user:hunter22@api.binance.com',
    'https://api.binance.com/x',
    'http://127.0.0.1.evil.example',
    'ftp://127.0.0.1',
    'api.binance.com',
  ])('an origin that shows the key, or is none, is refused: %s', async (baseUrl) => {
    const failure = await failureOf(create({ ...ACCOUNT, baseUrl })(BORROW, PARAMS));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'baseUrl' });
    expect(String(failure)).not.toContain('hunter22');
  });

  test('options that it does not have are refused, of the caller and of a call', async () => {
    const wrong = { baseURL: exchange().origin } as LeanOptions;
    expect(() => create(wrong)).toThrow(expect.objectContaining({ option: 'baseURL' }));
    const interceptors = { interceptors: [vi.fn()] } as object;
    expect(await failureOf(caller()(BORROW, PARAMS, interceptors))).toMatchObject({ option: 'interceptors' });
    expect(() => create({ apiKey: 'abc\r\nX-Evil: 1' })).toThrow(expect.objectContaining({ option: 'apiKey' }));
    expect(exchange().requests).toHaveLength(0);
  });

  test('ids and decimals come back whole, through pieces that are cut within characters', async () => {
    const body = '{"rows":[{"id":351637150141315861,"amount":0.10},{"id":"7","amount":1e-8,"new":"é💶"}]}';
    exchange().script({ fault: 'drip', body });
    const rows = [
      { id: '351637150141315861', amount: '0.10' },
      { id: '7', amount: '0.00000001', new: 'é💶' },
    ];
    expect(await caller({ timeoutMs: 5000 })(RECORDS, {})).toEqual({ rows });
  });

  test('a body of exactly the permitted length is read, a longer one is not', async () => {
    const json = 'x'.repeat(98);
    exchange().script({ json }, { json: `${json}x` });
    expect(await caller({ maxResponseBytes: 100 })(RATES, {})).toBe(json);
    const failure = await failureOf(caller({ maxResponseBytes: 100 })(RATES, {}));
    expect(failure).toMatchObject({ kind: 'decode', message: expect.stringContaining('maxResponseBytes') });
  });

  test('calls one after the other share a connection', async () => {
    const before = exchange().connections();
    const call = caller();
    for (let round = 0; round < 4; round += 1) await call(RECORDS, {});
    expect(exchange().connections() - before).toBeLessThanOrEqual(1);
    call.close();
  });
});
