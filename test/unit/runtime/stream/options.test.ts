import { describe, expect, it } from 'vitest';
import { ConfigurationError, openStream, type StreamCaller } from '../../../../templates/runtime/common.js';
import { keyStream } from '../../../streams/streams.js';
import { createNetwork } from './fake-socket.js';

const call = Object.assign(() => new Promise<never>(() => undefined), { exchangeTime: () => 0 }) as StreamCaller;
const GIVEN = { onGap: () => undefined, onError: () => undefined, webSocket: createNetwork().WebSocket };

/** As plain JavaScript calls it, which knows no types. */
const openLoosely = openStream as unknown as (client: unknown, stream: unknown, options?: unknown) => unknown;

const faultOf = (...args: Parameters<typeof openLoosely>): ConfigurationError => {
  try {
    openLoosely(...args);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('it was opened');
};

describe('options of a stream', () => {
  it('are taken when they are right', async () => {
    for (const client of [call, { call }]) {
      const stream = openStream(client, keyStream, { ...GIVEN, url: 'ws://localhost:1/ws/' });
      expect(stream.status.state).toBe('connecting');
      await stream.close();
    }
  });

  it.each<[string, unknown[]]>([
    ['client', ['no client', keyStream, GIVEN]],
    ['stream', [call, 'portfolioMargin.userStream', GIVEN]],
    ['options', [call, keyStream]],
    ['onGap', [call, keyStream, { ...GIVEN, onGap: undefined }]],
    ['onError', [call, keyStream, { ...GIVEN, onError: undefined }]],
    ['onGpa', [call, keyStream, { ...GIVEN, onGpa: () => undefined }]],
    ['onEvent', [call, keyStream, { ...GIVEN, onEvent: 'log' }]],
    ['on', [call, keyStream, { ...GIVEN, on: { TRADES: () => undefined } }]],
    ['on', [call, keyStream, { ...GIVEN, on: { constructor: () => undefined } }]],
    ['idleMs', [call, keyStream, { ...GIVEN, idleMs: 0 }]],
    ['keepAliveMs', [call, keyStream, { ...GIVEN, keepAliveMs: 2 ** 31 }]],
    ['connectionMs', [call, keyStream, { ...GIVEN, connectionMs: Number.NaN }]],
    ['reconnect', [call, keyStream, { ...GIVEN, reconnect: { baseDelayMs: -1 } }]],
    ['url', [call, keyStream, { ...GIVEN, url: 'ws://stream.example/ws/' }]],
    ['url', [call, keyStream, { ...GIVEN, url: 'https://stream.example/ws/' }]],
    ['url', [call, keyStream, { ...GIVEN, url: 'wss://a:b@stream.example/ws/' }]],
  ])('are refused, and the error names %s', (option, args) => {
    const [client, stream, options] = args;
    expect(faultOf(client, stream, options).option).toBe(option);
  });

  it('need a WebSocket where the platform has none', () => {
    const had = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
    Reflect.deleteProperty(globalThis, 'WebSocket');
    try {
      expect(faultOf(call, keyStream, { ...GIVEN, webSocket: undefined })).toMatchObject({
        option: 'webSocket',
        message: expect.stringContaining('ws') as unknown,
      });
    } finally {
      if (had !== undefined) Object.defineProperty(globalThis, 'WebSocket', had);
    }
  });
});
