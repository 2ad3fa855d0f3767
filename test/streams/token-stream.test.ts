import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastClient, openOn, setStage, type Stage, until } from './stage.js';
import { tokenStream, trade } from './streams.js';
import type { ServerSide } from './web-socket-server.js';

interface Request {
  readonly id: string;
  readonly method: string;
  readonly params: { readonly listenToken: string };
}

let stage: Stage;
/** Every subscription that was asked for. */
let subscriptions: Request[];

/** Takes every token, as the exchange does; its own time of expiry is in microseconds. */
const accept = (text: string, client: ServerSide): void => {
  const request = JSON.parse(text) as Request;
  subscriptions.push(request);
  client.send(
    JSON.stringify({ id: request.id, status: 200, result: { subscriptionId: 0, expirationTime: 1749094553955907 } }),
  );
};

const refuse =
  (code: number) =>
  (text: string, client: ServerSide): void => {
    const { id, params } = JSON.parse(text) as Request;
    const msg = `Invalid listenToken ${params.listenToken}.`;
    client.send(JSON.stringify({ id, status: 400, error: { code, msg } }));
    stage.server.onText = accept;
  };

const wrapped = (event: string, subscriptionId = 0): string => `{"subscriptionId":${subscriptionId},"event":${event}}`;

beforeEach(async () => {
  stage = await setStage();
  subscriptions = [];
  stage.server.onText = accept;
});
afterEach(() => stage.close());

describe('a stream by listen token', () => {
  it('subscribes with a token of its parameters and unwraps events', async () => {
    const params = { symbol: 'BTCUSDT', isIsolated: true, validity: 60_000 };
    const { stream, seen } = openOn(stage, tokenStream, { params });
    await stream.ready;
    expect(stage.exchange.requests[0]?.parameters).toEqual([
      ['symbol', 'BTCUSDT'],
      ['isIsolated', 'true'],
      ['validity', '60000'],
    ]);
    expect(subscriptions).toMatchObject([
      { method: 'userDataStream.subscribe.listenToken', params: { listenToken: `TOKEN+/${'1'.padStart(24, '0')}` } },
    ]);
    lastClient(stage).send(wrapped(trade(1)));
    lastClient(stage).send(wrapped('{"e":"newEvent","E":1}'));
    await until('both', () => seen.events.length === 1 && seen.unknown.length === 1);
    expect(seen.events).toEqual([{ e: 'TRADE', E: 1, i: '9007199254740993', p: '0.10' }]);
    expect(seen.unknown).toEqual([{ e: 'newEvent', E: 1 }]);
    await stream.close();
  });

  it('is not ready before the subscription is answered', async () => {
    stage.server.onText = () => undefined;
    const { stream, seen } = openOn(stage, tokenStream, { openTimeoutMs: 60 });
    await until('the refusal', () => seen.errors.length === 1);
    expect(seen.statuses.some(({ state }) => state === 'open')).toBe(false);
    stage.server.onText = accept;
    await stream.ready;
    await stream.close();
  });

  it('takes another token when one is refused', async () => {
    stage.server.onText = refuse(-1209);
    const { stream, seen } = openOn(stage, tokenStream);
    await stream.ready;
    expect(seen.errors).toMatchObject([{ fault: 'connect', code: -1209 }]);
    expect(subscriptions[0]?.params.listenToken).toContain('2');
    expect(inspect(seen, { depth: 10 })).not.toContain('TOKEN+/0');
    await stream.close();
  });

  it('renews the token on the same connection before it ends', async () => {
    const { stream, seen } = openOn(stage, tokenStream, { params: { validity: 100 } });
    await stream.ready;
    await until('the third token', () => subscriptions.length === 3);
    expect(new Set(subscriptions.map(({ params }) => params.listenToken)).size).toBe(3);
    expect(new Set(subscriptions.map(({ id }) => id)).size).toBe(3);
    expect(stage.server.clients).toHaveLength(1);
    expect(seen.gaps).toEqual([]);
    await stream.close();
    const count = subscriptions.length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(subscriptions).toHaveLength(count);
  });

  it('tries again when a renewal is refused', async () => {
    const { stream, seen } = openOn(stage, tokenStream, { params: { validity: 200 } });
    await stream.ready;
    stage.server.onText = refuse(-1209);
    await until('the renewal after that', () => subscriptions.length === 2);
    expect(seen.errors).toMatchObject([{ fault: 'connect', code: -1209 }]);
    expect(seen.gaps).toEqual([]);
    expect(stage.server.clients).toHaveLength(1);
    await stream.close();
  });

  it('subscribes anew when the subscription ended, and reports the gap since then', async () => {
    const { stream, seen } = openOn(stage, tokenStream);
    await stream.ready;
    const at = Date.now() - 1000;
    lastClient(stage).send(wrapped(`{"e":"eventStreamTerminated","E":${at}}`));
    await until('the gap', () => seen.gaps.length === 1);
    expect(seen.gaps).toMatchObject([{ reason: 'expired', from: at - 5000 }]);
    expect(seen.events).toEqual([{ e: 'eventStreamTerminated', E: at }]);
    expect(subscriptions).toHaveLength(2);
    await stream.close();
  });

  it('does not mind the end of a subscription that is not its own', async () => {
    const { stream, seen } = openOn(stage, tokenStream);
    await stream.ready;
    lastClient(stage).send(wrapped('{"e":"eventStreamTerminated","E":1}', 7));
    lastClient(stage).send(wrapped(trade(2)));
    await until('the event after it', () => seen.events.length === 2);
    expect(subscriptions).toHaveLength(1);
    await stream.close();
  });

  it('drops what comes over both connections while one is replaced, whatever its subscription', async () => {
    const { stream, seen } = openOn(stage, tokenStream, { connectionMs: 100, overlapMs: 80 });
    await stream.ready;
    await until('the second connection', () => subscriptions.length === 2);
    await until('it is open', () => seen.statuses.filter(({ state }) => state === 'open').length === 2);
    const [old, fresh] = stage.server.clients;
    old?.send(wrapped(trade(1)));
    fresh?.send(wrapped(trade(1), 1));
    fresh?.send(wrapped(trade(2), 1));
    await until('both', () => seen.events.length === 2);
    await until('the old one is closed', () => old?.isOpen() === false);
    expect(seen.events).toHaveLength(2);
    expect(seen.gaps).toEqual([]);
    await stream.close();
  });
});
