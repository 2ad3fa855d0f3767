import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type EventStream,
  openStream,
  type StreamCaller,
  type StreamError,
  type StreamGap,
  type StreamOptions,
} from '../../../../templates/runtime/common.js';
import { keyStream, tokenStream, trade } from '../../../streams/streams.js';
import { createNetwork, type FakeNetwork, type FakeSocket } from './fake-socket.js';

/* A day of a stream with the defaults of its options, by a clock that is moved by hand. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let network: FakeNetwork;
let asked: { readonly name: string; readonly at: number; readonly params: object }[];
let gaps: StreamGap[];
let errors: StreamError[];
/** How far the exchange's clock is ahead of this machine's. */
let ahead: number;

const answer = (text: string): string => {
  const { id } = JSON.parse(text) as { id: string };
  return JSON.stringify({ id, status: 200, result: { subscriptionId: 0 } });
};

const caller = (): StreamCaller => {
  const call = (operation: { readonly name: string }, params: object): Promise<unknown> => {
    asked.push({ name: operation.name, at: Date.now(), params });
    const validity = 'validity' in params ? Number(params.validity) : 24 * HOUR;
    const token = `token${asked.length}`;
    return Promise.resolve({ listenKey: 'key', token, expirationTime: Date.now() + ahead + validity });
  };
  return Object.assign(call, { exchangeTime: () => Date.now() }) as StreamCaller;
};

const open = <Events, Params>(
  stream: EventStream<Events, Params>,
  more: Partial<StreamOptions<Events, Params>> = {},
): ReturnType<typeof openStream<Events, Params>> =>
  openStream<Events, Params>(caller(), stream, {
    webSocket: network.WebSocket,
    onGap: (gap) => gaps.push(gap),
    onError: (error) => errors.push(error),
    ...more,
  });

const lastSocket = (): FakeSocket => {
  const socket = network.sockets.at(-1);
  if (socket === undefined) throw new Error('there is none');
  return socket;
};

/** Pings every three minutes, as the exchange does, while the time goes by. */
const livingFor = async (milliseconds: number): Promise<void> => {
  for (let passed = 0; passed < milliseconds; passed += 3 * MINUTE) {
    await vi.advanceTimersByTimeAsync(Math.min(3 * MINUTE, milliseconds - passed));
    for (const socket of network.sockets) if (!socket.isClosed && socket.isAlive) socket.emit('ping');
  }
};

beforeEach(() => {
  vi.useFakeTimers({ now: 1_750_000_000_000 });
  asked = [];
  gaps = [];
  errors = [];
  ahead = 0;
  network = createNetwork((socket) => {
    const send = socket.send.bind(socket);
    socket.send = (text) => {
      send(text);
      queueMicrotask(() => socket.emit('message', { data: answer(text) }));
    };
  });
});
afterEach(() => {
  vi.useRealTimers();
  expect(errors).toEqual([]);
});

describe('with the defaults', () => {
  it('keeps the key alive every half hour, and replaces the connection once a day', async () => {
    const stream = open(keyStream);
    await stream.ready;
    const began = Date.now();
    await livingFor(22 * HOUR);
    expect(asked.filter(({ name }) => name.endsWith('keepAlive'))).toHaveLength(44);
    expect(asked[1]?.at).toBe(began + 30 * MINUTE);
    expect(network.sockets).toHaveLength(1);
    await livingFor(HOUR);
    expect(network.sockets).toHaveLength(2);
    await livingFor(3 * MINUTE);
    expect(network.sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    expect(gaps).toEqual([]);
    await stream.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes pings for life, and replaces a connection that has shown none for ten minutes', async () => {
    const stream = open(keyStream);
    await stream.ready;
    await livingFor(HOUR);
    const last = Date.now();
    lastSocket().isAlive = false;
    await vi.advanceTimersByTimeAsync(9 * MINUTE);
    expect(network.sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(network.sockets).toHaveLength(2);
    expect(network.sockets[0]?.isClosed).toBe(true);
    expect(gaps).toEqual([{ from: last - 5000, to: last + 10 * MINUTE, reason: 'silence' }]);
    await stream.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['right', 0],
    ['two hours behind the exchange', 2 * HOUR],
    ['two days ahead of the exchange', -48 * HOUR],
  ])('renews a token of two hours five minutes before its end when the local clock is %s', async (_, offset) => {
    ahead = offset;
    const stream = open(tokenStream, { params: { validity: 2 * HOUR } });
    await stream.ready;
    const began = Date.now();
    await livingFor(7 * HOUR);
    const lead = 5 * MINUTE;
    expect(asked.map(({ at }) => at - began)).toEqual([0, 1, 2, 3].map((times) => times * (2 * HOUR - lead)));
    expect(lastSocket().sent).toHaveLength(4);
    expect(network.sockets).toHaveLength(1);
    await stream.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('replaces the connection of a token stream before its token of a day ends', async () => {
    const stream = open(tokenStream);
    await stream.ready;
    await livingFor(23 * HOUR + 3 * MINUTE);
    expect(asked).toHaveLength(2);
    expect(network.sockets.map(({ isClosed, sent }) => [isClosed, sent.length])).toEqual([
      [true, 1],
      [false, 1],
    ]);
    expect(gaps).toEqual([]);
    await stream.close();
  });

  it('does not connect over and over when the exchange ends each connection at once', async () => {
    const stream = open(keyStream);
    await stream.ready;
    for (let times = 0; times < 200; times += 1) {
      const before = network.sockets.length;
      lastSocket().emit('close', { wasClean: true });
      while (network.sockets.length === before) await vi.advanceTimersByTimeAsync(1000);
    }
    // A pause is anything up to a minute, by chance: half of that on the average.
    expect(Date.now() - 1_750_000_000_000).toBeGreaterThan(HOUR);
    expect(gaps).toHaveLength(200);
    await stream.close();
  });

  it('is told nothing by a connection that was closed', async () => {
    const events: unknown[] = [];
    const stream = open(keyStream, { onEvent: (event) => events.push(event) });
    await stream.ready;
    const socket = lastSocket();
    await stream.close();
    socket.emit('message', { data: trade(1) });
    expect(events).toEqual([]);
  });
});
