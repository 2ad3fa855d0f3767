import type { UsedWeight } from '../read/usage.js';

/** What kind of failure an error is; every class has its own. */
export type ErrorKind =
  | 'configuration'
  | 'validation'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'api'
  | 'rate-limit'
  | 'banned'
  | 'decode'
  | 'unknown-outcome'
  | 'stream';

/** What every error can carry. */
export interface ErrorDetails {
  readonly operation?: string | undefined;
  readonly cause?: unknown;
  readonly usage?: readonly UsedWeight[] | undefined;
}

/** Registered under a name that all copies of this package share: `instanceof` works between import and require. */
const BRAND: unique symbol = Symbol.for('marginalia.error');

/** The names of a class of the hierarchy and of those above it, each between spaces. */
const brandsOf = (value: unknown): string => String((Object(value) as { readonly [BRAND]?: string })[BRAND] ?? ' ');

/** Gives a class of the hierarchy the name by which all copies of it know each other. */
export const brandError = (prototype: object, name: string): void => {
  Object.defineProperties(prototype, {
    [BRAND]: { value: `${brandsOf(prototype)}${name} ` },
    name: { value: name, configurable: true, writable: true },
  });
};

/**
 * The root of all errors that calls and `createCaller` end with, but for what your own interceptors throw. Of a write
 * that may have been carried out even those become the `cause` of an `UnknownOutcomeError`.
 */
export abstract class MarginaliaError extends Error {
  static {
    brandError(this.prototype, 'MarginaliaError');
  }

  /** Tells the classes apart in a `switch`. */
  abstract readonly kind: ErrorKind;
  /** The operation that was called, as `margin.borrowRepay`; undefined when the client could not even be made. */
  declare readonly operation: string | undefined;
  /** What the exchange counted against this address and account, from the answer; empty when there was none. */
  declare readonly usage: readonly UsedWeight[];

  /** The details become fields of the error; classes below declare those that are theirs. */
  constructor(message: string, { cause, operation, usage = [], ...own }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, { operation, usage }, own);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    const { prototype }: { readonly prototype: Error } = this;
    // A user's own subclass has no brand of its own: the prototype chain decides, as everywhere.
    if (!Object.hasOwn(prototype, BRAND)) return super[Symbol.hasInstance](value);
    return brandsOf(value).includes(` ${prototype.name} `);
  }
}

/** An option is wrong, or the client lacks what the operation needs. No write was carried out. */
export class ConfigurationError extends MarginaliaError {
  static {
    brandError(this.prototype, 'ConfigurationError');
  }

  readonly kind: 'configuration' = 'configuration';

  constructor(
    /** The option to look at. */
    readonly option: string,
    message: string,
    details?: ErrorDetails,
  ) {
    super(message, details);
  }
}

/** What a `ValidationError` says besides its message. */
export interface ValidationDetails extends ErrorDetails {
  readonly parameter: string;
  readonly expected: string;
  readonly given: string;
}

/** A parameter is missing, unknown, or cannot be sent as given. Nothing was sent. */
export class ValidationError extends MarginaliaError {
  static {
    brandError(this.prototype, 'ValidationError');
  }

  readonly kind: 'validation' = 'validation';
  /** Its name, or what stands in for it: `params`, `header "x-a"`. */
  declare readonly parameter: string;
  /** What is allowed. */
  declare readonly expected: string;
  /** What was given, shortened. */
  declare readonly given: string;

  constructor(details: ValidationDetails) {
    const { parameter, expected, given, operation } = details;
    const shown = /^[\w "-]+$/.test(parameter) ? parameter : JSON.stringify(parameter);
    super(`${operation ?? 'The call'}: ${shown} must be ${expected}; given: ${given}`, details);
  }
}
