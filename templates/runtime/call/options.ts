import type { ClockOptions } from '../clock/clock.js';
import type { Limiter } from '../limits/types.js';
import type { DriftReporter } from '../read/drift-reporter.js';
import type { RetryOptions } from '../retry/backoff.js';
import type { BaseUrl } from '../send/origins.js';
import type { TransportFactory } from '../send/wire.js';
import type { Observer } from '../watch/event.js';
import type { Instrument } from '../watch/instrument.js';
import type { ErrorCatalogue } from './catalogue.js';
import type { ApiResponse, Interceptor } from './request.js';

/**
 * What a client is made with. Exactly one of `secret`, `privateKey` and `sign` signs its requests; a client that calls
 * public operations only needs none of them. Nothing is read from the environment.
 */
export interface ClientOptions {
  /** The API key, sent as `X-MBX-APIKEY` to the operations that ask for it and to no others. */
  readonly apiKey?: string | undefined;
  /** The secret of an HMAC API key. */
  readonly secret?: string | undefined;
  /**
   * The private key of an RSA or Ed25519 API key; the key itself says which. PKCS#8 as PEM text or DER bytes, or a
   * `CryptoKey`; on Node also a `KeyObject`, PKCS#1, and encrypted PKCS#8. A PEM text whose line breaks are written as
   * `\n`, as in an env file, is read too.
   */
  readonly privateKey?: string | Uint8Array | KeyHandle | undefined;
  /** Opens an encrypted `privateKey`. Node only. */
  readonly passphrase?: string | undefined;
  /** Signs in your stead, for keys that never leave a KMS or HSM. */
  readonly sign?: SignFunction | undefined;
  /**
   * Where to send requests instead of the servers of the spec: one origin for all, or a map from the spec's origin to
   * yours, as `{ 'https://api.binance.com': 'https://api-gcp.binance.com' }`. A map must name every server that you
   * call: an operation of another one is refused, and nothing is sent. In place of an origin there may be a list, such as
   * `API_ORIGINS`: reads that get no answer from one go to the next, writes always to the first.
   */
  readonly baseUrl?: BaseUrl | undefined;
  /** Permits `http:` to hosts other than this machine. A key sent so can be read by anyone on the way. */
  readonly allowInsecure?: boolean | undefined;
  /**
   * For how many milliseconds after its timestamp a signed request stays valid: above 0 and at most 60000, by default
   * 5000. Up to three decimals; `/papi` takes whole milliseconds, and gets the next one up.
   */
  readonly recvWindow?: number | undefined;
  /** How long a call may take in all: interceptors, signing, waiting and retries included. By default 15000 ms. */
  readonly timeoutMs?: number | undefined;
  /** Responses with a longer body are refused. By default 32 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /** Run around every attempt, the first one outermost. What they add to a request is signed. */
  readonly interceptors?: readonly Interceptor[] | undefined;
  /**
   * The clock for timestamps, in milliseconds since the Unix epoch. By default `Date.now`; steps of that one are noticed,
   * those of your own are yours to handle.
   */
  readonly now?: (() => number) | undefined;
  /** How the client keeps time with the exchange. By default it asks once a timestamp was refused. */
  readonly clock?: ClockOptions | undefined;
  /**
   * When a call is sent again. Reads are after network failures, 5xx and 429; writes only after failures that certainly
   * left them undone. By default three attempts within `timeoutMs`.
   */
  readonly retry?: RetryOptions | undefined;
  /**
   * Keeps calls within the exchange's limits, by the weights of the spec: `createLimiter()`. Without it calls are held
   * back only while the exchange itself says so (429, 418).
   */
  readonly limiter?: Limiter | undefined;
  /**
   * Which calls have the values of their parameters checked by the spec before anything is sent: by default `writes`.
   * Names, required parameters and the form of numbers are always checked.
   */
  readonly validate?: 'writes' | 'all' | 'none' | undefined;
  /**
   * Where POST, PUT and DELETE have their parameters: in the `query`, by default, or as a form in the `body`, which
   * keeps them out of the logs of proxies. Operations for which the spec decides are not asked. On workerd the body is
   * the default, as it sends a DELETE without one again by itself when a connection dies.
   */
  readonly parametersIn?: 'query' | 'body' | undefined;
  /**
   * Whether new orders without an id of yours get one, by which they can be found when their outcome is unknown. By
   * default true.
   */
  readonly clientOrderIds?: boolean | undefined;
  /** Names for error codes that the operations themselves do not list: `ERROR_CODES`. `createClient` has them. */
  readonly errorCodes?: ErrorCatalogue | undefined;
  /** Reports fields that the spec does not know as `drift` events, without failing the call: `reportDrift`. */
  readonly strict?: DriftReporter | undefined;
  /** Is told what happens: attempts, answers, retries, waits, bans. Never a parameter, a header or a key. */
  readonly onEvent?: Observer | undefined;
  /** Runs around each call, for tracing: `(call, run) => tracer.startActiveSpan(call.name, …)`. */
  readonly instrument?: Instrument | undefined;
  /** Sends requests in another way: `createUndiciTransport(…)`. */
  readonly transport?: TransportFactory | undefined;
  /**
   * Your own `node:https` agent; `close()` leaves it open. Node only. For a certificate authority, a client certificate
   * or other TLS settings: `new https.Agent({ keepAlive: true, ca, cert, key })`. For a proxy: an agent made after it,
   * such as `new HttpsProxyAgent(url, { keepAlive: true })` of `https-proxy-agent`; what that is given is for the way to
   * the proxy, and `Object.assign(agent.options, { ca })` for what goes through it. Without `keepAlive` every call opens
   * a connection of its own. How long an idle one is kept is the agent's business.
   */
  readonly agent?: AgentLike | undefined;
  /**
   * How long an idle connection is kept for the next request. By default 4000 ms: short, because a write that meets a
   * connection the server has just given up ends as `UnknownOutcomeError`. Node only.
   */
  readonly idleConnectionMs?: number | undefined;
}

/** What a single call may set for itself. */
export interface CallOptions {
  /** Aborts the call. An `AbortSignal` fits. */
  readonly signal?: AbortSignalLike | undefined;
  /** How long this call may take in all, in milliseconds, in place of the client's `timeoutMs`. */
  readonly timeoutMs?: number | undefined;
  /** For how many milliseconds its timestamp is good, in place of the client's `recvWindow`. */
  readonly recvWindow?: number | undefined;
  /** More request headers. Those that belong to the client itself, such as `X-MBX-APIKEY` and `Host`, are refused. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Run around every attempt of this call, within those of the client. */
  readonly interceptors?: readonly Interceptor[] | undefined;
  /**
   * Is given the whole answer before the call resolves: status, headers, what the exchange counted. What it throws or
   * rejects with is ignored, as the exchange has already done what was asked.
   */
  readonly onResponse?: ((response: ApiResponse) => void) | undefined;
}

/**
 * Signs the exact text that will be sent: the percent-encoded query up to and including the timestamp. Gives the
 * signature as the exchange wants it before percent-encoding: hexadecimal for HMAC, base64 for RSA and Ed25519.
 */
export type SignFunction = (payload: string) => string | Promise<string>;

/** A key held by the platform: Node's `KeyObject`, or a `CryptoKey`. */
export interface KeyHandle {
  readonly type: string;
}

/** The part of an `AbortSignal` that is used here. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The part of an `http.Agent` that its owner needs; the rest is Node's business. */
export interface AgentLike {
  destroy(): void;
}
