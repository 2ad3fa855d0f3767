import { ConfigurationError } from '../errors/errors.js';

/** The part of a `WebSocket` that is used here: that of browsers, Node, Bun and Deno fits, and that of `ws`. */
export interface WebSocketLike {
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: unknown) => void): void;
  /** Where there is one, as in `ws`, pings of the exchange count as signs of life. */
  on?(event: 'ping', listener: () => void): unknown;
  /** Where there is one, as in `ws`, it ends a connection whose other side does not answer. */
  terminate?(): void;
}

/** `WebSocket` itself. */
export type WebSocketConstructor = new (url: string) => WebSocketLike;

/** The one that was given, or the platform's own. */
export const findWebSocket = (given: WebSocketConstructor | undefined): WebSocketConstructor => {
  const found: unknown = given ?? Reflect.get(globalThis, 'WebSocket');
  if (typeof found === 'function') return found as WebSocketConstructor;
  throw new ConfigurationError(
    'webSocket',
    'This platform has no WebSocket of its own: pass one, as `webSocket: WebSocket` of the package ws.',
  );
};

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** An address that hides the listen key on its way: wss, or this very machine. */
export const checkUrl = (text: string): string => {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'wss:' || (url?.protocol === 'ws:' && LOOPBACK.test(url.hostname));
  if (isSafe && url.username === '' && url.password === '' && url.search === '' && url.hash === '') return text;
  throw new ConfigurationError('url', 'url must be a wss address without credentials, query or fragment.');
};
