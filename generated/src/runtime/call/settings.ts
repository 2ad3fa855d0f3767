import type { ClockSettings } from '../clock/clock.js';
import { createRedact, type Redact } from '../errors/redact.js';
import type { RetrySettings } from '../retry/backoff.js';
import { createOrigins, type FindOrigins } from '../send/origins.js';
import { checkOptions, checkRange, checkRecvWindow, MAX_TIMEOUT } from './check-options.js';
import type { CallLimits } from './call-options.js';
import { watchInterceptor } from './interceptors.js';
import type { ClientOptions } from './options.js';

/** The options of a client, checked and complete. Keys are not among them: the platform turns those into a signer. */
export interface Settings extends Pick<
  ClientOptions,
  'errorCodes' | 'strict' | 'onEvent' | 'instrument' | 'limiter' | 'transport'
> {
  readonly apiKey: string | undefined;
  /** What shows whose key it is. */
  readonly keyHeaders: Readonly<Record<string, string>>;
  readonly findOrigins: FindOrigins;
  /** What bounds a call without options of its own. */
  readonly limits: CallLimits;
  readonly maxResponseBytes: number;
  readonly now: () => number;
  /** Whether `now` is the system's own clock, whose steps can be noticed. */
  readonly isSystemClock: boolean;
  readonly clock: ClockSettings;
  readonly timestampUnit: 'ms' | 'us';
  readonly retry: RetrySettings;
  readonly validate: 'writes' | 'all' | 'none';
  readonly parametersIn: 'query' | 'body';
  readonly clientOrderIds: boolean;
  readonly redact: Redact;
}

/** A key read from a file is often bytes of PEM text: its lines are secrets too. */
const textOf = (key: ClientOptions['privateKey']): string | undefined => {
  if (key instanceof Uint8Array) return new TextDecoder('latin1').decode(key);
  return typeof key === 'string' ? key : undefined;
};

const readRetry = ({ retry = {} }: ClientOptions): RetrySettings => ({
  attempts: retry.attempts ?? 3,
  baseDelayMs: retry.baseDelayMs ?? 200,
  maxDelayMs: retry.maxDelayMs ?? 5000,
  attemptTimeoutMs: retry.attemptTimeoutMs,
});

const systemClock = (): number => Date.now();

const readTime = (options: ClientOptions): Pick<Settings, 'now' | 'isSystemClock' | 'clock' | 'timestampUnit'> => {
  const { now, clock: { sync = 'on-error', maxAgeMs = 600_000, unit = 'ms' } = {} } = options;
  return {
    now: now ?? systemClock,
    isSystemClock: now === undefined,
    clock: { sync, maxAgeMs },
    timestampUnit: unit,
  };
};

const readLimits = ({ recvWindow = 5000, timeoutMs = 15_000, interceptors = [] }: ClientOptions): CallLimits => ({
  recvWindow: checkRecvWindow(recvWindow),
  timeoutMs: checkRange('timeoutMs', timeoutMs, { max: MAX_TIMEOUT }),
  signal: undefined,
  interceptors: interceptors.map(watchInterceptor),
});

/** Checks all options that do not depend on the platform and fills in the defaults. Throws `ConfigurationError`. */
export const readSettings = (options: ClientOptions): Settings => {
  checkOptions(options);
  const { apiKey, secret, privateKey, passphrase, errorCodes, strict, onEvent, instrument, limiter, transport } =
    options;
  return {
    apiKey,
    keyHeaders: apiKey === undefined ? {} : Object.freeze({ 'X-MBX-APIKEY': apiKey }),
    findOrigins: createOrigins(options.baseUrl, options.allowInsecure ?? false),
    limits: readLimits(options),
    maxResponseBytes: checkRange('maxResponseBytes', options.maxResponseBytes ?? 2 ** 25, {
      max: Number.MAX_SAFE_INTEGER,
    }),
    ...readTime(options),
    retry: readRetry(options),
    validate: options.validate ?? 'writes',
    parametersIn: options.parametersIn ?? 'query',
    clientOrderIds: options.clientOrderIds ?? true,
    redact: createRedact([apiKey, secret, textOf(privateKey), passphrase]),
    ...{ errorCodes, strict, onEvent, instrument, limiter, transport },
  };
};
