import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AbortedError, ApiError, StreamError } from '../../templates/runtime/common.js';
import { KEYS, lastClient, openOn, setStage, type Stage, until } from './stage.js';
import { keyStream, trade } from './streams.js';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const gone = () => ({ status: 400, json: { code: -1125, msg: 'This listenKey does not exist.' } });

describe('a stream by listen key', () => {
  it('connects with the key and gives events exact and in order, to their own handler first', async () => {
    const order: string[] = [];
    const { stream, seen } = openOn(stage, keyStream, {
      on: { TRADE: ({ i, p }) => order.push(`TRADE ${i} ${p}`) },
      onEvent: ({ e }) => order.push(`any ${e}`),
    });
    await stream.ready;
    expect(lastClient(stage).path).toBe(`/ws/${KEYS[0]}`);
    lastClient(stage).send(trade(1, '9223372036854775807', '123456789012345678.123456789012345678'));
    lastClient(stage).send(trade(2, '"5"', '1e-7'));
    await until('both events', () => order.length === 4);
    expect(order).toEqual([
      'TRADE 9223372036854775807 123456789012345678.123456789012345678',
      'any TRADE',
      'TRADE 5 0.0000001',
      'any TRADE',
    ]);
    expect(seen.gaps).toEqual([]);
    await stream.close();
  });

  it('passes on what the spec does not know, exact, and reports what cannot be read, and lives on', async () => {
    const { stream, seen } = openOn(stage, keyStream);
    await stream.ready;
    const client = lastClient(stage);
    client.send('{"e":"NEW_THING","E":1,"id":9007199254740993,"__proto__":{"x":1}}');
    client.send('{"no":"type"}');
    client.send('not json');
    client.send('[1]');
    client.sendBytes(Uint8Array.of(1, 2, 3));
    client.send('{"e":"TRADE","E":1,"i":{},"p":"1"}');
    client.send('{"e":"constructor","E":1}');
    client.send(trade(5));
    await until('the good event', () => seen.events.length === 1);
    expect(seen.unknown.map((event) => event['id'] ?? event['no'] ?? event['e'])).toEqual([
      '9007199254740993',
      'type',
      'TRADE',
      'constructor',
    ]);
    expect(seen.errors.map(({ fault }) => fault)).toEqual(Array(4).fill('message'));
    expect(seen.errors[3]?.message).toContain('$.i');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    await stream.close();
  });

  it('goes on when handlers throw or reject, and tells', async () => {
    const { stream, seen } = openOn(stage, keyStream, {
      on: {
        TRADE: () => {
          throw new Error('mine');
        },
      },
      onEvent: () => Promise.reject(new Error('mine too')),
    });
    await stream.ready;
    lastClient(stage).send(trade(1));
    lastClient(stage).send(trade(2));
    await until('four errors', () => seen.errors.length === 4);
    expect(seen.errors.every((error) => error instanceof StreamError && error.fault === 'handler')).toBe(true);
    expect(new Set(seen.errors.map(({ message }) => message))).toEqual(new Set(['The handler of TRADE failed.']));
    expect(seen.errors.map(({ cause }) => (cause as Error).message).sort()).toEqual(
      ['mine', 'mine', 'mine too', 'mine too'].sort(),
    );
    expect(stream.status.state).toBe('open');
    await stream.close();
  });

  it('keeps the key alive, with the key where the operation takes it', async () => {
    const { stream } = openOn(stage, keyStream, { keepAliveMs: 30 });
    await stream.ready;
    await until('two of them', () => stage.asked().filter((method) => method === 'PUT').length >= 2);
    const put = stage.exchange.requests.find(({ method }) => method === 'PUT');
    expect(put?.parameters).toEqual([['listenKey', KEYS[0]]]);
    await stream.close();
    const count = stage.asked().length;
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(stage.asked()).toHaveLength(count);
    expect(stage.asked()).not.toContain('DELETE');
  });

  it('tries again when keeping alive fails for a while, and says so', async () => {
    let failures = 2;
    stage.answers.set('PUT', () => ((failures -= 1) >= 0 ? { status: 503, json: { code: -1000, msg: 'busy' } } : {}));
    const { stream, seen } = openOn(stage, keyStream, { keepAliveMs: 40 });
    await stream.ready;
    await until('four of them', () => stage.asked().filter((method) => method === 'PUT').length >= 4);
    expect(seen.errors.map(({ fault }) => fault)).toEqual(['key', 'key']);
    expect(seen.gaps).toEqual([]);
    expect(stage.server.clients).toHaveLength(1);
    await stream.close();
  });

  it('gets another key when the exchange says that there is none, and reports the gap since it was last good', async () => {
    const { stream, seen } = openOn(stage, keyStream, { keepAliveMs: 50 });
    await stream.ready;
    const before = Date.now();
    stage.nextKey();
    stage.answers.set('PUT', () => {
      stage.answers.delete('PUT');
      return gone();
    });
    await until('the second connection', () => stage.server.clients.length === 2 && seen.gaps.length === 1);
    expect(lastClient(stage).path).toBe(`/ws/${KEYS[1]}`);
    const [gap] = seen.gaps;
    expect(gap?.reason).toBe('expired');
    expect(gap?.from).toBeLessThanOrEqual(before);
    expect(gap?.to).toBeGreaterThanOrEqual(before);
    await until('the old connection is closed', () => stage.server.clients[0]?.isOpen() === false);
    lastClient(stage).send(trade(Date.now()));
    await until('an event', () => seen.events.length === 1);
    await stream.close();
  });

  it('gives the event that the key expired, and opens with another', async () => {
    const { stream, seen } = openOn(stage, keyStream);
    await stream.ready;
    stage.nextKey();
    const at = Date.now() - 20_000;
    lastClient(stage).send(`{"e":"listenKeyExpired","E":${at},"listenKey":"${KEYS[0]}"}`);
    await until('the gap', () => seen.gaps.length === 1);
    expect(lastClient(stage).path).toBe(`/ws/${KEYS[1]}`);
    expect(seen.gaps[0]).toMatchObject({ reason: 'expired', from: at - 5000 });
    expect(seen.events).toMatchObject([{ e: 'listenKeyExpired', listenKey: '[redacted]' }]);
    await stream.close();
  });

  it.each([['drop' as const], ['close' as const]])('comes back and reports the gap after a %s', async (way) => {
    const { stream, seen } = openOn(stage, keyStream);
    await stream.ready;
    const at = Date.now();
    lastClient(stage).send(trade(at));
    await until('the event', () => seen.events.length === 1);
    lastClient(stage)[way]();
    await until('the gap', () => seen.gaps.length === 1);
    const [gap] = seen.gaps;
    expect(gap?.reason).toBe('disconnected');
    expect(gap?.from).toBeGreaterThanOrEqual(at - 5000);
    expect(gap?.from).toBeLessThan(at);
    expect(gap?.to).toBeGreaterThanOrEqual(at);
    lastClient(stage).send(trade(at + 1));
    await until('the next event', () => seen.events.length === 2);
    expect(seen.statuses.map(({ state }) => state)).toEqual([
      ...['connecting', 'open'],
      // It lived for less than the longest pause, so the next attempt waits.
      ...(seen.statuses.length === 5 ? ['waiting'] : []),
      ...['connecting', 'open'],
    ]);
    await stream.close();
  });

  it('waits longer each time while the exchange refuses connections, and never gives up', async () => {
    stage.server.status = 503;
    const { stream, seen } = openOn(stage, keyStream);
    await until('three failures', () => seen.errors.length === 3);
    expect(seen.errors.map(({ fault }) => fault)).toEqual(['connect', 'connect', 'connect']);
    stage.server.status = 101;
    await stream.ready;
    expect(stream.status.state).toBe('open');
    expect(seen.gaps).toEqual([]);
    await stream.close();
  });

  it('does not ask for a key inside a ban', async () => {
    stage.answers.set('POST', () => ({
      status: 429,
      headers: { 'retry-after': '1' },
      json: { code: -1003, msg: 'x' },
    }));
    const { stream, seen } = openOn(stage, keyStream);
    await until('the first refusal', () => seen.statuses.some(({ state }) => state === 'waiting'));
    stage.answers.delete('POST');
    const waiting = seen.statuses.find(({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ delayMs: expect.closeTo(1000, -2) });
    await stream.ready;
    expect(stage.asked()).toEqual(['POST', 'POST']);
    await stream.close();
  });

  it('rejects and ends when the key is refused for what it is', async () => {
    stage.answers.set('POST', () => ({ status: 401, json: { code: -2015, msg: 'Invalid API-key.' } }));
    const { stream, seen } = openOn(stage, keyStream);
    const error: unknown = await stream.ready.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StreamError);
    expect(error).toMatchObject({ kind: 'stream', code: -2015, operation: 'test.stream' });
    expect(error).not.toBeInstanceOf(ApiError);
    expect(seen.errors).toEqual([error]);
    await until('closed', () => stream.status.state === 'closed');
    await expect((async () => void (await stream[Symbol.asyncIterator]().next()))()).resolves.toBeUndefined();
  });
});

