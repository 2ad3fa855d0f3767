import { ConfigurationError } from '../errors/errors.js';
import type { Transport } from '../send/wire.js';
import type { ClientOptions } from './options.js';

const OPTIONS: Readonly<Record<keyof ClientOptions, string>> = {
  apiKey: 'string',
  secret: 'string',
  privateKey: 'string object',
  passphrase: 'string',
  sign: 'function',
  baseUrl: 'string object',
  allowInsecure: 'boolean',
  recvWindow: 'number',
  timeoutMs: 'number',
  maxResponseBytes: 'number',
  interceptors: 'object',
  now: 'function',
  clock: 'object',
  retry: 'object',
  limiter: 'object',
  validate: 'string',
  parametersIn: 'string',
  clientOrderIds: 'boolean',
  errorCodes: 'object',
  strict: 'function',
  onEvent: 'function',
  instrument: 'function',
  transport: 'function',
  agent: 'object',
  idleConnectionMs: 'number',
};

/** What one is likely to have meant. */
const HINTS: Partial<Record<string, string>> = { strict: 'reportDrift', transport: 'createUndiciTransport(…)' };

const describeType = (name: string, types: string): string =>
  `${name} must be: ${types.replace(' ', ' or ')}${HINTS[name] === undefined ? '' : `, as ${HINTS[name]}`}.`;

/** The values are never repeated here: this is where the secrets pass. */
const checkTypes = (options: ClientOptions): void => {
  for (const [name, value] of Object.entries(options)) {
    const types = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as keyof ClientOptions] : undefined;
    if (types === undefined) {
      const known = Object.keys(OPTIONS).join(', ');
      throw new ConfigurationError(name, `There is no option "${name}". The options are ${known}.`);
    }
    if (value !== undefined && (value === null || !types.split(' ').includes(typeof value))) {
      throw new ConfigurationError(name, describeType(name, types));
    }
  }
};

/** What a number may be; `operation` is named when it is a call that asks for something else. */
export interface Range {
  /** By default 1. */
  readonly min?: number;
  readonly max: number;
  /** How many decimals it may have. By default none. */
  readonly decimals?: number;
  readonly operation?: string;
}

/** A number within bounds, for options and call options alike. */
export const checkRange = (name: string, value: number, range: Range): number => {
  const { min = 1, max, decimals = 0, operation } = range;
  const isFine = Number.isFinite(value) && value >= min && value <= max && Number(value.toFixed(decimals)) === value;
  if (isFine) return value;
  const form = decimals === 0 ? 'a whole number' : `a number with at most ${decimals} decimals`;
  const where = operation === undefined ? '' : `${operation}: `;
  throw new ConfigurationError(name, `${where}${name} must be ${form} from ${min} to ${max}.`, { operation });
};

export const MAX_RECV_WINDOW = 60_000;
/** Timers take no more than 31 bits. */
export const MAX_TIMEOUT = 2_147_483_647;
const MAX_ATTEMPTS = 100;

/** recvWindow as the exchange takes it: more than nothing, up to three decimals. */
export const checkRecvWindow = (value: number, operation?: string): number =>
  checkRange('recvWindow', value, {
    min: 0.001,
    max: MAX_RECV_WINDOW,
    decimals: 3,
    ...(operation === undefined ? {} : { operation }),
  });

const checkApiKey = (apiKey: string | undefined): void => {
  // Also keeps line breaks out of the header.
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new ConfigurationError('apiKey', 'apiKey must be ASCII without spaces; look for a line break at its end.');
  }
};

const checkSecret = (secret: string | undefined): void => {
  if (secret?.startsWith('-----BEGIN') === true) {
    throw new ConfigurationError('secret', 'secret is a PEM; give that as privateKey.');
  }
  if (secret !== undefined && (secret === '' || secret.trim() !== secret)) {
    throw new ConfigurationError('secret', 'secret must not be empty, nor have white space or a line break around it.');
  }
};

