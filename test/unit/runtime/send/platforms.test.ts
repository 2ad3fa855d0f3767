import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AgentLike } from '../../../../templates/runtime/common.js';
import { createCaller as createWebCaller } from '../../../../templates/runtime/web.js';
import { createWebTransport } from '../../../../templates/runtime/send/web-transport.js';
import { type Exchange, startExchange } from '../../../exchange/exchange.js';
import { ACCOUNT, BORROW, CANCEL, failureOf, RECORDS, ROUTES } from '../support.js';
import { fateOf, wireTo } from './carriers.js';

/* What is done for single platforms, told by what they have. That it works is proved on the platforms themselves. */

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Stands in for `fetch`, and keeps what it was told. */
const stubFetch = (answer: () => Response = () => new Response('{}')) => {
  const fetched = vi.fn((_: string, __: RequestInit) => Promise.resolve().then(answer));
  vi.stubGlobal('fetch', fetched);
  return fetched;
};

const stubDeno = () => {
  const client = { close: vi.fn() };
  const createHttpClient = vi.fn((_: object) => client);
  vi.stubGlobal('Deno', { createHttpClient });
  return { client, createHttpClient };
};

const ORIGIN = 'http://127.0.0.1:9';
const READ = wireTo(ORIGIN);
const WRITE = wireTo(ORIGIN, { method: 'POST' });

describe('the web transport on Deno', () => {
  test('sends writes, and writes alone, through one client that keeps no connection', async () => {
    const { client, createHttpClient } = stubDeno();
    const fetched = stubFetch();
    const transport = createWebTransport(1000);
    await fateOf(transport, READ);
    expect(createHttpClient).not.toHaveBeenCalled();
    for (const method of ['POST', 'DELETE', 'PUT'] as const) await fateOf(transport, wireTo(ORIGIN, { method }));
    expect(createHttpClient.mock.calls).toEqual([[{ poolMaxIdlePerHost: 0 }]]);
    const used = fetched.mock.calls.map(([, init]) => Reflect.get(init, 'client') as unknown);
    expect(used).toEqual([undefined, client, client, client]);
    expect(client.close).not.toHaveBeenCalled();
    transport.close();
    transport.close();
    expect(client.close).toHaveBeenCalledTimes(1);
  });

  test('knows a write by what it does: a GET can order something to be made, and a POST only ask', async () => {
    const { client } = stubDeno();
    const fetched = stubFetch();
    const transport = createWebTransport(1000);
    await fateOf(transport, wireTo(ORIGIN, { method: 'GET', effect: 'write' }));
    await fateOf(transport, wireTo(ORIGIN, { method: 'POST', effect: 'read' }));
    const told = fetched.mock.calls.map(([, init]) => [Reflect.get(init, 'client') as unknown, init.keepalive]);
    expect(told).toEqual([
      [client, false],
      [undefined, undefined],
    ]);
  });

  test('does without where there is no such client', async () => {
    vi.stubGlobal('Deno', {});
    const fetched = stubFetch();
    const transport = createWebTransport(1000);
    expect(await fateOf(transport, WRITE)).toMatchObject({ status: 200, sent: true });
    expect(Reflect.get(fetched.mock.calls[0]?.[1] ?? {}, 'client')).toBeUndefined();
    transport.close();
  });

  const fail = (text: string): never => {
    throw new TypeError('fetch failed', { cause: new Error(`error sending request for url (http://x/): ${text}`) });
  };

  const NO_CONNECTION = 'client error (Connect): tcp connect error';
  const DIED = 'client error (SendRequest): connection closed';

  test.each([
    ['a write that found no connection was not', WRITE, true, NO_CONNECTION, false],
    ['a write whose connection died may have been', WRITE, true, DIED, true],
    ['of a read nobody knows, as Deno may have tried it twice', READ, true, NO_CONNECTION, true],
    ['nor of a write without that client', WRITE, false, NO_CONNECTION, true],
  ])('whether it was sent: %s', async (_, wire, hasClient, text, sent) => {
    if (hasClient) stubDeno();
    stubFetch(() => fail(text));
    expect(await fateOf(createWebTransport(1000), wire)).toMatchObject({ sent });
  });
});

