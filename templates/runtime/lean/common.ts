/** What the lean entry shows besides its operations and what calls them, the same on every platform. */
export type { AbortSignalLike, KeyHandle, SignFunction } from '../call/options.js';
export { ConfigurationError, type ErrorKind, MarginaliaError, ValidationError } from '../errors/errors.js';
export { ApiError, BannedError, DecodeError, RateLimitError, UnknownOutcomeError } from '../errors/response-errors.js';
export { AbortedError, NetworkError, type Sent, TimeoutError } from '../errors/transport-errors.js';
export type { LeanCaller, LeanCallOptions, LeanOperation, LeanOptions } from './options.js';