const checkSigningKeys = (options: ClientOptions): void => {
  const given = (['secret', 'privateKey', 'sign'] as const).filter((name) => options[name] !== undefined);
  const [first, second] = given;
  if (first !== undefined && second !== undefined) {
    const message = `Give one of secret, privateKey and sign; this client got ${given.join(' and ')}.`;
    throw new ConfigurationError(second, message);
  }
  if (options.passphrase !== undefined && options.privateKey === undefined) {
    throw new ConfigurationError('passphrase', 'passphrase opens an encrypted privateKey, and there is no privateKey.');
  }
};

/** Also for those of a single call, which `operation` names. */
export const checkInterceptors = (interceptors: readonly unknown[] = [], operation?: string): void => {
  if (!Array.isArray(interceptors) || !interceptors.every((interceptor) => typeof interceptor === 'function')) {
    const message = 'interceptors must be a list of functions (request, next).';
    throw new ConfigurationError('interceptors', message, { operation });
  }
};

/** One of a few words. */
const checkWord = (name: string, value: string | undefined, words: readonly string[]): void => {
  if (value === undefined || words.includes(value)) return;
  throw new ConfigurationError(name, `${name} must be one of ${words.map((word) => `"${word}"`).join(', ')}.`);
};

const checkGroup = (name: string, group: object | undefined, known: readonly string[]): void => {
  const unknown = Object.keys(group ?? {}).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new ConfigurationError(`${name}.${unknown}`, `${name} has no "${unknown}", only ${known.join(', ')}.`);
};

const checkRetry = (retry: ClientOptions['retry'] = {}): void => {
  checkGroup('retry', retry, ['attempts', 'baseDelayMs', 'maxDelayMs', 'attemptTimeoutMs']);
  const { attempts = 1, baseDelayMs = 1, maxDelayMs = 1, attemptTimeoutMs = 1 } = retry;
  checkRange('retry.attempts', attempts, { max: MAX_ATTEMPTS });
  checkRange('retry.baseDelayMs', baseDelayMs, { min: 0, max: MAX_TIMEOUT });
  checkRange('retry.maxDelayMs', maxDelayMs, { min: 0, max: MAX_TIMEOUT });
  checkRange('retry.attemptTimeoutMs', attemptTimeoutMs, { max: MAX_TIMEOUT });
};

const checkClock = (clock: ClientOptions['clock'] = {}): void => {
  checkGroup('clock', clock, ['sync', 'maxAgeMs', 'unit']);
  checkWord('clock.sync', clock.sync, ['on-error', 'first', 'never']);
  checkWord('clock.unit', clock.unit, ['ms', 'us']);
  checkRange('clock.maxAgeMs', clock.maxAgeMs ?? 1, { max: Number.MAX_SAFE_INTEGER });
};

const checkLimiter = (limiter: ClientOptions['limiter']): void => {
  if (limiter === undefined || (typeof limiter.enter === 'function' && typeof limiter.learn === 'function')) return;
  throw new ConfigurationError('limiter', 'limiter must be what createLimiter() gives, not its options.');
};

/** Read only once the exchange has refused something, and a mistake in it must not show then. */
const checkErrorCodes = (errorCodes: ClientOptions['errorCodes'] = {}): void => {
  const isCatalogue =
    !Array.isArray(errorCodes) && Object.values(errorCodes).every((meanings) => Array.isArray(meanings));
  if (isCatalogue) return;
  throw new ConfigurationError('errorCodes', 'errorCodes must be a catalogue such as ERROR_CODES.');
};

/** A transport is made by the user's own function. */
export const checkTransport = (transport: Transport): Transport => {
  if (typeof transport?.send === 'function' && typeof transport.close === 'function') return transport;
  throw new ConfigurationError('transport', 'transport must be a function that gives { send, close }.');
};

/** Checks all options that do not depend on the platform. Throws `ConfigurationError`. */
export const checkOptions = (options: ClientOptions): void => {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new ConfigurationError('options', 'The options must be an object.');
  }
  checkTypes(options);
  checkApiKey(options.apiKey);
  checkSecret(options.secret);
  checkSigningKeys(options);
  checkInterceptors(options.interceptors);
  checkRetry(options.retry);
  checkClock(options.clock);
  checkLimiter(options.limiter);
  checkErrorCodes(options.errorCodes);
  checkWord('validate', options.validate, ['writes', 'all', 'none']);
  checkWord('parametersIn', options.parametersIn, ['query', 'body']);
};