test('the web transport has no connection kept for writes, as Bun understands it', async () => {
  const fetched = stubFetch();
  const transport = createWebTransport(1000);
  await fateOf(transport, WRITE);
  await fateOf(transport, READ);
  expect(fetched.mock.calls.map(([, init]) => init.keepalive)).toEqual([false, undefined]);
});

const servedBy = async (options: Parameters<typeof startExchange>[0], run: (exchange: Exchange) => Promise<void>) => {
  const exchange = await startExchange(options);
  try {
    await run(exchange);
  } finally {
    await exchange.close();
  }
};

test('a certificate that is not trusted shows that nothing was sent', () =>
  servedBy({ tls: true }, async (exchange) => {
    const fate = await fateOf(createWebTransport(1000), wireTo(exchange.origin, { method: 'POST' }));
    expect(fate).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', sent: false });
    expect(exchange.requests).toEqual([]);
  }));

describe('the web entry on workerd', () => {
  const places = async (options: object): Promise<readonly (readonly [string, boolean, boolean])[]> => {
    let requests: Exchange['requests'] = [];
    await servedBy({ accounts: [ACCOUNT], routes: ROUTES ?? [] }, async (exchange) => {
      const call = createWebCaller({ ...ACCOUNT, baseUrl: exchange.origin, ...options });
      await call(CANCEL, { symbol: 'BTCUSDT' });
      await call(BORROW, { asset: 'USDT', amount: '1' });
      await call(RECORDS, {});
      requests = [...exchange.requests];
      await call.close();
    });
    expect(requests.map(({ refusal }) => refusal)).toEqual([undefined, undefined, undefined]);
    return requests.map(({ method, query, body }) => [method, query !== '', body !== '']);
  };

  const IN_QUERY = [
    ['DELETE', true, false],
    ['POST', true, false],
    ['GET', true, false],
  ];
  const IN_BODY = [
    ['DELETE', false, true],
    ['POST', false, true],
    ['GET', true, false],
  ];

  test('gives writes a body, unless it is told otherwise', async () => {
    expect(await places({})).toEqual(IN_QUERY);
    vi.stubGlobal('WebSocketPair', class {});
    expect(await places({})).toEqual(IN_BODY);
    expect(await places({ parametersIn: undefined })).toEqual(IN_BODY);
    expect(await places({ parametersIn: 'query' })).toEqual(IN_QUERY);
    expect(await places({ parametersIn: 'body' })).toEqual(IN_BODY);
  });

  test('still says what is wrong with options', async () => {
    vi.stubGlobal('WebSocketPair', class {});
    expect(await failureOf((async () => createWebCaller({ parametersIn: 'header' as 'body' }))())).toMatchObject({
      kind: 'configuration',
    });
  });
});

describe('the pool of the Node transport', () => {
  const agentsIn = async (given?: object): Promise<readonly unknown[]> => {
    vi.resetModules();
    const pool = await import('../../../../templates/runtime/send/node-pool.js');
    const own = {};
    const find = given === undefined ? pool.findOwnAgent(own, 1000) : pool.findGivenAgent(given as AgentLike);
    const wires = [READ, WRITE, wireTo(ORIGIN, { effect: 'write' })];
    const agents = wires.map((wire) => find(wire));
    pool.closeAgents(own);
    return agents;
  };

  test('keeps connections for all on Node, and for reads alone on Deno', async () => {
    const [kept, ...others] = await agentsIn();
    expect(kept).toBeTypeOf('object');
    expect(others).toEqual([kept, kept]);
    vi.stubGlobal('Deno', {});
    expect(await agentsIn()).toEqual([expect.any(Object), false, false]);
  });

  test('leaves everything to an agent that was given, on Deno too', async () => {
    vi.stubGlobal('Deno', {});
    const agent = { addRequest: () => undefined };
    expect(await agentsIn(agent)).toEqual([agent, agent, agent]);
  });
});
