import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { CallLife } from '../../../../templates/runtime/call/life.js';
import { type RawAnswer, type RawServer, startRawServer } from '../../../exchange/raw.js';
import { type Carrier, CARRIERS, type Fate, fateOf, LIMIT, sleep, until, wireTo } from './carriers.js';

/** Writes pieces one after the other, as a slow server does. */
const writeSlowly = async (socket: Socket, pieces: readonly string[]): Promise<void> => {
  for (const piece of pieces) {
    socket.write(piece, 'latin1');
    await sleep(15);
  }
};

const say =
  (...pieces: readonly string[]): RawAnswer =>
  (socket) =>
    void writeSlowly(socket, pieces);

const sayAndClose =
  (...pieces: readonly string[]): RawAnswer =>
  (socket) =>
    void writeSlowly(socket, pieces).then(() => socket.end());

const resetAfter =
  (begun: string): RawAnswer =>
  (socket) =>
    socket.write(begun, () => socket.resetAndDestroy());

const OK = 'HTTP/1.1 200 OK\r\n';
const head = (...lines: readonly string[]): string => [...lines, '', ''].join('\r\n');
const answer = (body: string, ...lines: readonly string[]): string =>
  `${OK}${head(`content-length: ${Buffer.byteLength(body)}`, ...lines)}${body}`;
const CHUNKS = head('transfer-encoding: chunked', 'trailer: x-mbx');
const CHUNKED = OK + CHUNKS;
const REDIRECT = `HTTP/1.1 302 Found\r\n${head('location: http://127.0.0.1:1/', 'content-length: 0')}`;
const MANY = Array.from({ length: 90 }, (_, at) => `x-${at}: ${'y'.repeat(50)}`);
const ZIPPED = gzipSync('{"a":1}').toString('latin1');

const READ: Fate = { status: 200, body: '{"a":1}', sent: true };
const FAILED = { stale: false, sent: true };

/** What a server may do, and what becomes of the request whatever sends it. */
const CASES: readonly (readonly [name: string, answer: RawAnswer, fate: Partial<Fate>])[] = [
  ['headers that come slowly', say(OK, 'content-le', 'ngth: 7\r\n', '\r\n', '{"a"', ':1}'), READ],
  ['a body that ends with the connection', sayAndClose(`${OK}${head('x: y')}{"a":1}`), READ],
  ['early hints before the answer', say(`HTTP/1.1 103 Early Hints\r\n${head('link: x')}`, answer('{"a":1}')), READ],
  ['several of them', say(`HTTP/1.1 102 P\r\n\r\nHTTP/1.1 103 E\r\n\r\n${answer('{"a":1}')}`), READ],
  ['chunks', say(`${CHUNKED}3\r\n{"a\r\n`, '4;x=y\r\n":1}\r\n0\r\n\r\n'), READ],
  ['chunks with a trailer', say(`${CHUNKED}7\r\n{"a":1}\r\n0\r\nx-mbx: 1\r\n\r\n`), READ],
  ['204', say('HTTP/1.1 204 No Content\r\n\r\n'), { status: 204, body: '', sent: true }],
  ['304', say('HTTP/1.1 304 Not Modified\r\n\r\n'), { status: 304, body: '', sent: true }],
  ['an empty body', say(answer('')), { status: 200, body: '', sent: true }],
  ['a redirect', say(REDIRECT), { status: 302, body: '', sent: true }],
  ['many headers', say(answer('{"a":1}', ...MANY)), READ],
  ['headers without end', say(OK, `x: ${'y'.repeat(200_000)}\r\n\r\n`), FAILED],
  ['nothing, and the connection closed', sayAndClose(), FAILED],
  ['half a status line', sayAndClose('HTTP/1.1 20'), FAILED],
  ['half of the headers', sayAndClose(OK, 'content-length: 7\r\n'), FAILED],
  ['less than it announced', sayAndClose(`${OK}${head('content-length: 8')}{"a":1}`), FAILED],
  ['a chunk less than it announced', sayAndClose(`${CHUNKED}7\r\n{"a":1}\r\n`), FAILED],
  ['a chunk with a length that is none', say(`${CHUNKED}x\r\n{"a":1}\r\n`), FAILED],
  ['a length that is none', sayAndClose(`${OK}${head('content-length: 7x')}{"a":1}`), FAILED],
  ['two lengths', sayAndClose(`${OK}${head('content-length: 7', 'content-length: 8')}{"a":1}`), FAILED],
  ['both a length and chunks', sayAndClose(`${OK}content-length: 7\r\n${CHUNKS}7\r\n{"a":1}\r\n0\r\n\r\n`), FAILED],
  ['no HTTP', sayAndClose('SSH-2.0-OpenSSH_9.2\r\n\r\n'), FAILED],
  ['a reset', (socket) => socket.resetAndDestroy(), FAILED],
  ['a reset within the body', resetAfter(answer('{}').slice(0, -1)), FAILED],
];

