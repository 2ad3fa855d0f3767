import { ConfigurationError } from '../errors/errors.js';
import type { AbortSignalLike, CallOptions } from './options.js';
import { checkRange, MAX_RECV_WINDOW, MAX_TIMEOUT, type Settings } from './settings.js';

/** What bounds one call, checked and complete. */
export interface CallLimits {
  readonly recvWindow: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignalLike | undefined;
}

const NAMES: readonly (keyof CallOptions)[] = ['signal', 'timeoutMs', 'recvWindow', 'headers'];

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
  if (options.signal !== undefined && !isSignal(options.signal)) fail('signal', 'signal must be an AbortSignal.');
  if (options.headers !== undefined && (typeof options.headers !== 'object' || options.headers === null)) {
    fail('headers', 'headers must be an object of names and values.');
  }
};

/** The limits of one call: its own, and else those of the client. Throws `ConfigurationError`. */
export const readCallOptions = (options: CallOptions, settings: Settings, operation: string): CallLimits => {
  checkCallOptions(options, operation);
  const { recvWindow, timeoutMs, signal } = options;
  return {
    recvWindow: checkRange('recvWindow', recvWindow ?? settings.recvWindow, { max: MAX_RECV_WINDOW, operation }),
    timeoutMs: checkRange('timeoutMs', timeoutMs ?? settings.timeoutMs, { max: MAX_TIMEOUT, operation }),
    signal,
  };
};
