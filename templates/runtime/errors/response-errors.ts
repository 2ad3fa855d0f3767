import type { ErrorDetails } from './errors.js';
import { brandError, MarginaliaError } from './errors.js';
import type { DocumentedError } from '../operation.js';
import type { UsedWeight } from '../read/usage.js';

export interface ApiErrorDetails extends ErrorDetails {
  readonly status: number;
  readonly code: number | undefined;
  readonly msg: string;
  readonly documented: readonly DocumentedError[];
  readonly usage: readonly UsedWeight[];
}

/** The exchange answered with an error. */
export class ApiError extends MarginaliaError {
  static {
    brandError(this.prototype, 'ApiError');
  }

  readonly kind: 'api' | 'rate-limit' | 'banned' = 'api';
  /** The HTTP status. */
  readonly status: number;
  /** The exchange's own code, as -3006; undefined when the answer was not in its form. */
  readonly code: number | undefined;
  /** The exchange's own message, or the start of an answer that was not in its form. */
  readonly msg: string;
  /** What the documentation says of the code: several entries if it has several meanings and the message fits none. */
  readonly documented: readonly DocumentedError[];
  readonly usage: readonly UsedWeight[];

  constructor(message: string, details: ApiErrorDetails) {
    super(message, details);
    this.status = details.status;
    this.code = details.code;
    this.msg = details.msg;
    this.documented = details.documented;
    this.usage = details.usage;
  }
}

export interface LimitDetails extends ApiErrorDetails {
  readonly retryAt: number | undefined;
}

/** Too many requests (429). It was not carried out. */
export class RateLimitError extends ApiError {
  static {
    brandError(this.prototype, 'RateLimitError');
  }

  override readonly kind: 'rate-limit' = 'rate-limit';
  /** When to send again, in milliseconds since the Unix epoch by the client's clock; undefined if nothing says so. */
  readonly retryAt: number | undefined;

  constructor(message: string, details: LimitDetails) {
    super(message, details);
    this.retryAt = details.retryAt;
  }
}

/** This address is banned (418). It was not carried out, and asking again makes the ban longer. */
export class BannedError extends ApiError {
  static {
    brandError(this.prototype, 'BannedError');
  }

  override readonly kind: 'banned' = 'banned';
  /** When the ban ends, in milliseconds since the Unix epoch by the client's clock; undefined if nothing says so. */
  readonly until: number | undefined;

  constructor(message: string, details: LimitDetails) {
    super(message, details);
    this.until = details.retryAt;
  }
}

export interface DecodeDetails extends ErrorDetails {
  readonly status: number | undefined;
  readonly path?: string | undefined;
  readonly excerpt: string;
  readonly usage: readonly UsedWeight[];
}

/** The answer cannot be read: not JSON, of another content type, too long, or not of the documented form. */
export class DecodeError extends MarginaliaError {
  static {
    brandError(this.prototype, 'DecodeError');
  }

  readonly kind: 'decode' = 'decode';
  /** Undefined when the answer was cut off before it could be looked at. */
  readonly status: number | undefined;
  /** Where in the answer, as `$.rows[3].amount`, when it was JSON of another form. */
  readonly path: string | undefined;
  /** The start of the answer, without secrets. */
  readonly excerpt: string;
  readonly usage: readonly UsedWeight[];

  constructor(message: string, details: DecodeDetails) {
    super(message, details);
    this.status = details.status;
    this.path = details.path;
    this.excerpt = details.excerpt;
    this.usage = details.usage;
  }
}

export interface UnknownOutcomeDetails extends ErrorDetails {
  readonly parameters: Readonly<Record<string, string>>;
  readonly cause: Error;
}

/**
 * A write may or may not have been carried out. Find out before you send it again: query by the ids in `parameters`.
 * `cause` is the error that left it open; its `status`, `code` and `msg` are repeated here where the exchange answered.
 * What an interceptor of yours throws after the write was sent is a `cause` too, as a copy without secrets.
 */
export class UnknownOutcomeError extends MarginaliaError {
  static {
    brandError(this.prototype, 'UnknownOutcomeError');
  }

  readonly kind: 'unknown-outcome' = 'unknown-outcome';
  /** The parameters as they were sent, without timestamp and signature. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly status: number | undefined;
  readonly code: number | undefined;
  readonly msg: string | undefined;

  constructor(message: string, details: UnknownOutcomeDetails) {
    super(message, details);
    const { cause } = details;
    // An interceptor may throw the refusal of some other call.
    const answer = cause instanceof ApiError && cause.operation === details.operation ? cause : undefined;
    this.parameters = details.parameters;
    this.status = cause instanceof DecodeError ? cause.status : answer?.status;
    this.code = answer?.code;
    this.msg = answer?.msg;
  }
}