describe('a connection that is replaced', () => {
  it('is replaced before its time without a gap, and what both give is given once', async () => {
    const { stream, seen } = openOn(stage, keyStream, { connectionMs: 100, overlapMs: 80 });
    await stream.ready;
    await until('the second connection', () => seen.statuses.filter(({ state }) => state === 'open').length === 2);
    const [old, fresh] = stage.server.clients;
    old?.send(trade(1));
    fresh?.send(trade(1));
    fresh?.send(trade(2));
    old?.send(trade(2));
    // Twice on both is two events.
    for (const client of [old, fresh]) for (let times = 0; times < 2; times += 1) client?.send(trade(3));
    fresh?.send(trade(4));
    await until('the old connection is closed', () => old?.isOpen() === false);
    fresh?.send(trade(5));
    await until('the last event', () => seen.events.some((event) => (event as { E: number }).E === 5));
    expect(seen.events.map((event) => (event as { E: number }).E)).toEqual([1, 2, 3, 3, 4, 5]);
    expect(seen.gaps).toEqual([]);
    await stream.close();
  });

  it('is replaced when it is silent, without a gap where it turns out that it lived', async () => {
    const { stream, seen } = openOn(stage, keyStream, { idleMs: 60 });
    await stream.ready;
    await until('the old connection is closed', () => stage.server.clients[0]?.isOpen() === false);
    await until('the second', () => stage.server.clients.length >= 2);
    expect(seen.gaps).toEqual([]);
    expect(seen.errors).toEqual([]);
    await stream.close();
  });

  it('has been dead: the gap begins with its last sign of life', async () => {
    const { stream, seen } = openOn(stage, keyStream, { idleMs: 80 });
    await stream.ready;
    const at = Date.now();
    lastClient(stage).send(trade(at));
    await until('the event', () => seen.events.length === 1);
    stage.server.clients[0]?.freeze();
    stage.server.onClient = (client) => setInterval(() => client.send(trade(Date.now())), 20).unref();
    await until('the gap', () => seen.gaps.length === 1, 15_000);
    expect(seen.gaps[0]).toMatchObject({ reason: 'silence', from: at - 5000 });
    expect(seen.gaps[0]?.to).toBeGreaterThan(at + 60);
    await stream.close();
  }, 20_000);

  it('has another key: what came over the old one may be missing', async () => {
    const { stream, seen } = openOn(stage, keyStream, { connectionMs: 100 });
    await stream.ready;
    stage.nextKey();
    await until('the gap', () => seen.gaps.length === 1);
    expect(seen.gaps[0]?.reason).toBe('expired');
    await stream.close();
  });
});

