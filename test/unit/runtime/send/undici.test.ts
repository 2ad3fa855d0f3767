import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, Client, interceptors, Pool, ProxyAgent, RetryAgent } from 'undici';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CallLife } from '../../../../templates/runtime/call/life.js';
import type { Transport } from '../../../../templates/runtime/send/wire.js';
import {
  createUndiciTransport,
  type UndiciDispatcher,
  type UndiciHandler,
} from '../../../../templates/runtime/undici.js';
import { type RawAnswer, type RawServer, startRawServer } from '../../../exchange/raw.js';
import { fateOf, LIMIT, sleep, until, wireTo } from './carriers.js';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';
const answerAll: RawAnswer = (socket) => socket.write(OK);

const transportOf = (dispatcher: UndiciDispatcher | ((origin: string) => UndiciDispatcher)): Transport =>
  createUndiciTransport({ dispatcher })({ maxResponseBytes: LIMIT });

describe('the undici transport', () => {
  const servers: RawServer[] = [];
  const dispatchers: { destroy(): Promise<void> }[] = [];
  const start = async (answer: RawAnswer = answerAll): Promise<RawServer> => {
    const server = await startRawServer(answer);
    servers.push(server);
    return server;
  };
  const keep = <T extends { destroy(): Promise<void> }>(dispatcher: T): T => {
    dispatchers.push(dispatcher);
    return dispatcher;
  };
  afterEach(async () => {
    await Promise.all(dispatchers.splice(0).map((dispatcher) => dispatcher.destroy()));
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  test('takes an Agent, a Pool, a Client, and a function that makes them', async () => {
    const server = await start();
    for (const dispatcher of [new Agent(), new Pool(server.origin), new Client(server.origin)].map(keep)) {
      const fate = await fateOf(transportOf(dispatcher), wireTo(server.origin));
      expect(fate).toEqual({ status: 200, body: '{}', sent: true });
    }
    const make = vi.fn((origin: string) => keep(new Pool(origin)));
    const [transport, other] = [transportOf(make), await start()];
    for (const { origin } of [server, other, server]) await fateOf(transport, wireTo(origin));
    expect(make.mock.calls).toEqual([[server.origin], [other.origin]]);
    expect(other.requests).toHaveLength(1);
  });

  test.each([
    ['nothing', undefined],
    ['an options object', { connections: 1 }],
    ['text', 'agent'],
    ['null', null],
  ])('%s is refused when the transport is made', (_, dispatcher) => {
    expect(() => createUndiciTransport({ dispatcher: dispatcher as unknown as Agent })).toThrow(
      /dispatcher must be a Dispatcher of undici/,
    );
  });

  test('a function that gives none is refused before anything is sent', async () => {
    const life = new CallLife([]);
    const call = transportOf(() => ({}) as unknown as Agent).send(wireTo('http://127.0.0.1:1'), life);
    await expect(call).rejects.toMatchObject({ kind: 'configuration', option: 'dispatcher' });
    expect(life.sent).toBe(false);
  });

  test.each([
    ['Pool', (origin: string) => new Pool(origin)],
    ['Client', (origin: string) => new Client(origin)],
  ])('a %s of another origin would be sent the API key: refused, and nothing sent', async (_, make) => {
    const [mine, other] = [await start(), await start()];
    const transport = transportOf(keep(make(other.origin)));
    const life = new CallLife([]);
    await expect(transport.send(wireTo(mine.origin), life)).rejects.toMatchObject({ kind: 'configuration' });
    expect([life.sent, other.requests.length]).toEqual([false, 0]);
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND'])('%s: nothing was sent', async (code) => {
    const gone = await start();
    await gone.close();
    const origin = code === 'ENOTFOUND' ? 'https://nowhere.invalid' : gone.origin;
    const fate = await fateOf(transportOf(keep(new Agent())), wireTo(origin, { method: 'POST' }));
    if (code === 'ENOTFOUND') expect(fate.code).toMatch(/ENOTFOUND|EAI_AGAIN/);
    else expect(fate.code).toBe(code);
    expect(fate).toMatchObject({ sent: false, stale: false });
  });

  test('a connection that does not come about in time: nothing was sent', async () => {
    const connect = (_: unknown, done: (error: Error, socket: null) => void): void => {
      setTimeout(() => done(Object.assign(new Error('late'), { code: 'UND_ERR_CONNECT_TIMEOUT' }), null), 10);
    };
    const fate = await fateOf(transportOf(keep(new Agent({ connect }))), wireTo('http://127.0.0.1:9'));
    expect(fate).toMatchObject({ code: 'UND_ERR_CONNECT_TIMEOUT', sent: false });
  });

  test('a dispatcher that was closed by its owner: nothing was sent', async () => {
    const agent = new Agent();
    await agent.close();
    expect(await fateOf(transportOf(agent), wireTo('http://127.0.0.1:9'))).toMatchObject({ sent: false });
  });

  test('a cancel before the connection stands ends the call at once, and nothing is ever sent', async () => {
    const server = await start();
    const agent = keep(new Agent({ connections: 1 }));
    const transport = transportOf(agent);
    const life = new CallLife([]);
    const fate = fateOf(transport, wireTo(server.origin, { method: 'POST' }), life);
    life.cancel('aborted');
    expect(await fate).toMatchObject({ sent: false });
    expect(await fateOf(transport, wireTo(server.origin))).toMatchObject({ status: 200 });
    expect(server.requests.map(({ head }) => head.split(' ')[0])).toEqual(['GET']);
    expect(life.sent).toBe(false);
  });

  test('a cancel while others are ahead on the only connection does them no harm', async () => {
    const server = await start((socket) => setTimeout(() => socket.write(OK), 50));
    const transport = transportOf(keep(new Agent({ connections: 1 })));
    const life = new CallLife([]);
    const first = fateOf(transport, wireTo(server.origin));
    const second = fateOf(transport, wireTo(server.origin, { method: 'POST' }), life);
    await until(() => server.requests.length === 1);
    life.cancel('timeout');
    expect(await second).toMatchObject({ sent: false });
    expect(await first).toMatchObject({ status: 200 });
    await sleep(80);
    expect(server.requests).toHaveLength(1);
  });

  describe('a kept connection that the server has closed', () => {
    const closing: RawAnswer = (socket, { index }) => (index === 1 ? socket.resetAndDestroy() : socket.write(OK));
    const ending: RawAnswer = (socket, { index }) => (index === 1 ? socket.end() : socket.write(OK));

    test.each([
      ['by a reset', closing],
      ['by an end', ending],
    ])('%s: flagged as stale', async (_, answer) => {
      const server = await start(answer);
      const transport = transportOf(keep(new Agent()));
      await fateOf(transport, wireTo(server.origin));
      expect(await fateOf(transport, wireTo(server.origin))).toMatchObject({ stale: true, sent: true });
      expect(await fateOf(transport, wireTo(server.origin))).toMatchObject({ status: 200 });
      expect([server.requests.length, server.connections()]).toEqual([3, 2]);
    });

    test('a first connection is no kept one', async () => {
      const server = await start((socket) => socket.resetAndDestroy());
      expect(await fateOf(transportOf(keep(new Agent())), wireTo(server.origin))).toMatchObject({ stale: false });
    });

    test('an answer that breaks off is no closed connection', async () => {
      const server = await start((socket, { index }) =>
        index === 1 ? socket.write(OK.slice(0, -1), () => socket.resetAndDestroy()) : socket.write(OK),
      );
      const transport = transportOf(keep(new Agent()));
      await fateOf(transport, wireTo(server.origin));
      expect(await fateOf(transport, wireTo(server.origin))).toMatchObject({ stale: false, sent: true });
    });

    test('another failure is not one either', async () => {
      const server = await start((socket, { index }) => socket.write(index === 1 ? 'SSH\r\n\r\n' : OK));
      const transport = transportOf(keep(new Agent()));
      await fateOf(transport, wireTo(server.origin));
      expect(await fateOf(transport, wireTo(server.origin))).toMatchObject({ stale: false, sent: true });
    });
  });

  describe('sends once', () => {
    test.each(['GET', 'POST', 'PUT', 'DELETE'] as const)('%s, on a pipeline with others that dies', async (method) => {
      const server = await start((socket, { index }) => {
        if (index === 0) setTimeout(() => socket.resetAndDestroy(), 30);
      });
      const transport = transportOf(keep(new Agent({ connections: 1, pipelining: 10 })));
      const fates = Array.from({ length: 3 }, (_, at) => {
        const life = new CallLife([]);
        const fate = fateOf(transport, wireTo(server.origin, { method, target: `/${at}` }), life);
        setTimeout(() => life.cancel('timeout'), 200);
        return fate;
      });
      await Promise.all(fates);
      const targets = server.requests.map(({ head }) => head.split(' ')[1]);
      expect(new Set(targets).size).toBe(targets.length);
    });

    test.each(['GET', 'PUT', 'DELETE', 'POST'] as const)('%s, through a RetryAgent', async (method) => {
      const server = await start((socket) => socket.resetAndDestroy());
      const agent = keep(new RetryAgent(new Agent(), { minTimeout: 1, methods: ['GET', 'PUT', 'DELETE', 'POST'] }));
      expect(await fateOf(transportOf(agent), wireTo(server.origin, { method }))).toMatchObject({ sent: true });
      await sleep(50);
      expect(server.requests).toHaveLength(1);
    });

    test('also when the call is over by the time that the dispatcher tries again', async () => {
      const server = await start((socket) => socket.resetAndDestroy());
      const agent = keep(new RetryAgent(new Agent(), { minTimeout: 150, methods: ['DELETE'] }));
      const life = new CallLife([]);
      const fate = fateOf(transportOf(agent), wireTo(server.origin, { method: 'DELETE' }), life);
      await until(() => server.requests.length === 1);
      life.cancel('timeout');
      expect(await fate).toMatchObject({ sent: true });
      await sleep(400);
      expect(server.requests).toHaveLength(1);
    });

    test.each(['fail', 'end'])('whatever the dispatcher does after the %s', async (how) => {
      const [first, second] = [{ abort: vi.fn() }, { abort: vi.fn() }];
      const restless: UndiciDispatcher = {
        dispatch: (_, handler) => {
          handler.onRequestStart(first);
          if (how === 'end') handler.onResponseEnd();
          else handler.onResponseError(first, new Error('no'));
          handler.onRequestStart(second);
          return true;
        },
      };
      await fateOf(transportOf(restless), wireTo('http://127.0.0.1:9'));
      expect(second.abort).toHaveBeenCalledTimes(1);
    });

    test('also when the answer itself makes a dispatcher retry', async () => {
      const server = await start((socket) => socket.write('HTTP/1.1 503 x\r\ncontent-length: 0\r\n\r\n'));
      const agent = keep(new Agent());
      const retrying = agent.compose(interceptors.retry({ minTimeout: 1, methods: ['DELETE'] }));
      expect(await fateOf(transportOf(retrying), wireTo(server.origin, { method: 'DELETE' }))).toMatchObject({
        sent: true,
        message: expect.stringContaining('second time') as string,
      });
      expect(server.requests).toHaveLength(1);
    });
  });

  test('a dispatcher that follows redirects does not get the key to the other side', async () => {
    const thief = await start();
    const server = await start((socket) =>
      socket.write(`HTTP/1.1 307 x\r\nlocation: ${thief.origin}/\r\ncontent-length: 0\r\n\r\n`),
    );
    const following = keep(new Agent()).compose(interceptors.redirect({ maxRedirections: 3 }));
    const wire = wireTo(server.origin, { headers: { 'X-MBX-APIKEY': 'secret' } });
    expect(await fateOf(transportOf(following), wire)).toMatchObject({ sent: true, stale: false });
    await sleep(30);
    expect(thief.requests).toHaveLength(0);
    expect(server.requests).toHaveLength(1);
  });

  test('the headers given to it are not changed', async () => {
    const server = await start();
    const greedy: UndiciDispatcher = {
      dispatch: (request, handler) => {
        request.headers['host'] = 'evil';
        delete request.headers['X-A'];
        delete request.headers['host'];
        return keep(new Agent()).dispatch(request, handler);
      },
    };
    const headers = Object.freeze({ 'X-A': '1' });
    expect(await fateOf(transportOf(greedy), wireTo(server.origin, { headers }))).toMatchObject({ status: 200 });
    expect(headers).toEqual({ 'X-A': '1' });
  });

  test('a dispatcher that throws is a failure like any other', async () => {
    const broken = {
      dispatch: () => {
        throw Object.assign(new Error('no'), { code: 'X' });
      },
    };
    expect(await fateOf(transportOf(broken), wireTo('http://127.0.0.1:9'))).toMatchObject({ code: 'X', sent: false });
  });

  test('one that fails with what is no error, and then goes on, is listened to once', async () => {
    const abort = vi.fn();
    const odd = {
      dispatch: (_: unknown, handler: UndiciHandler) => {
        handler.onRequestStart({ abort });
        handler.onResponseError({ abort }, 'odd' as unknown as Error);
        handler.onResponseEnd();
        handler.onResponseError({ abort }, new Error('again'));
        return true;
      },
    };
    expect(await fateOf(transportOf(odd), wireTo('http://127.0.0.1:9'))).toMatchObject({ message: 'no error' });
    expect(abort).toHaveBeenCalledTimes(1);
  });

  test('close leaves the dispatcher to its owner', async () => {
    const server = await start();
    const agent = keep(new Agent());
    const transport = transportOf(agent);
    await fateOf(transport, wireTo(server.origin));
    transport.close();
    expect([agent.closed, agent.destroyed]).toEqual([false, false]);
    expect(await fateOf(transport, wireTo(server.origin))).toMatchObject({ status: 200 });
  });

  test('neither time-out of undici ends what the deadline of the call permits', async () => {
    const server = await start((socket) => {
      setTimeout(() => socket.write(OK.slice(0, -1)), 1500);
      setTimeout(() => socket.write('}'), 3000);
    });
    const agent = keep(new Agent({ headersTimeout: 100, bodyTimeout: 100 }));
    expect(await fateOf(transportOf(agent), wireTo(server.origin))).toMatchObject({ status: 200, body: '{}' });
  });

  test('a cookie list comes as one', async () => {
    const server = createServer((_, response) => response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }).end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { headers } = await transportOf(keep(new Agent())).send(wireTo(origin), new CallLife([]));
    server.close();
    server.closeAllConnections();
    expect(headers['set-cookie']).toBe('a=1, b=2');
  });

  test('a ProxyAgent fits too', () => {
    const dispatcher: UndiciDispatcher = keep(new ProxyAgent('http://127.0.0.1:9'));
    expect(() => createUndiciTransport({ dispatcher })).not.toThrow();
  });
});
