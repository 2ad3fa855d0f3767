import { Agent as TlsAgent } from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { Agent } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type Caller,
  type ClientEvent,
  type ClientOptions,
  type Limiter,
  type Transport,
  TransportFailure,
} from '../../../../templates/runtime/common.js';
import { createCaller as createNodeCaller } from '../../../../templates/runtime/node.js';
import { createCaller as createWebCaller } from '../../../../templates/runtime/web.js';
import { createUndiciTransport } from '../../../../templates/runtime/undici.js';
import { type Exchange, startExchange } from '../../../exchange/exchange.js';
import { type ConnectProxy, startConnectProxy } from '../../../support/connect-proxy.js';
import { ACCOUNT, BORROW, CANCEL, ENTRIES, failureOf, RATES, RECORDS, ROUTES, useExchange } from '../support.js';
import { until } from './carriers.js';

const agents: Agent[] = [];

const createUndiciCaller = (options: ClientOptions): Caller => {
  const dispatcher = new Agent();
  agents.push(dispatcher);
  return createNodeCaller({ ...options, transport: createUndiciTransport({ dispatcher }) });
};

afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.destroy()));
});

const CLIENTS: readonly (readonly [name: string, create: (options: ClientOptions) => Caller])[] = [
  ['node', createNodeCaller],
  ['web', createWebCaller],
  ['undici', createUndiciCaller],
];

const WRITE = { asset: 'USDT', amount: '1.5' };
const ONCE = { retry: { attempts: 1 } };

