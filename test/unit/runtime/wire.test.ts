import { Agent } from 'node:https';
import { describe, expect, test } from 'vitest';
import type { Interceptor } from '../../../templates/runtime/common.js';
import { createCaller as createNodeCaller } from '../../../templates/runtime/node.js';
import { startExchange } from '../../exchange/exchange.js';
import { ACCOUNT, BORROW, CANCEL, SINGLE_ENTRIES, RATES, RECORDS, ROUTES, useExchange } from './support.js';

describe.each(SINGLE_ENTRIES)('requests of the %s entry', (_, create) => {
  const exchange = useExchange();
  const caller = () => create({ ...ACCOUNT, baseUrl: exchange().origin });

  test('a signed write is accepted and its int64 id comes back whole', async () => {
    const result = await caller()(BORROW, { asset: 'USDT', amount: '1.5' });
    expect(result).toEqual({ tranId: '351637150141315861' });
    expect(exchange().requests).toHaveLength(1);
  });

  test('every method carries its parameters in the query and nothing in the body', async () => {
    await caller()(BORROW, { asset: 'USDT', amount: 1 });
    await caller()(RECORDS, { symbol: 'BTCUSDT' });
    await caller()(CANCEL, { symbol: 'BTCUSDT' });
    expect(exchange().requests.map(({ method, body, refusal }) => [method, body, refusal])).toEqual([
      ['POST', '', undefined],
      ['GET', '', undefined],
      ['DELETE', '', undefined],
    ]);
  });

  test("nothing is added but recvWindow, timestamp and signature, in this order, after the caller's own", async () => {
    await caller()(BORROW, { asset: 'USDT', amount: 1, limit: 5 });
    const names = exchange().requests[0]?.parameters.map(([name]) => name);
    expect(names).toEqual(['asset', 'amount', 'limit', 'recvWindow', 'timestamp', 'signature']);
  });

  test('parameters go in the order of the spec, whatever order the caller wrote them in', async () => {
    await caller()(BORROW, { limit: 5, amount: 1, asset: 'USDT' });
    expect(exchange().requests[0]?.query).toMatch(/^asset=USDT&amount=1&limit=5&recvWindow=/);
  });

  test('undefined parameters are left out', async () => {
    const params = { asset: 'USDT', amount: 1, symbol: undefined } as unknown as Parameters<typeof exchangeParams>[0];
    await caller()(BORROW, params);
    expect(exchange().requests[0]?.parameters.some(([name]) => name === 'symbol')).toBe(false);
  });

  test('punctuation, spaces, CJK and astral text arrive as they were given', async () => {
    const note = `!'()*~-._ +%&=?#/\\"<>\u0000\n１２３ 杠杆 💶 é`;
    await caller()(BORROW, { asset: 'USDT', amount: 1, note });
    const [request] = exchange().requests;
    expect(request?.refusal).toBeUndefined();
    expect(request?.parameters).toContainEqual(['note', note]);
  });

  test("recvWindow: 5000 by default, else the client's, the call's, or the parameter's own", async () => {
    const windowOf = (index: number) =>
      exchange().requests[index]?.parameters.filter(([name]) => name === 'recvWindow');
    const client = create({ ...ACCOUNT, baseUrl: exchange().origin, recvWindow: 7000 });
    await caller()(BORROW, { asset: 'USDT', amount: 1 });
    await client(BORROW, { asset: 'USDT', amount: 1 });
    await client(BORROW, { asset: 'USDT', amount: 1 }, { recvWindow: 8000 });
    await client(BORROW, { asset: 'USDT', amount: 1, recvWindow: 9000 }, { recvWindow: 8000 });
    expect([0, 1, 2, 3].map(windowOf)).toEqual(
      [5000, 7000, 8000, 9000].map((value) => [['recvWindow', String(value)]]),
    );
  });

  test("the timestamp is the clock's, fresh for each call", async () => {
    let now = Date.now();
    const client = create({ ...ACCOUNT, baseUrl: exchange().origin, now: () => (now += 7) + 0.9 });
    const start = now;
    await client(RECORDS, {});
    await client(RECORDS, {});
    const timestamps = exchange().requests.map(({ parameters }) =>
      Number(parameters.find(([name]) => name === 'timestamp')?.[1]),
    );
    expect(timestamps).toEqual([start + 7, start + 14]);
  });

  test('a public operation carries neither key nor signature, even if the client has both', async () => {
    const rates = await caller()(RATES, { asset: 'BTC' });
    expect(rates).toEqual([{ rate: '0.01' }]);
    const [request] = exchange().requests;
    expect(request?.target).toBe('/sapi/v1/margin/rates?asset=BTC');
    expect(request?.headers).not.toHaveProperty('x-mbx-apikey');
  });

  test('an operation without parameters has no question mark', async () => {
    await caller()(RATES, {});
    expect(exchange().requests[0]?.target).toBe('/sapi/v1/margin/rates');
  });

  test("headers of a call go along; the client's own cannot be replaced", async () => {
    await caller()(RATES, {}, { headers: { 'X-Trace': 'a1' } });
    expect(exchange().requests[0]?.headers['x-trace']).toBe('a1');
    await expect(caller()(RATES, {}, { headers: { 'x-mbx-apikey': 'other' } })).rejects.toThrow(
      'the client sets itself',
    );
    await expect(caller()(RATES, {}, { headers: { 'X-Trace': 'a\r\nX-Evil: 1' } })).rejects.toThrow('not one line');
    await expect(caller()(RATES, {}, { headers: { 'X Trace\r\n': 'a' } })).rejects.toThrow('no header name');
    expect(exchange().requests).toHaveLength(1);
  });

  test.each([
    'X-MBX-APIKEY',
    'Host',
    'Content-Length',
    'Transfer-Encoding',
    'Connection',
    'Expect',
    'Upgrade',
    'TE',
    'Trailer',
    'Keep-Alive',
    'content-TYPE',
    'Accept-Encoding',
  ])("the header %s is not the caller's to set", async (name) => {
    await expect(caller()(RATES, {}, { headers: { [name]: 'x' } })).rejects.toMatchObject({
      kind: 'validation',
      parameter: `header "${name}"`,
    });
  });

  test('an answer in many pieces, cut within characters, comes out whole', async () => {
    exchange().script({ fault: 'drip', json: ['é', '１', '💶'] });
    expect(await caller()(RATES, {})).toEqual(['é', '１', '💶']);
  });

  test('a body of exactly the permitted length is read', async () => {
    const json = 'x'.repeat(98);
    exchange().script({ json }, { json: `${json}x` });
    const client = create({ baseUrl: exchange().origin, maxResponseBytes: 100 });
    expect(await client(RATES, {})).toBe(json);
    await expect(client(RATES, {})).rejects.toMatchObject({
      kind: 'decode',
      message: expect.stringContaining('maxResponseBytes'),
    });
  });

  test('a header that stands twice comes out as text', async () => {
    exchange().script({ json: 1, headers: { 'Set-Cookie': ['a=1', 'b=2'], 'X-Twice': ['c', 'd'] } });
    let headers: Readonly<Record<string, string>> = {};
    const look: Interceptor = async (request, next) => {
      const response = await next(request);
      headers = response.headers;
      return response;
    };
    await create({ baseUrl: exchange().origin, interceptors: [look] })(RATES, {});
    expect(headers['x-twice']).toBe('c, d');
    expect(headers['set-cookie']).toMatch(/b=2$/);
  });

  test('neither the options nor the parameters of the caller are changed', async () => {
    const options = Object.freeze({ ...ACCOUNT, baseUrl: exchange().origin, interceptors: Object.freeze([]) });
    const params = Object.freeze({ asset: 'USDT', amount: 1, assetNames: Object.freeze(['BTC', 'ETH']) });
    await create(options)(BORROW, params, Object.freeze({ headers: Object.freeze({ a: 'b' }) }));
    expect(exchange().requests[0]?.parameters).toContainEqual(['assetNames', 'BTC,ETH']);
  });
});

