import type { AnyOperation } from '../call/request.js';
import type { ErrorName } from '../error-name.js';
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
  declare readonly status: number;
  /** The exchange's own code, as -3006; undefined when the answer was not in its form. */
  declare readonly code: number | undefined;
  /** The exchange's own message, or the start of an answer that was not in its form. */
  declare readonly msg: string;
  /** What the documentation says of the code: several entries if it has several meanings and the message fits none. */
  declare readonly documented: readonly DocumentedError[];

  constructor(message: string, details: ApiErrorDetails) {
    super(message, details);
  }

  /**
   * Whether the exchange said what it calls by this name, as `EXCEED_MAX_BORROWABLE`: code, and message where one code
   * has several meanings. Names that no operation lists are known to clients made with `errorCodes`.
   */
  is(name: ErrorName): boolean {
    return this.documented.some((meaning) => meaning.name === name);
  }
}

export interface LimitDetails extends ApiErrorDetails {
  readonly retryAt: number | undefined;
  /** By default true. */
  readonly answered?: boolean;
}

const millisecondsUntil = (at: number | undefined): number | undefined =>
  at === undefined ? undefined : Math.max(0, at - Date.now());

/** Too many requests (429). It was not carried out. */
export class RateLimitError extends ApiError {
  static {
    brandError(this.prototype, 'RateLimitError');
  }

  override readonly kind: 'rate-limit' = 'rate-limit';
  /** When to send again, in milliseconds since the Unix epoch by the client's clock; undefined if nothing says so. */
  declare readonly retryAt: number | undefined;
  /** False: this client did not send it at all, to stay within the limit. */
  declare readonly answered: boolean;

  constructor(message: string, details: LimitDetails) {
    super(message, { answered: true, ...details });
  }

  /** The milliseconds from now until `retryAt`. */
  get retryAfter(): number | undefined {
    return millisecondsUntil(this.retryAt);
  }
}

/** This address is banned (418). It was not carried out, and asking again makes the ban longer. */
export class BannedError extends ApiError {
  static {
    brandError(this.prototype, 'BannedError');
  }

  override readonly kind: 'banned' = 'banned';
  /** When the ban ends, in milliseconds since the Unix epoch by the client's clock; undefined if nothing says so. */
  declare readonly until: number | undefined;
  /** False: this client did not send it at all, as the ban was still on. */
  declare readonly answered: boolean;

  constructor(message: string, { retryAt: until, ...details }: LimitDetails) {
    super(message, Object.assign({ answered: true, until }, details));
  }

  /** The milliseconds from now until the ban ends. */
  get retryAfter(): number | undefined {
    return millisecondsUntil(this.until);
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
  declare readonly status: number | undefined;
  /** Where in the answer, as `$.rows[3].amount`, when it was JSON of another form. */
  declare readonly path: string | undefined;
  /** The start of the answer, without secrets. */
  declare readonly excerpt: string;

  constructor(message: string, details: DecodeDetails) {
    super(message, details);
  }
}

/** The query that tells what became of a write, ready to be sent. */
export interface SettledBy {
  /** Its name in the client, as `margin.borrowRepayRecords`. */
  readonly operation: string;
  /** As text; of times, milliseconds since the Unix epoch. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The query to send when this one shows nothing. */
  readonly otherwise?: SettledBy;
}

/** What of an answer an unknown outcome repeats. */
type Answered = { readonly [Name in 'status' | 'code' | 'msg']?: ApiError[Name] | undefined };

export interface UnknownOutcomeDetails extends ErrorDetails {
  readonly parameters: Readonly<Record<string, string>>;
  readonly cause: Error;
  readonly sentAt?: number | undefined;
  readonly acceptedUntil?: number | undefined;
  readonly settledBy?: SettledBy | undefined;
  readonly descriptor?: AnyOperation | undefined;
}

/**
 * A write may or may not have been carried out. Find out before you send it again: `settledBy` names the query, and
 * `reconcile` sends it. `cause` is the error that left it open; its `status`, `code` and `msg` are repeated here where
 * the exchange answered. What an interceptor of yours throws after the write was sent is a `cause` too, as a copy
 * without secrets.
 */
export class UnknownOutcomeError extends MarginaliaError {
  static {
    brandError(this.prototype, 'UnknownOutcomeError');
  }

  readonly kind: 'unknown-outcome' = 'unknown-outcome';
  /** What was sent, without timestamp and signature. */
  declare readonly parameters: Readonly<Record<string, string>>;
  /** The timestamp it was sent with: milliseconds since the Unix epoch by the exchange's clock. */
  declare readonly sentAt: number | undefined;
  /** Later than this, by the exchange's clock, it cannot begin to be carried out any more. */
  declare readonly acceptedUntil: number | undefined;
  /** The query that tells; undefined where the exchange has none. */
  declare readonly settledBy: SettledBy | undefined;
  /** The HTTP status of the answer that left it open; undefined when there was none. */
  declare readonly status: number | undefined;
  /** The exchange's own code in that answer, as -1007. */
  declare readonly code: number | undefined;
  /** The exchange's own message in that answer. */
  declare readonly msg: string | undefined;
  /** The operation itself, by which `reconcile` finds the query. Not shown when the error is printed. */
  declare readonly descriptor: AnyOperation | undefined;

  constructor(message: string, { descriptor, ...details }: UnknownOutcomeDetails) {
    const { cause, operation } = details;
    // An interceptor may throw the refusal of some other call.
    const isAnswer = cause instanceof DecodeError || (cause instanceof ApiError && cause.operation === operation);
    const { status, code, msg }: Answered = isAnswer ? (cause as Answered) : {};
    super(message, Object.assign(details, { status, code, msg }));
    Object.defineProperty(this, 'descriptor', { value: descriptor });
  }
}
