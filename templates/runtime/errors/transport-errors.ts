import type { ErrorDetails } from './errors.js';
import { brandError, MarginaliaError } from './errors.js';

/** `never`: no byte of the request left. `maybe`: it may have been carried out. */
export type Sent = 'never' | 'maybe';

export interface NetworkDetails extends ErrorDetails {
  readonly sent: Sent;
  readonly code?: string | undefined;
  readonly stale?: boolean | undefined;
}

/** The connection failed, or the answer came from somewhere else than the API: a redirect. */
export class NetworkError extends MarginaliaError {
  static {
    brandError(this.prototype, 'NetworkError');
  }

  readonly kind: 'network' = 'network';
  /** Whether anything may have left. */
  declare readonly sent: Sent;
  /** The system's own code, as `ECONNRESET`, where there is one. */
  declare readonly code: string | undefined;
  /** The request went out on a kept connection that the server had closed meanwhile. */
  declare readonly stale: boolean;

  constructor(message: string, details: NetworkDetails) {
    super(message, { stale: false, ...details });
  }
}

export interface TimeoutDetails extends ErrorDetails {
  readonly sent: Sent;
  readonly timeoutMs: number;
}

/** The call took longer than `timeoutMs`. */
export class TimeoutError extends MarginaliaError {
  static {
    brandError(this.prototype, 'TimeoutError');
  }

  readonly kind: 'timeout' = 'timeout';
  declare readonly sent: Sent;
  declare readonly timeoutMs: number;

  constructor(message: string, details: TimeoutDetails) {
    super(message, details);
  }
}

export interface AbortedDetails extends ErrorDetails {
  readonly sent: Sent;
}

/** The caller's signal ended the call; `cause` is the signal's reason, an error as a copy without secrets. */
export class AbortedError extends MarginaliaError {
  static {
    brandError(this.prototype, 'AbortedError');
  }

  readonly kind: 'aborted' = 'aborted';
  declare readonly sent: Sent;

  constructor(message: string, details: AbortedDetails) {
    super(message, details);
  }
}
