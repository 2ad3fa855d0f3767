/** What users of the package see of this runtime, the same on every platform. */
export type { Caller } from './call/caller.js';
export type { ErrorCatalogue } from './call/catalogue.js';
export type {
  AbortSignalLike,
  AgentLike,
  CallOptions,
  ClientOptions,
  KeyHandle,
  SignFunction,
} from './call/options.js';
export type { AnyOperation, ApiRequest, ApiResponse, Interceptor, Next, Parameter } from './call/request.js';
export type { ClockOptions } from './clock/clock.js';
export type { ErrorName } from './error-name.js';
export { ConfigurationError, type ErrorKind, MarginaliaError, ValidationError } from './errors/errors.js';
export {
  ApiError,
  BannedError,
  DecodeError,
  RateLimitError,
  type SettledBy,
  UnknownOutcomeError,
} from './errors/response-errors.js';
export { AbortedError, NetworkError, type Sent, TimeoutError } from './errors/transport-errors.js';
export { createClientOrderId, type Named, withClientOrderId } from './format/client-order-id.js';
export { formatDecimal, type Precision, type Rounding } from './format/format-decimal.js';
export { type CallOperation, iterate, type IterateOptions } from './history/iterate.js';
export type { Budget } from './limits/budgets.js';
export { createLimiter } from './limits/limiter.js';
export type { LimiterOptions } from './limits/limiter-options.js';
export { createMemoryStore, type MemoryStoreOptions } from './limits/memory-store.js';
export type { Charge, LimitedAttempt, Limiter, LimitNews, LimitStore, Spent } from './limits/types.js';
export type {
  Condition,
  DocumentedError,
  History,
  HistoryOperation,
  HttpMethod,
  Operation,
  ParameterKind,
  ParameterLimits,
  RequestWeight,
  ResponseKind,
  SecurityScheme,
  SecurityType,
  Settlement,
  WeightScope,
} from './operation.js';
export type { DriftReporter, ResponseDrift } from './read/drift-reporter.js';
export { reportDrift } from './read/strict.js';
export type { UsedWeight } from './read/usage.js';
export type { RetryOptions } from './retry/backoff.js';
export { API_ORIGINS, type BaseUrl } from './send/origins.js';
export {
  type AttemptLife,
  type Origin,
  type Origins,
  type Transport,
  type TransportFactory,
  TransportFailure,
  type WireRequest,
  type WireResponse,
} from './send/wire.js';
export { reconcile, type Reconciliation, type ReconcileOptions } from './settle/reconcile.js';
export type { KnownOnly, NoSuchParameter, ParamsFor, ResultFor, VariantResult, Variants } from './variants.js';
export { dispatchEvent, type EventHandlers, type UnknownEvent } from './stream/dispatch.js';
export type { StreamCaller } from './stream/core.js';
export { type OpenStream, openStream } from './stream/open-stream.js';
export type { ReconnectOptions, StreamGap, StreamGapReason, StreamOptions, StreamStatus } from './stream/options.js';
export { StreamError, type StreamFault } from './stream/stream-error.js';
export type { EventStream, ListenKeyAccess, ListenTokenAccess } from './stream/stream.js';
export type { WebSocketConstructor, WebSocketLike } from './stream/web-socket.js';
export type {
  BlockEvent,
  ClientEvent,
  ClockEvent,
  DriftEvent,
  EventBase,
  FailoverEvent,
  FailureEvent,
  Observer,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  WaitEvent,
} from './watch/event.js';
export type { CallInfo, Instrument } from './watch/instrument.js';
