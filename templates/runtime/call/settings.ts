import { ConfigurationError } from '../errors/errors.js';
import { watchInterceptor } from './interceptors.js';
import type { ClientOptions } from './options.js';
import { createOrigins, type FindOrigin } from '../send/origins.js';
import { createRedact, type Redact } from '../errors/redact.js';
import type { Interceptor } from './request.js';

/** The options of a client, checked and complete. Keys are not among them: the platform turns those into a signer. */
export interface Settings {
  readonly apiKey: string | undefined;
  readonly findOrigin: FindOrigin;
  readonly recvWindow: number;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  readonly interceptors: readonly Interceptor[];
  readonly now: () => number;
  readonly redact: Redact;
}

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
  agent: 'object',
  idleConnectionMs: 'number',
};

/** The values are never repeated here: this is where the secrets pass. */
const checkTypes = (options: ClientOptions): void => {
  for (const [name, value] of Object.entries(options)) {
    const types = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as keyof ClientOptions] : undefined;
    if (types === undefined) {
      const known = Object.keys(OPTIONS).join(', ');
      throw new ConfigurationError(name, `There is no option "${name}". The options are ${known}.`);
    }
    if (value !== undefined && (value === null || !types.split(' ').includes(typeof value))) {
      throw new ConfigurationError(name, `${name} must be: ${types.replace(' ', ' or ')}.`);
    }
  }
};

/** From 1 to `max`; `operation` is named when it is a call that asks for too much. */
interface Range {
  readonly max: number;
  readonly operation?: string;
}

/** An integer within bounds, for options and call options alike. */
export const checkRange = (name: string, value: number, range: Range): number => {
  if (Number.isInteger(value) && value >= 1 && value <= range.max) return value;
  throw new ConfigurationError(name, `${name} must be a whole number from 1 to ${range.max}.`, range);
};

export const MAX_RECV_WINDOW = 60_000;

/** Timers take no more than 31 bits. */
export const MAX_TIMEOUT = 2_147_483_647;

const checkApiKey = (apiKey: string | undefined): void => {
  // Also keeps line breaks out of the header.
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new ConfigurationError('apiKey', 'apiKey must be ASCII without spaces; look for a line break at its end.');
  }
};

const checkSecret = (secret: string | undefined): void => {
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

const checkInterceptors = (interceptors: readonly unknown[] = []): void => {
  if (!Array.isArray(interceptors) || !interceptors.every((interceptor) => typeof interceptor === 'function')) {
    throw new ConfigurationError('interceptors', 'interceptors must be a list of functions (request, next).');
  }
};

const checkOptions = (options: ClientOptions): void => {
  if (typeof options !== 'object' || options === null) {
    throw new ConfigurationError('options', 'The options must be an object.');
  }
  checkTypes(options);
  checkApiKey(options.apiKey);
  checkSecret(options.secret);
  checkSigningKeys(options);
  checkInterceptors(options.interceptors);
};

/** A key read from a file is often bytes of PEM text: its lines are secrets too. */
const textOf = (key: ClientOptions['privateKey']): string | undefined => {
  if (key instanceof Uint8Array) return new TextDecoder('latin1').decode(key);
  return typeof key === 'string' ? key : undefined;
};

/** Checks all options that do not depend on the platform and fills in the defaults. Throws `ConfigurationError`. */
export const readSettings = (options: ClientOptions): Settings => {
  checkOptions(options);
  const { apiKey, secret, privateKey, passphrase, maxResponseBytes = 2 ** 25 } = options;
  return {
    apiKey,
    findOrigin: createOrigins(options.baseUrl, options.allowInsecure ?? false),
    recvWindow: checkRange('recvWindow', options.recvWindow ?? 5000, { max: MAX_RECV_WINDOW }),
    timeoutMs: checkRange('timeoutMs', options.timeoutMs ?? 15_000, { max: MAX_TIMEOUT }),
    maxResponseBytes: checkRange('maxResponseBytes', maxResponseBytes, { max: Number.MAX_SAFE_INTEGER }),
    interceptors: (options.interceptors ?? []).map(watchInterceptor),
    now: options.now ?? (() => Date.now()),
    redact: createRedact([apiKey, secret, textOf(privateKey), passphrase]),
  };
};
