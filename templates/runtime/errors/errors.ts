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
  | 'unknown-outcome';

/** What every error can carry. */
export interface ErrorDetails {
  readonly operation?: string | undefined;
  readonly cause?: unknown;
  readonly usage?: readonly UsedWeight[] | undefined;
}

/** Registered under a name that all copies of this package share: `instanceof` works between import and require. */
const BRAND: unique symbol = Symbol.for('marginalia.error');

/** Gives a class of the hierarchy the name by which all copies of it know each other. */
export const brandError = (prototype: object, name: string): void => {
  Object.defineProperty(prototype, BRAND, { value: name });
  Object.defineProperty(prototype, 'name', { value: name, configurable: true, writable: true });
};

const brandOf = (value: object): unknown => Object.getOwnPropertyDescriptor(value, BRAND)?.value;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

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
  readonly operation: string | undefined;
  /** What the exchange counted against this address and account, from the answer; empty when there was none. */
  readonly usage: readonly UsedWeight[];

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.operation = details.operation;
    this.usage = details.usage ?? [];
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    const brand = brandOf(this.prototype);
    // A user's own subclass has no brand of its own: the prototype chain decides, as everywhere.
    if (brand === undefined) return Function.prototype[Symbol.hasInstance].call(this, value);
    for (let link: unknown = value; isObject(link); link = Object.getPrototypeOf(link)) {
      if (brandOf(link) === brand) return true;
    }
    return false;
  }
}

/** An option is wrong, or the client lacks what the operation needs. No write was carried out. */
export class ConfigurationError extends MarginaliaError {
  static {
    brandError(this.prototype, 'ConfigurationError');
  }

  readonly kind: 'configuration' = 'configuration';
  /** The option to look at. */
  readonly option: string;

  constructor(option: string, message: string, details?: ErrorDetails) {
    super(message, details);
    this.option = option;
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
  readonly parameter: string;
  /** What is allowed. */
  readonly expected: string;
  /** What was given, shortened. */
  readonly given: string;

  constructor(details: ValidationDetails) {
    const { parameter, expected, given, operation } = details;
    const shown = /^[\w "-]+$/.test(parameter) ? parameter : JSON.stringify(parameter);
    super(`${operation ?? 'The call'}: ${shown} must be ${expected}; given: ${given}`, details);
    this.parameter = parameter;
    this.expected = expected;
    this.given = given;
  }
}