describe.each(CARRIERS)('answers, by the %s transport', (name, create) => {
  let server: RawServer | undefined;
  let carrier: Carrier | undefined;

  const start = async (raw: RawAnswer) => {
    server = await startRawServer(raw);
    carrier = create();
    return { server, transport: carrier.transport };
  };

  afterEach(async () => {
    await carrier?.close();
    await server?.close();
  });

  test.each(CASES)('%s', async (_, raw, fate) => {
    const { server, transport } = await start(raw);
    expect(await fateOf(transport, wireTo(server.origin))).toMatchObject(fate);
    expect(server.requests).toHaveLength(1);
    await carrier?.close();
    // fetch keeps what is fit to be kept, and nobody can tell it to let go.
    if (name !== 'web' || fate.status === undefined) await until(() => server.open() === 0);
  });

  test('a body that is compressed though nobody asked for it: only fetch asks, and unpacks it', async () => {
    const zipped = `${OK}${head('content-encoding: gzip', `content-length: ${ZIPPED.length}`)}${ZIPPED}`;
    const { server, transport } = await start(say(zipped));
    const { status, body } = await fateOf(transport, wireTo(server.origin));
    expect(status).toBe(200);
    expect(body === '{"a":1}').toBe(name === 'web');
    expect(/\r\naccept-encoding:/i.test(server.requests[0]?.head ?? '')).toBe(name === 'web');
  });

  test('a small answer that unpacks to a large one is cut off at the limit', async () => {
    const bomb = gzipSync('x'.repeat(LIMIT + 1)).toString('latin1');
    const { server, transport } = await start(
      say(`${OK}${head('content-encoding: gzip', `content-length: ${bomb.length}`)}${bomb}`),
    );
    const { status, body } = await fateOf(transport, wireTo(server.origin));
    expect(status).toBe(200);
    if (name === 'web') expect(body).toBeUndefined();
    else expect(body?.length).toBeLessThan(1000);
  });

  test('a body longer than the limit is cut off, and its connection with it', async () => {
    const endless: RawAnswer = (socket) => {
      socket.write(`${OK}\r\n`);
      const timer = setInterval(() => socket.write('x'.repeat(LIMIT / 10)), 2);
      socket.on('close', () => clearInterval(timer));
    };
    const { server, transport } = await start(endless);
    expect(await fateOf(transport, wireTo(server.origin))).toMatchObject({ status: 200, body: undefined });
    await until(() => server.requests[0]?.isOpen() === false);
  });

  test('a body of exactly the limit is read, one of a byte more is not', async () => {
    const { server, transport } = await start((socket, { index }) =>
      socket.write(answer('x'.repeat(LIMIT + index), 'connection: close'), () => socket.end()),
    );
    expect((await fateOf(transport, wireTo(server.origin))).body).toHaveLength(LIMIT);
    expect((await fateOf(transport, wireTo(server.origin))).body).toBeUndefined();
  });

  test('bytes after an answer are not taken for the next one', async () => {
    const poison = answer('{"evil":1}');
    const { server, transport } = await start((socket, { index }) =>
      socket.write(index === 0 ? answer('{"a":1}') + poison : answer('{"b":2}')),
    );
    const first = await fateOf(transport, wireTo(server.origin));
    const second = await fateOf(transport, wireTo(server.origin));
    expect([first.body ?? '{"a":1}', second.body ?? '{"b":2}']).toEqual(['{"a":1}', '{"b":2}']);
  });

  test('nor are bytes that come while the connection is idle', async () => {
    const { server, transport } = await start((socket, { index }) => {
      socket.write(answer(index === 0 ? '{"a":1}' : '{"b":2}'));
      if (index === 0) setTimeout(() => socket.write(answer('{"evil":1}')), 20);
    });
    expect(await fateOf(transport, wireTo(server.origin))).toEqual(READ);
    await sleep(60);
    const second = await fateOf(transport, wireTo(server.origin));
    expect(second.body ?? '{"b":2}').toBe('{"b":2}');
  });

  test.each([
    ['before any answer', ''],
    ['within the headers', `${OK}content-le`],
    ['within the body', `${OK}content-length: 7\r\n\r\n{"a`],
  ])('a cancel %s ends the request and its connection', async (_, begun) => {
    const { server, transport } = await start(say(begun));
    const life = new CallLife([]);
    const fate = fateOf(transport, wireTo(server.origin), life);
    await until(() => server.requests.length === 1);
    await sleep(40);
    life.cancel('timeout');
    expect(await fate).toMatchObject({ sent: true, stale: false });
    await until(() => server.requests[0]?.isOpen() === false);
    expect(server.requests).toHaveLength(1);
  });

  test('a cancel after the end is nothing to anybody', async () => {
    const { server, transport } = await start(say(answer('{"a":1}')));
    const life = new CallLife([]);
    expect(await fateOf(transport, wireTo(server.origin), life)).toEqual(READ);
    life.cancel('timeout');
    expect(await fateOf(transport, wireTo(server.origin))).toEqual(READ);
  });

  test('headers come by their names in lower case, those that stand twice as one', async () => {
    const { server, transport } = await start(say(answer('{}', 'X-MBX-Used-Weight-1M: 5', 'X-A: 1', 'x-a: 2')));
    const { headers } = await transport.send(wireTo(server.origin), new CallLife([]));
    expect(headers).toMatchObject({ 'x-mbx-used-weight-1m': '5', 'x-a': '1, 2' });
  });

  test('a character cut in two is put together, a byte order mark is kept', async () => {
    const bytes = Buffer.from('\uFEFF"é杠💶"').toString('latin1');
    const { server, transport } = await start(
      say(`${OK}content-length: ${bytes.length}\r\n\r\n`, ...bytes),
    );
    expect((await fateOf(transport, wireTo(server.origin))).body).toBe('\uFEFF"é杠💶"');
  });
});
