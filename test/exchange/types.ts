import type { IncomingHttpHeaders } from 'node:http';

/** An API key the exchange knows: with a secret for HMAC, or the public half of an RSA or Ed25519 key as PEM. */
export interface Account {
  readonly apiKey: string;
  readonly secret?: string;
  readonly publicKey?: string;
}

/** What the exchange demands of a request: nothing, the API key, the signature, or both. */
export type Demand = 'apiKey' | 'signature';

/** One operation of the exchange. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly security: readonly Demand[];
  /** The names of the parameters without which the exchange refuses. */
  readonly required?: readonly string[];
  /** What it answers when nothing is scripted. By default `{}`. */
  readonly answer?: Answer | ((request: RecordedRequest) => Answer);
}

/**
 * What goes wrong on the way. `reset`: the connection dies before any answer. `reset-body`: in the middle of the body.
 * `hang`: no answer, ever. `drip`: one byte every 20 ms. `garbage`: bytes that are no HTTP. `stale`: a whole answer, and
 * the connection dies a moment later, when the next request may be on it.
 */
export type Fault = 'reset' | 'reset-body' | 'hang' | 'drip' | 'garbage' | 'stale';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as JSON; `body` is sent as it is. */
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
  readonly delayMs?: number;
  readonly fault?: Fault;
}

/** A request as it came in: raw, and as the exchange understood it. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly target: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  /** Decoded, query and body, in order. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** Why the exchange refused it. */
  readonly refusal?: Refusal;
}

export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly msg: string;
}
