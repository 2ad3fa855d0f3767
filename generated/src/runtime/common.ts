/** What users of the package see of this runtime, the same on every platform. */
export type { Caller } from './call/caller.js';
export { ConfigurationError, type ErrorKind, MarginaliaError, ValidationError } from './errors/errors.js';
export type {
  DocumentedError,
  HttpMethod,
  Operation,
  ParameterKind,
  RequestWeight,
  ResponseKind,
  SecurityScheme,
  SecurityType,
  WeightScope,
} from './operation.js';
export type { AbortSignalLike, AgentLike, CallOptions, ClientOptions, KeyHandle, SignFunction } from './call/options.js';
export type { AnyOperation, ApiRequest, ApiResponse, Interceptor, Next, Parameter } from './call/request.js';
export { ApiError, BannedError, DecodeError, RateLimitError, UnknownOutcomeError } from './errors/response-errors.js';
export { AbortedError, NetworkError, type Sent, TimeoutError } from './errors/transport-errors.js';
export type { UsedWeight } from './read/usage.js';