const exchangeParams = (params: {
  readonly asset: string;
  readonly amount: number;
  readonly symbol?: string;
}): unknown => params;

describe('HTTPS', () => {
  test('the node entry speaks it, and keeps its connection for the next call', async () => {
    const exchange = await startExchange({ accounts: [ACCOUNT], routes: ROUTES ?? [], tls: true });
    const agent = new Agent({ ca: exchange.ca, keepAlive: true });
    const caller = createNodeCaller({ ...ACCOUNT, baseUrl: exchange.origin, agent });
    try {
      for (let round = 0; round < 5; round += 1) await caller(BORROW, { asset: 'USDT', amount: 1 });
      expect(exchange.requests).toHaveLength(5);
      expect(exchange.connections()).toBe(1);
    } finally {
      agent.destroy();
      await exchange.close();
    }
  });

  test('a certificate that nobody vouches for stops a write before a byte is sent', async () => {
    const exchange = await startExchange({ accounts: [ACCOUNT], routes: ROUTES ?? [], tls: true });
    try {
      const call = createNodeCaller({ ...ACCOUNT, baseUrl: exchange.origin })(BORROW, { asset: 'USDT', amount: 1 });
      await expect(call).rejects.toMatchObject({ kind: 'network', sent: 'never', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
      expect(exchange.requests).toHaveLength(0);
    } finally {
      await exchange.close();
    }
  });
});
