import type { MarginaliaError } from './errors.js';
import { ApiError } from './response-errors.js';

/** The exchange says of these codes itself that the execution status is unknown. */
export const UNKNOWN_CODES: readonly (number | undefined)[] = [-1006, -1007];

/**
 * 408 comes from something in between that lost patience, nobody knows with whom; 409 says that a part was done. -1000 is
 * an error while the request was processed: it had begun, and nobody says how far it got.
 */
const UNCERTAIN: readonly (number | undefined)[] = [408, 409, -1000, ...UNKNOWN_CODES];

/**
 * Whether the exchange refused the request for certain, by status and code alone. Of 5xx that is never certain. In doubt,
 * no: asking costs a query, guessing costs money.
 */
export const isRefused = (error: MarginaliaError): boolean =>
  error instanceof ApiError &&
  error.status < 500 &&
  !UNCERTAIN.includes(error.status) &&
  !UNCERTAIN.includes(error.code);