describe.each(CLIENTS)('a client with the %s transport', (name, create) => {
  const exchange = useExchange();

  test('signs what it sends: reads, writes and deletes are accepted', async () => {
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin });
    const note = `!'()*~-._ +%&=?#/\\"<>\n１２３ 杠杆 💶 é`;
    expect(await caller(BORROW, { ...WRITE, note })).toEqual({ tranId: '351637150141315861' });
    expect(await caller(RECORDS, {})).toEqual({ rows: [{ id: '351637150141315861', amount: '0.10' }] });
    expect(await caller(CANCEL, { symbol: 'BTCUSDT' })).toEqual({ orderId: '17' });
    expect(await caller(RATES, {})).toEqual([{ rate: '0.01' }]);
    expect(exchange().requests.map(({ refusal }) => refusal)).toEqual([undefined, undefined, undefined, undefined]);
    await caller.close();
  });

  test('forms are accepted as well, byte for byte', async () => {
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin, parametersIn: 'body' });
    const note = `!'()* +%&=１２３ 杠杆 💶`;
    expect(await caller(BORROW, { ...WRITE, note })).toEqual({ tranId: '351637150141315861' });
    expect(await caller(CANCEL, { symbol: 'BTCUSDT' })).toEqual({ orderId: '17' });
    expect(exchange().requests.map(({ query, refusal }) => [query, refusal])).toEqual([
      ['', undefined],
      ['', undefined],
    ]);
    await caller.close();
  });

  test.each([
    ['reset', 'network'],
    ['reset-body', 'network'],
    ['garbage', 'network'],
    ['hang', 'timeout'],
    ['drip', 'timeout'],
  ] as const)('%s is a typed error: %s, and a write that met it an unknown outcome', async (fault, kind) => {
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin, timeoutMs: 500, ...ONCE });
    const json = 'x'.repeat(2000);
    exchange().script({ fault, json }, { fault, json });
    expect(await failureOf(caller(RATES, {}))).toMatchObject({ kind, sent: 'maybe' });
    expect(await failureOf(caller(BORROW, WRITE))).toMatchObject({ kind: 'unknown-outcome', cause: { kind } });
    expect(exchange().requests).toHaveLength(2);
    await caller.close();
    // undici opens a connection in place of one that it had to cut; closing waits for whatever is unfinished.
    await Promise.all(agents.splice(0).map((agent) => agent.close()));
    await until(async () => (await exchange().openConnections()) === 0);
  });

  test('an answer that is too long, or no JSON, is a typed error', async () => {
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin, maxResponseBytes: 50, ...ONCE });
    exchange().script(
      { json: 'x'.repeat(100) },
      { status: 502, body: '<html>', headers: { 'content-type': 'text/html' } },
      { status: 204, body: '' },
      { status: 302, headers: { location: 'https://evil.example/' } },
    );
    expect(await failureOf(caller(RATES, {}))).toMatchObject({ kind: 'decode' });
    expect(await failureOf(caller(RATES, {}))).toMatchObject({ kind: 'api', status: 502, code: undefined });
    expect(await failureOf(caller(RATES, {}))).toMatchObject({ kind: 'decode' });
    expect(await failureOf(caller(RATES, {}))).toMatchObject({ kind: 'network', code: 'REDIRECT' });
  });

  test('the key and the signature are in no failure', async () => {
    const caller = create({ ...ACCOUNT, baseUrl: 'http://127.0.0.1:9', ...ONCE });
    const failure = await failureOf(caller(BORROW, WRITE));
    expect(failure).toMatchObject({ kind: name === 'web' ? 'unknown-outcome' : 'network' });
    expect(JSON.stringify(failure) + String((failure as Error).stack)).not.toMatch(/KEYvm|SECRETN|signature=[^[]/);
  });

  describe('with a list of origins', () => {
    const start = (events: ClientEvent[] = [], options: ClientOptions = {}): Caller =>
      create({
        ...ACCOUNT,
        baseUrl: ['http://127.0.0.1:9', exchange().origin],
        onEvent: (event) => void events.push(event),
        ...options,
      });

    test('a read without an answer at the first is answered by the next, and later ones go there at once', async () => {
      const events: ClientEvent[] = [];
      const caller = start(events);
      expect(await caller(RATES, {})).toEqual([{ rate: '0.01' }]);
      expect(await caller(RECORDS, {})).toMatchObject({ rows: [{ amount: '0.10' }] });
      expect(events.filter(({ type }) => type === 'failover')).toMatchObject([
        { from: 'http://127.0.0.1:9', to: exchange().origin },
      ]);
      expect(events.filter(({ type }) => type === 'request')).toHaveLength(3);
    });

    test('a write stays with the first, whatever becomes of reads', async () => {
      const caller = start([], ONCE);
      await failureOf(caller(RATES, {}));
      await caller(RATES, {});
      const failure = await failureOf(caller(BORROW, WRITE));
      expect((failure as Error & { cause?: { kind?: string } }).cause?.kind ?? 'network').toBe('network');
      expect(exchange().requests.map(({ method }) => method)).toEqual(['GET']);
    });

    test('a first that hangs costs attemptTimeoutMs, or without that one call, but not the next', async () => {
      const first = await startExchange({ accounts: [ACCOUNT], routes: ROUTES ?? [] });
      const baseUrl = [first.origin, exchange().origin];
      first.script({ fault: 'hang' }, { fault: 'hang' });
      const hasty = create({ ...ACCOUNT, baseUrl, retry: { attemptTimeoutMs: 300 } });
      expect(await hasty(RATES, {})).toEqual([{ rate: '0.01' }]);
      const patient = create({ ...ACCOUNT, baseUrl, timeoutMs: 500 });
      expect(await failureOf(patient(RATES, {}))).toMatchObject({ kind: 'timeout' });
      expect(await patient(RATES, {}, { timeoutMs: 5000 })).toEqual([{ rate: '0.01' }]);
      expect([first.requests.length, exchange().requests.length]).toEqual([2, 2]);
      await first.close();
    });

    test('a call that was held back until its deadline says nothing of the first', async () => {
      const first = await startExchange({ accounts: [ACCOUNT], routes: ROUTES ?? [] });
      let isClosed = true;
      const limiter: Limiter = {
        enter: () => (isClosed ? new Promise<void>(() => undefined) : undefined),
        learn: () => undefined,
      };
      const caller = create({ ...ACCOUNT, baseUrl: [first.origin, exchange().origin], limiter });
      expect(await failureOf(caller(RATES, {}, { timeoutMs: 50 }))).toMatchObject({ kind: 'timeout', sent: 'never' });
      isClosed = false;
      await caller(RATES, {});
      expect([first.requests.length, exchange().requests.length]).toEqual([1, 0]);
      await first.close();
    });

    test('the HTML of a gateway is no answer, the word of the exchange is', async () => {
      const first = await startExchange({ accounts: [ACCOUNT], routes: ROUTES ?? [] });
      const caller = create({ ...ACCOUNT, baseUrl: [first.origin, exchange().origin], retry: { attempts: 2 } });
      first.script({ status: 400, json: { code: -1102, msg: 'x' } }, { status: 502, body: '<html>' });
      expect(await failureOf(caller(RATES, {}))).toMatchObject({ kind: 'api', code: -1102 });
      expect(await caller(RATES, {})).toEqual([{ rate: '0.01' }]);
      expect([first.requests.length, exchange().requests.length]).toEqual([2, 1]);
      await first.close();
    });
  });
});