describe('closing', () => {
  it('leaves no connection, no timer and no request, and the key to others', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const { stream } = openOn(stage, keyStream);
    await stream.ready;
    await stream.close();
    await until('the connection is gone', () => !lastClient(stage).isOpen());
    expect(timers()).toBeLessThanOrEqual(before);
    expect(stage.asked()).toEqual(['POST']);
    expect(stream.status.state).toBe('closed');
    await stream.close();
  });

  it('gives up the key when asked to', async () => {
    const { stream } = openOn(stage, keyStream, { deleteKeyOnClose: true });
    await stream.ready;
    await stream.close();
    expect(stage.asked()).toEqual(['POST', 'DELETE']);
  });

  it('while it connects ends at once', async () => {
    stage.answers.set('POST', () => ({ fault: 'hang' }));
    const { stream } = openOn(stage, keyStream);
    await until('the request', () => stage.asked().length === 1);
    const ready = stream.ready.catch((error: unknown) => error);
    await stream.close();
    expect(await ready).toMatchObject({ kind: 'stream', fault: 'closed' });
  });

  it('by a signal, before and after it opened', async () => {
    const early = openOn(stage, keyStream, { signal: AbortSignal.abort() });
    await expect(early.stream.ready).rejects.toBeInstanceOf(AbortedError);
    expect(stage.asked()).toEqual([]);
    const controller = new AbortController();
    const { stream } = openOn(stage, keyStream, { signal: controller.signal });
    await stream.ready;
    controller.abort();
    await until('closed', () => stream.status.state === 'closed');
    await until('the connection is gone', () => !lastClient(stage).isOpen());
  });
});

it('shows the key in nothing that it tells', async () => {
  stage.answers.set('PUT', () => ({ status: 500, json: { code: -1000, msg: `no ${KEYS[0]} here` } }));
  const { stream, seen } = openOn(stage, keyStream, { keepAliveMs: 20 });
  await stream.ready;
  await until('an error of keeping alive', () => seen.errors.length > 0);
  lastClient(stage).send(`{"e":"listenKeyExpired","E":1,"listenKey":"${KEYS[0]}"}`);
  lastClient(stage).send(`{"e":"TRADE","E":"${KEYS[0]}","i":1,"p":"1"}`);
  stage.server.status = 500;
  lastClient(stage).drop();
  await until('an error of connecting', () => seen.errors.some(({ fault }) => fault === 'connect'));
  const told = inspect(
    { seen, stream, errors: seen.errors.map(({ stack }) => stack) },
    { depth: 20, showHidden: true },
  );
  for (const key of KEYS) expect(told).not.toContain(key);
  expect(JSON.stringify({ seen, stream })).not.toContain(KEYS[0]);
  await stream.close();
});
