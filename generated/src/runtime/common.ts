/** What users of the package see of this runtime, the same on every platform. */
export type { Caller } from './caller.js';
export { ConfigurationError, type ErrorKind, MarginaliaError, ValidationError } from './errors.js';
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
export type { AbortSignalLike, AgentLike, CallOptions, ClientOptions, KeyHandle, SignFunction } from './options.js';
export type { AnyOperation, ApiRequest, ApiResponse, Interceptor, Next, Parameter } from './request.js';
export { ApiError, BannedError, DecodeError, RateLimitError, UnknownOutcomeError } from './response-errors.js';
export { AbortedError, NetworkError, type Sent, TimeoutError } from './transport-errors.js';
export type { UsedWeight } from './usage.js';
