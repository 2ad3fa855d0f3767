import type { Operation } from '../operation.js';
import type { UsedWeight } from '../read/usage.js';

/** Any operation, whatever its parameters and result. */
export type AnyOperation = Operation<never, unknown>;

/** A parameter as text, not yet percent-encoded. */
export type Parameter = readonly [name: string, value: string];

/**
 * A request before it is signed. Interceptors pass on a changed copy; `parameters` and `headers` are theirs to change,
 * the rest is fixed: where a request goes is decided by the operation and the client's options alone.
 */
export interface ApiRequest {
  /** What is called, as the package exports it. */
  readonly operation: AnyOperation;
  /** Where the request goes, as `https://api.binance.com`. */
  readonly origin: string;
  /** 1, and more when the call is sent again. */
  readonly attempt: number;
  /** What the exchange counted when it last answered this operation; empty before that. */
  readonly usage: readonly UsedWeight[];
  /** As text, in the order in which they are sent; without timestamp and signature, which come last. */
  readonly parameters: readonly Parameter[];
  /** The caller's own; those of the client itself come last. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A successful answer, decoded. */
export interface ApiResponse<Data = unknown> {
  /** The HTTP status, 200 to 299. */
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The result of the operation. */
  readonly data: Data;
  /** What the exchange counts against this address and account, as the headers tell. */
  readonly usage: readonly UsedWeight[];
}

/** The rest of the way for a request. Rejects with a `MarginaliaError` unless the exchange carried it out. */
export type Next<Request = ApiRequest> = (request: Request) => Promise<ApiResponse>;

/**
 * One step around the rest of the way: it may change the request, look at the response, or answer by itself.
 * A write that may have been carried out is not sent a second time even when `next` is called again.
 */
export type Interceptor<In = ApiRequest, Out = ApiRequest> = (request: In, next: Next<Out>) => Promise<ApiResponse>;
