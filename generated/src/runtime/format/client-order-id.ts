import { ConfigurationError, ValidationError } from '../errors/errors.js';
import type { Operation } from '../operation.js';

/** Every character an id may have for certain, one for each value of six bits. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 22 characters of six bits: more than 128 bits, so that no two ids are ever the same by chance. */
const RANDOM_LENGTH = 22;

/** What the exchange takes everywhere; some operations would take 36. */
const MAX_LENGTH = 32;
const MAX_PREFIX = MAX_LENGTH - RANDOM_LENGTH;

const PREFIX = new RegExp(`^[.A-Z:/a-z0-9_-]{0,${MAX_PREFIX}}$`);

const describePrefix = (prefix: unknown): string => {
  if (typeof prefix !== 'string') return prefix === null ? 'null' : typeof prefix;
  return prefix.length > MAX_PREFIX ? `${prefix.length} characters` : JSON.stringify(prefix);
};

/**
 * An id for an order that nobody used before: the prefix, by which you know your own orders, and 22 random characters.
 * Throws `ValidationError` when the prefix is longer than 10 characters or has others than `A-Z a-z 0-9 . : / _ -`.
 */
export const createClientOrderId = (prefix: string = ''): string => {
  if (typeof prefix !== 'string' || !PREFIX.test(prefix)) {
    throw new ValidationError({
      operation: 'createClientOrderId',
      parameter: 'prefix',
      expected: `at most ${MAX_PREFIX} characters out of A-Z a-z 0-9 . : / _ -`,
      given: describePrefix(prefix),
    });
  }
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_LENGTH));
  return prefix + Array.from(bytes, (byte) => ALPHABET[byte & 63]).join('');
};

const isGiven = (params: object, name: string): boolean =>
  Object.hasOwn(params, name) && (params as Readonly<Record<string, unknown>>)[name] !== undefined;

/** Parameters of an order that have its name for certain; `Name` is the parameter for it, where the type tells. */
export type Named<Params, Name extends string = 'newClientOrderId'> = string extends Name
  ? Params
  : Params & { readonly [Parameter in Name]: string };

/**
 * A copy of the params of an order that carries a client order id: the caller's own if there is one, else a new one.
 * With the id in hand before the order is sent, it can be looked up whatever becomes of the answer. Throws
 * `ConfigurationError` for an operation that takes no client order id.
 */
export const withClientOrderId = <Params, const Name extends string>(
  operation: Operation<Params, unknown> & { readonly clientOrderId?: Name },
  params: NoInfer<Params>,
  prefix?: string,
): Named<Params, Name> => {
  const { clientOrderId, name } = operation;
  if (clientOrderId === undefined) {
    throw new ConfigurationError('operation', `${name} takes no client order id.`, { operation: name });
  }
  const copy: object = Object.assign({}, params);
  const id = isGiven(copy, clientOrderId) ? {} : { [clientOrderId]: createClientOrderId(prefix) };
  return Object.assign(copy, id) as Named<Params, Name>;
};
