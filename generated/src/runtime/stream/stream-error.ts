import { brandError, type ErrorDetails, MarginaliaError } from '../errors/errors.js';
import { ApiError } from '../errors/response-errors.js';

/**
 * What went wrong with a stream. `connect`: no connection could be opened, or none that subscribes. `key`: the listen
 * key or token could not be had, kept or given up. `message`: a message could not be read. `handler`: a function of
 * yours threw or rejected. `overflow`: whoever iterates fell too far behind. `closed`: the stream ended before it opened.
 */
export type StreamFault = 'connect' | 'key' | 'message' | 'handler' | 'overflow' | 'closed';

export interface StreamErrorDetails extends ErrorDetails {
  /** The exchange's own code. */
  readonly code?: number | undefined;
}

/** A stream met trouble. It goes on all the same, unless `ready` rejects with this. */
export class StreamError extends MarginaliaError {
  static {
    brandError(this.prototype, 'StreamError');
  }

  readonly kind: 'stream' = 'stream';
  readonly fault: StreamFault;
  /** The exchange's own code, as -1125, where it answered with one. */
  readonly code: number | undefined;

  constructor(fault: StreamFault, message: string, details: StreamErrorDetails = {}) {
    super(message, details);
    this.fault = fault;
    this.code = details.code ?? (details.cause instanceof ApiError ? details.cause.code : undefined);
  }
}
