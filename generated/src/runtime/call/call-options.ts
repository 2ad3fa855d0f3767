import { ConfigurationError } from '../errors/errors.js';
import { checkInterceptors, checkRange, checkRecvWindow, MAX_TIMEOUT } from './check-options.js';
import { watchInterceptor } from './interceptors.js';
import type { AbortSignalLike, CallOptions } from './options.js';
import type { Interceptor } from './request.js';
import type { Settings } from './settings.js';

/** What bounds one call, checked and complete. */
export interface CallLimits {
  readonly recvWindow: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignalLike | undefined;
  readonly interceptors: readonly Interceptor[];
}

/** The options of a call without any. */
export const NO_OPTIONS: CallOptions = Object.freeze({});

const NAMES: readonly (keyof CallOptions)[] = [
  'signal',
  'timeoutMs',
  'recvWindow',
  'headers',
  'interceptors',
  'onResponse',
];

const isSignal = (signal: unknown): boolean =>
  typeof signal === 'object' && signal !== null && 'aborted' in signal && 'addEventListener' in signal;

const checkCallOptions = (options: CallOptions, operation: string): void => {
  const fail = (option: string, message: string): never => {
    throw new ConfigurationError(option, `${operation}: ${message}`, { operation });
  };
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    fail('options', 'the call options must be an object, such as { timeoutMs: 5000 }.');
  }
  const unknown = Object.keys(options).find((name) => !NAMES.some((known) => known === name));
  if (unknown !== undefined) fail(unknown, `there is no call option "${unknown}", only ${NAMES.join(', ')}.`);
  const { signal, headers, onResponse } = options;
  if (signal !== undefined && !isSignal(signal)) fail('signal', 'signal must be an AbortSignal.');
  // A Headers or a Map keeps its entries to itself, and would be sent without any.
  if (headers !== undefined && (typeof headers !== 'object' || headers === null || Symbol.iterator in headers)) {
    fail('headers', 'headers must be a plain object of names and values; Object.fromEntries(headers) makes one.');
  }
  if (onResponse !== undefined && typeof onResponse !== 'function')
    fail('onResponse', 'onResponse must be a function.');
};

const readInterceptors = (options: CallOptions, settings: Settings, operation: string): readonly Interceptor[] => {
  if (options.interceptors === undefined) return settings.limits.interceptors;
  checkInterceptors(options.interceptors, operation);
  return [...settings.limits.interceptors, ...options.interceptors.map(watchInterceptor)];
};

/** The limits of one call: its own, and else those of the client. Throws `ConfigurationError`. */
export const readCallOptions = (options: CallOptions, settings: Settings, operation: string): CallLimits => {
  if (options === NO_OPTIONS) return settings.limits;
  checkCallOptions(options, operation);
  const { recvWindow, timeoutMs, signal } = options;
  return {
    recvWindow: recvWindow === undefined ? settings.limits.recvWindow : checkRecvWindow(recvWindow, operation),
    timeoutMs:
      timeoutMs === undefined
        ? settings.limits.timeoutMs
        : checkRange('timeoutMs', timeoutMs, { max: MAX_TIMEOUT, operation }),
    signal,
    interceptors: readInterceptors(options, settings, operation),
  };
};
