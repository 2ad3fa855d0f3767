import { HttpsProxyAgent } from 'https-proxy-agent';
import { Agent, ProxyAgent } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CallLife } from '../../../../templates/runtime/call/life.js';
import { createNodeTransport } from '../../../../templates/runtime/send/node-transport.js';
import type { Transport } from '../../../../templates/runtime/send/wire.js';
import { createUndiciTransport } from '../../../../templates/runtime/undici.js';
import { type Exchange, startExchange } from '../../../exchange/exchange.js';
import { type ConnectProxy, startConnectProxy } from '../../../support/connect-proxy.js';
import { fateOf, LIMIT, until, wireTo } from './carriers.js';

interface Way {
  readonly transport: Transport;
  readonly close: () => Promise<void>;
}

const throughNode = (url: string, ca: string | undefined): Way => {
  const agent = new HttpsProxyAgent(url, { keepAlive: true });
  // Its own options are for the way to the proxy; these are for what goes through the tunnel.
  if (ca !== undefined) Object.assign(agent.options, { ca });
  const transport = createNodeTransport({ agent, idleConnectionMs: 4000, maxResponseBytes: LIMIT });
  return { transport, close: async () => agent.destroy() };
};

const throughUndici = (url: string, ca: string | undefined): Way => {
  const dispatcher = new ProxyAgent({ uri: url, ...(ca === undefined ? {} : { requestTls: { ca } }) });
  const transport = createUndiciTransport({ dispatcher })({ maxResponseBytes: LIMIT });
  return { transport, close: () => dispatcher.destroy() };
};

const WAYS = [
  ['node with https-proxy-agent', throughNode],
  ['undici with its ProxyAgent', throughUndici],
] as const;

const PATH = '/sapi/v1/margin/rates';
const ANSWER = { json: [{ rate: '0.01' }] };
const ROUTES = ['GET', 'POST'].map((method) => ({ method, path: PATH, security: [], answer: ANSWER }));

let exchange: Exchange;
let proxy: ConnectProxy;
beforeAll(async () => {
  exchange = await startExchange({ routes: ROUTES, tls: true });
});
afterAll(() => exchange.close());
beforeEach(async () => {
  exchange.reset();
  proxy = await startConnectProxy();
});
afterEach(() => proxy.close());

describe.each(WAYS)('through a proxy, by %s', (_, open) => {
  let way: Way;
  const start = (): Transport => {
    way = open(proxy.url, exchange.ca);
    return way.transport;
  };
  afterEach(() => way.close());
  const wire = () => wireTo(exchange.origin, { target: PATH, headers: Object.freeze({ 'X-A': '1' }) });

  test('TLS goes end to end, on one kept connection', async () => {
    const transport = start();
    const before = exchange.connections();
    for (let round = 0; round < 5; round += 1) {
      expect(await fateOf(transport, wire())).toEqual({ status: 200, body: '[{"rate":"0.01"}]', sent: true });
    }
    expect(exchange.connections() - before).toBe(1);
    expect(proxy.targets).toEqual([exchange.origin.slice('https://'.length)]);
  });

  test('the proxy is told where to, and nothing of the request', async () => {
    const headers = { 'X-MBX-APIKEY': 'KEY' };
    await fateOf(start(), wireTo(exchange.origin, { headers, target: '/x?signature=SIGNED' }));
    expect(proxy.heads.join()).toMatch(/^CONNECT 127\.0\.0\.1:\d+ HTTP\/1\.1\r\n/);
    expect(proxy.heads.join()).not.toMatch(/KEY|SIGNED|\/x/);
  });

  test.each([407, 502, 403])('a proxy that refuses with %i: that is no answer', async (status) => {
    const transport = start();
    proxy.refuse(status);
    const fate = await fateOf(transport, { ...wire(), method: 'POST' });
    expect(fate).toMatchObject({ sent: false, stale: false });
    expect(fate.message).toContain(String(status));
    expect(exchange.requests).toHaveLength(0);
    proxy.refuse(200);
    expect(await fateOf(transport, wire())).toMatchObject({ status: 200 });
  });

  test('a proxy that is not there: nothing was sent', async () => {
    const transport = start();
    await proxy.close();
    expect(await fateOf(transport, wire())).toMatchObject({ code: 'ECONNREFUSED', sent: false });
    proxy = await startConnectProxy();
  });

  test('a certificate that nobody vouches for: nothing was sent', async () => {
    way = open(proxy.url, undefined);
    const fate = await fateOf(way.transport, { ...wire(), method: 'POST' });
    expect(fate).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', sent: false });
    expect(proxy.targets).toHaveLength(1);
    expect(exchange.requests).toHaveLength(0);
  });

  test('a proxy that dies under a request: it may have been sent', async () => {
    const transport = start();
    exchange.script({ fault: 'hang' });
    const fate = fateOf(transport, { ...wire(), method: 'POST' });
    await until(() => exchange.requests.length === 1);
    proxy.cut();
    expect(await fate).toMatchObject({ sent: true, stale: false });
  });

  test('a proxy that was restarted between two calls costs at most one of them', async () => {
    const transport = start();
    await fateOf(transport, wire());
    proxy.cut();
    const fate = await fateOf(transport, wire());
    if (fate.status === undefined) expect(fate).toMatchObject({ stale: true });
    expect(await fateOf(transport, wire())).toMatchObject({ status: 200 });
    const tunnels = proxy.targets.length;
    for (let round = 0; round < 5; round += 1) await fateOf(transport, wire());
    expect(proxy.targets).toHaveLength(tunnels);
  });

  test('a cancel closes the tunnel', async () => {
    const transport = start();
    exchange.script({ fault: 'hang' });
    const life = new CallLife([]);
    const fate = fateOf(transport, wire(), life);
    await until(() => exchange.requests.length === 1);
    life.cancel('timeout');
    expect(await fate).toMatchObject({ sent: true });
    await until(async () => (await exchange.openConnections()) === 0);
  });

  test('whoever closes the agent leaves nothing open', async () => {
    await fateOf(start(), wire());
    await way.close();
    await until(async () => proxy.open() === 0 && (await exchange.openConnections()) === 0);
  });
});

describe("TLS of one's own", () => {
  test('undici takes it on its Agent', async () => {
    const dispatcher = new Agent({ connect: { ca: exchange.ca } });
    const transport = createUndiciTransport({ dispatcher })({ maxResponseBytes: LIMIT });
    const wire = wireTo(exchange.origin, { target: PATH });
    expect(await fateOf(transport, wire)).toMatchObject({ status: 200, sent: true });
    await dispatcher.destroy();
  });

  test('without it, an unknown certificate stops the request before a byte is sent', async () => {
    const dispatcher = new Agent();
    const transport = createUndiciTransport({ dispatcher })({ maxResponseBytes: LIMIT });
    const wire = wireTo(exchange.origin, { target: PATH, method: 'POST' });
    expect(await fateOf(transport, wire)).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', sent: false });
    expect(exchange.requests).toHaveLength(0);
    await dispatcher.destroy();
  });
});
