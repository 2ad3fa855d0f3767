import type { EventStream, Operation } from '../../templates/runtime/common.js';

/*
 * Streams and their operations as the generator writes them, in small: tests of the runtime depend on no spec.
 */

const BASE = {
  server: 'https://api.binance.com',
  security: [['apiKey']],
  securityType: 'USER_STREAM',
  weight: [],
  effect: 'write',
  errors: [],
} as const;

type None = Readonly<Record<string, never>>;
const PATH = '/sapi/v1/margin/listen-key';

export const start: Operation<None, { readonly listenKey: string }> = {
  ...BASE,
  name: 'test.stream.start',
  method: 'POST',
  path: PATH,
  parameters: {},
  required: [],
  response: { fields: { listenKey: 'string' }, required: ['listenKey'] },
};

export const keepAlive: Operation<{ readonly listenKey: string }, Record<string, unknown>> = {
  ...BASE,
  name: 'test.stream.keepAlive',
  method: 'PUT',
  path: PATH,
  parameters: { listenKey: 'string' },
  required: ['listenKey'],
  response: { record: 'any' },
};

export const close: Operation<None, Record<string, unknown>> = {
  ...BASE,
  name: 'test.stream.close',
  method: 'DELETE',
  path: PATH,
  parameters: {},
  required: [],
  response: { record: 'any' },
};

export interface TokenParams {
  readonly symbol?: string;
  readonly isIsolated?: boolean;
  readonly validity?: number;
}

export const createToken: Operation<TokenParams, { readonly token: string; readonly expirationTime: number }> = {
  ...BASE,
  name: 'test.tokenStream.createToken',
  method: 'POST',
  path: '/sapi/v1/userListenToken',
  parameters: { symbol: 'string', isIsolated: 'bool', validity: 'int' },
  required: [],
  response: { fields: { token: 'string', expirationTime: 'time' }, required: ['token', 'expirationTime'] },
};

export interface TradeEvent {
  e: 'TRADE';
  E: number;
  /** An id. */
  i: string;
  /** A price. */
  p: string;
}

export interface KeyExpiredEvent {
  e: 'listenKeyExpired';
  E: number;
}

export interface KeyEvents {
  readonly TRADE: TradeEvent;
  readonly listenKeyExpired: KeyExpiredEvent;
}

const TRADE = { fields: { e: 'string', E: 'time', i: 'id', p: 'decimal' }, required: ['e', 'E', 'i', 'p'] } as const;
const ENDED = { fields: { e: 'string', E: 'time' }, required: ['e', 'E'] } as const;

export const keyStream: EventStream<KeyEvents, None> = {
  name: 'test.stream',
  url: 'wss://stream.example/ws/',
  connectionMs: 86_400_000,
  listenKey: {
    start,
    keepAlive,
    close,
    field: 'listenKey',
    parameter: 'listenKey',
    lifetimeMs: 3_600_000,
    gone: [-1125],
  },
  events: { TRADE, listenKeyExpired: ENDED },
  ends: ['listenKeyExpired'],
};

export interface TokenEvents {
  readonly TRADE: TradeEvent;
  readonly eventStreamTerminated: { e: 'eventStreamTerminated'; E: number };
}

export const tokenStream: EventStream<TokenEvents, TokenParams> = {
  name: 'test.tokenStream',
  url: 'wss://ws-api.example/ws-api/v3',
  connectionMs: 86_400_000,
  listenToken: {
    create: createToken,
    field: 'token',
    expires: 'expirationTime',
    validity: 'validity',
    lifetimeMs: 86_400_000,
    method: 'userDataStream.subscribe.listenToken',
    parameter: 'listenToken',
    invalid: [-1209],
  },
  events: { TRADE, eventStreamTerminated: ENDED },
  ends: ['eventStreamTerminated'],
};

/** The text of an event, with numbers that no double holds. */
export const trade = (E: number, id: string = '9007199254740993', price: string = '0.10'): string =>
  `{"e":"TRADE","E":${E},"i":${id},"p":${price}}`;
