import type { Interceptor } from './request.js';

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
   * call: an operation of another one is refused, and nothing is sent.
   */
  readonly baseUrl?: string | Readonly<Record<string, string>> | undefined;
  /** Permits `http:` to hosts other than this machine. A key sent so can be read by anyone on the way. */
  readonly allowInsecure?: boolean | undefined;
  /** For how many milliseconds after its timestamp a signed request stays valid: 1 to 60000, by default 5000. */
  readonly recvWindow?: number | undefined;
  /** How long a call may take in all, interceptors and signing included. By default 15000 ms. */
  readonly timeoutMs?: number | undefined;
  /** Responses with a longer body are refused. By default 32 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /** Run around every attempt, the first one outermost. What they add to a request is signed. */
  readonly interceptors?: readonly Interceptor[] | undefined;
  /** The clock for timestamps, in milliseconds since the Unix epoch. By default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Your own `node:https` agent, for a proxy or special TLS settings; `close()` leaves it open. Node only. */
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
  readonly timeoutMs?: number | undefined;
  readonly recvWindow?: number | undefined;
  /** More request headers. Those that belong to the client itself, such as `X-MBX-APIKEY` and `Host`, are refused. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
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
