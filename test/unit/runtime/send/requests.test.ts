import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CallLife } from '../../../../templates/runtime/call/life.js';
import { encodeText } from '../../../../templates/runtime/sign/encode.js';
import { type RawServer, startRawServer } from '../../../exchange/raw.js';
import { type Carrier, CARRIERS, fateOf, wireTo } from './carriers.js';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** What a transport may add, and not one header more. fetch cannot be kept from its own. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  node: ['connection', 'host'],
  undici: ['connection', 'host'],
  web: ['accept', 'accept-encoding', 'accept-language', 'connection', 'host', 'sec-fetch-mode', 'user-agent'],
};

const namesOf = (head: string): readonly string[] =>
  head
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    .sort();

describe.each(CARRIERS)('requests, by the %s transport', (name, create) => {
  let server: RawServer;
  let carrier: Carrier;
  beforeAll(async () => {
    server = await startRawServer((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
    carrier = create();
  });
  afterAll(async () => {
    await carrier.close();
    await server.close();
  });
  const lastOf = () => server.requests.at(-1) ?? { head: '', body: '' };
  const lineOf = () => lastOf().head.split('\r\n')[0];

  test.each(['POST', 'PUT', 'DELETE'] as const)('%s: a form arrives as it is, with its length', async (method) => {
    const body = 'asset=USDT&amount=1.5&note=%27%28%29%2A%20%E6%9D%A0&signature=%2Bab%2F%3D';
    const wire = wireTo(server.origin, { method, body, headers: Object.freeze({ ...FORM, 'X-MBX-APIKEY': 'k' }) });
    expect(await fateOf(carrier.transport, wire)).toMatchObject({ status: 200, body: '{}' });
    expect(lastOf().body).toBe(body);
    expect(lineOf()).toBe(`${method} /x HTTP/1.1`);
    expect(lastOf().head).toMatch(/\r\ncontent-type: application\/x-www-form-urlencoded\r\n/i);
    const expected = [...(ADDED[name] ?? []), 'content-length', 'content-type', 'x-mbx-apikey'].sort();
    expect(namesOf(lastOf().head)).toEqual(expected);
  });

  test.each([
    ['GET', []],
    ['DELETE', []],
    ['POST', ['content-length']],
    ['PUT', ['content-length']],
  ] as const)('%s without a form: nothing is added but what has to be', async (method, more) => {
    await fateOf(carrier.transport, wireTo(server.origin, { method, headers: Object.freeze({ 'X-Own': '1' }) }));
    expect(namesOf(lastOf().head)).toEqual([...(ADDED[name] ?? []), ...more, 'x-own'].sort());
    if (more.length > 0) expect(lastOf().head).toMatch(/\r\ncontent-length: 0(\r\n|$)/i);
  });

  test('requests after a form are read as their own', async () => {
    const before = server.requests.length;
    const form = { body: 'a=1', headers: FORM };
    await fateOf(carrier.transport, wireTo(server.origin, { method: 'DELETE', ...form }));
    await fateOf(carrier.transport, wireTo(server.origin, { method: 'POST', ...form }));
    await fateOf(carrier.transport, wireTo(server.origin));
    expect(server.requests.slice(before).map(({ head, body }) => [head.split(' ')[0], body])).toEqual([
      ['DELETE', 'a=1'],
      ['POST', 'a=1'],
      ['GET', ''],
    ]);
  });

  test('path and query arrive byte for byte', async () => {
    const texts = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'binary' })));
    const property = fc.asyncProperty(texts, async (pairs) => {
      const query = pairs.map(([key, value]) => `${encodeText(key)}=${encodeText(value)}`).join('&');
      const target = query === '' ? '/sapi/v1/margin/order' : `/sapi/v1/margin/order?${query}`;
      await fateOf(carrier.transport, wireTo(server.origin, { target }));
      expect(lineOf()).toBe(`GET ${target} HTTP/1.1`);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  test('a long query arrives whole', async () => {
    const target = `/x?a=${'%E6%9D%A0'.repeat(800)}`;
    await fateOf(carrier.transport, wireTo(server.origin, { target }));
    expect(lineOf()).toBe(`GET ${target} HTTP/1.1`);
  });

  test('calls one after the other share a connection', async () => {
    await fateOf(carrier.transport, wireTo(server.origin));
    const before = server.connections();
    for (let round = 0; round < 5; round += 1) {
      await fateOf(carrier.transport, wireTo(server.origin, { method: 'POST', body: 'a=1', headers: FORM }));
    }
    expect(server.connections()).toBe(before);
  });

  test('what cannot be connected to was never sent to', async () => {
    const fate = await fateOf(carrier.transport, wireTo('http://127.0.0.1:1', { method: 'POST', body: 'a=1' }));
    // Port 1 is one of those that fetch does not even try.
    expect(fate).toMatchObject({ stale: false, sent: name === 'web' });
    const gone = await startRawServer(() => undefined);
    await gone.close();
    expect(await fateOf(carrier.transport, wireTo(gone.origin))).toMatchObject({ code: 'ECONNREFUSED', sent: false });
  });
});

describe.each(CARRIERS)('an attempt after another, by the %s transport', (_, create) => {
  test('that does not get through does not undo that the first may have been sent', async () => {
    const gone = await startRawServer(() => undefined);
    await gone.close();
    const carrier = create();
    const life = new CallLife([]);
    life.sent = true;
    const fate = await fateOf(carrier.transport, wireTo(gone.origin), life);
    expect(fate).toMatchObject({ code: 'ECONNREFUSED', sent: true });
    await carrier.close();
  });
});

describe('what fetch is asked for', () => {
  const initOf = async (own: readonly string[], caches: boolean): Promise<Record<string, unknown>> => {
    const fetched = vi.fn((_: string, __: RequestInit) => Promise.resolve(new Response('{}')));
    class Request {}
    for (const name of own) Object.defineProperty(Request.prototype, name, { get: () => '' });
    vi.stubGlobal('fetch', fetched);
    vi.stubGlobal('Request', Request);
    if (caches) vi.stubGlobal('caches', {});
    const carrier = CARRIERS.find(([name]) => name === 'web')?.[1]();
    if (carrier !== undefined) await fateOf(carrier.transport, wireTo('https://api.binance.com'));
    vi.unstubAllGlobals();
    return { ...fetched.mock.calls[0]?.[1] };
  };
  const PLAIN = ['body', 'headers', 'method', 'redirect', 'signal'];

  test('in a browser: no cookies, no address of the page, no cache', async () => {
    const init = await initOf(['cache', 'credentials', 'referrerPolicy', 'keepalive', 'mode'], true);
    expect(init).toMatchObject({ cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' });
    expect(Object.keys(init).sort()).toEqual([...PLAIN, 'cache', 'credentials', 'referrerPolicy'].sort());
  });

  test('where there is no cache, none is passed by', async () => {
    expect(await initOf(['cache', 'credentials', 'referrerPolicy'], false)).not.toHaveProperty('cache');
  });

  test('a worker without such fields is given none, or it would throw', async () => {
    expect(Object.keys(await initOf(['signal', 'redirect'], true)).sort()).toEqual(PLAIN);
  });

  test('one that has the cache field alone is given that alone', async () => {
    expect(Object.keys(await initOf(['cache'], true)).sort()).toEqual([...PLAIN, 'cache'].sort());
  });

  test('redirects are never followed', async () => {
    expect(await initOf([], false)).toMatchObject({ redirect: 'manual', method: 'GET', body: null });
  });
});