describe.each(ENTRIES)('a transport of somebody else, on the %s entry', (_, create) => {
  test.each([
    [true, ['one', 'one']],
    [false, ['one', 'two']],
  ])('may tell that a kept connection was closed: %s', async (stale, hosts) => {
    const asked: string[] = [];
    const send: Transport['send'] = async ({ origin }) => {
      asked.push(origin.host);
      if (asked.length === 1) throw new TransportFailure(new Error('gone'), stale);
      return { status: 200, headers: {}, body: '[]' };
    };
    const transport = (): Transport => ({ send, close: () => undefined });
    await create({ ...ACCOUNT, baseUrl: ['https://one', 'https://two'], transport })(RATES, {});
    expect(asked).toEqual(hosts);
  });
});

describe('a client behind a proxy', () => {
  let exchange: Exchange;
  let proxy: ConnectProxy;
  beforeAll(async () => {
    exchange = await startExchange({ accounts: [ACCOUNT], routes: ROUTES ?? [], tls: true });
    proxy = await startConnectProxy();
  });
  afterAll(async () => {
    await proxy.close();
    await exchange.close();
  });

  test('signs and sends as ever', async () => {
    const agent = new HttpsProxyAgent(proxy.url, { keepAlive: true });
    Object.assign(agent.options, { ca: exchange.ca });
    const caller = createNodeCaller({ ...ACCOUNT, baseUrl: exchange.origin, agent });
    for (let round = 0; round < 3; round += 1) await caller(BORROW, WRITE);
    expect([exchange.connections(), proxy.targets.length]).toEqual([1, 1]);
    await caller.close();
    agent.destroy();
  });

  test.each([407, 502])('a write that the proxy refuses with %i was certainly not sent', async (status) => {
    proxy.refuse(status);
    const before = exchange.requests.length;
    const agent = new HttpsProxyAgent(proxy.url);
    const caller = createNodeCaller({ ...ACCOUNT, baseUrl: exchange.origin, agent, ...ONCE });
    const failure = await failureOf(caller(BORROW, WRITE));
    expect(failure).toMatchObject({ kind: 'network', sent: 'never', code: 'ERR_NO_TLS' });
    expect((failure as Error).message).toContain(`the proxy answered CONNECT with HTTP ${status}`);
    expect(String((failure as Error).stack) + JSON.stringify(failure)).not.toMatch(/KEYvm|SECRETN|signature=[^[]/);
    expect(exchange.requests.length).toBe(before);
    proxy.refuse(200);
  });
});

describe("an agent of one's own", () => {
  test('that hands over a connection without TLS sends nothing of a request meant for TLS', async () => {
    const plain = await startExchange({ accounts: [ACCOUNT], routes: ROUTES ?? [] });
    const { createConnection } = await import('node:net');
    const agent = new TlsAgent();
    Object.assign(agent, { createConnection: () => createConnection(Number(new URL(plain.origin).port), '127.0.0.1') });
    const caller = createNodeCaller({ ...ACCOUNT, baseUrl: plain.origin.replace('http:', 'https:'), agent, ...ONCE });
    const failure = await failureOf(caller(BORROW, WRITE));
    expect(failure).toMatchObject({ kind: 'network', sent: 'never', code: 'ERR_NO_TLS' });
    expect(plain.requests).toHaveLength(0);
    await plain.close();
  });
});
