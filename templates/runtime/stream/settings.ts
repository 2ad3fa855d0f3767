import { checkRange, MAX_TIMEOUT } from '../call/check-options.js';
import { ConfigurationError } from '../errors/errors.js';
import type { RetrySettings } from '../retry/backoff.js';
import type { StreamOptions } from './options.js';
import type { EventStream } from './stream.js';
import { checkUrl, findWebSocket, type WebSocketConstructor } from './web-socket.js';

/** The options of a stream, checked and complete. */
export interface StreamSettings {
  readonly webSocket: WebSocketConstructor;
  readonly url: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly deleteKeyOnClose: boolean;
  readonly keepAliveMs: number;
  readonly idleMs: number;
  readonly connectionMs: number;
  readonly overlapMs: number;
  readonly openTimeoutMs: number;
  readonly maxBuffered: number;
  readonly reconnect: RetrySettings;
}

type AnyOptions = StreamOptions<object, unknown>;
export type AnyStream = EventStream<unknown, never>;

const FORMS: Readonly<Record<keyof AnyOptions, string>> = {
  on: 'object',
  onEvent: 'function',
  onUnknown: 'function',
  onGap: 'function',
  onError: 'function',
  onStatus: 'function',
  params: 'object',
  webSocket: 'function',
  url: 'string',
  signal: 'object',
  deleteKeyOnClose: 'boolean',
  keepAliveMs: 'number',
  idleMs: 'number',
  connectionMs: 'number',
  overlapMs: 'number',
  openTimeoutMs: 'number',
  reconnect: 'object',
  maxBuffered: 'number',
};

const fail = (option: string, message: string): never => {
  throw new ConfigurationError(option, `openStream(): ${message}`);
};

/** The types see to it, but not everybody has types. */
const checkForms = (options: AnyOptions, stream: AnyStream): void => {
  for (const [name, value] of Object.entries(options)) {
    const form = Object.hasOwn(FORMS, name) ? FORMS[name as keyof AnyOptions] : undefined;
    if (form === undefined) fail(name, `there is no option "${name}", only ${Object.keys(FORMS).join(', ')}.`);
    const isFine = value === undefined || (value !== null && typeof value === form);
    if (!isFine) fail(name, `${name} must be: ${form}.`);
  }
  for (const name of ['onGap', 'onError'] as const) {
    if (options[name] === undefined) fail(name, `${name} must be given: whoever acts on events has to know.`);
  }
  const known = Object.keys(stream.events);
  const odd = Object.keys(options.on ?? {}).find((name) => !known.includes(name));
  if (odd !== undefined) fail('on', `${stream.name} has no event "${odd}", only ${known.join(', ')}.`);
};

const HOUR = 3_600_000;

const readTimes = (options: AnyOptions, stream: AnyStream): Omit<StreamSettings, 'webSocket' | 'url' | 'params'> => {
  const { baseDelayMs = 1000, maxDelayMs = 60_000 } = options.reconnect ?? {};
  const check = (name: string, value: number): number => checkRange(name, value, { max: MAX_TIMEOUT });
  return {
    deleteKeyOnClose: options.deleteKeyOnClose ?? false,
    keepAliveMs: check('keepAliveMs', options.keepAliveMs ?? HOUR / 2),
    idleMs: check('idleMs', options.idleMs ?? HOUR / 6),
    connectionMs: check('connectionMs', options.connectionMs ?? Math.max(stream.connectionMs - HOUR, HOUR)),
    overlapMs: check('overlapMs', options.overlapMs ?? 5000),
    openTimeoutMs: check('openTimeoutMs', options.openTimeoutMs ?? 15_000),
    maxBuffered: check('maxBuffered', options.maxBuffered ?? 10_000),
    reconnect: {
      attempts: Infinity,
      baseDelayMs: check('reconnect', baseDelayMs),
      maxDelayMs: check('reconnect', maxDelayMs),
      attemptTimeoutMs: undefined,
    },
  };
};

/** Checks all options and fills in the defaults. Throws `ConfigurationError`. */
export const readStreamSettings = (options: AnyOptions, stream: AnyStream): StreamSettings => {
  checkForms(options, stream);
  return {
    ...readTimes(options, stream),
    webSocket: findWebSocket(options.webSocket),
    url: checkUrl(options.url ?? stream.url),
    params: { ...(options.params as object | undefined) },
  };
};
