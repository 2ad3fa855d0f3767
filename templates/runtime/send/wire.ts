import type { EventChannel } from '../watch/watch.js';
import type { HttpMethod } from '../operation.js';

/** Where requests go, in the pieces that the platforms ask for. */
export interface Origin {
  /** Scheme, host and port, without a path. */
  readonly href: string;
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** What TLS asks for by name: the host, or nothing if it is an address. */
  readonly serverName: string;
}

/** Where the requests for one server may go: the origin to prefer, and others in its stead. */
export type Origins = readonly [Origin, ...Origin[]];

/** A request as it leaves: `target` and `headers` go out as they are, byte for byte. */
export interface WireRequest {
  readonly method: HttpMethod;
  /** What its operation does. The method does not tell: a GET can order something to be made. */
  readonly effect: 'read' | 'write';
  readonly origin: Origin;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The form, byte for byte as it was signed; undefined when everything is in the query. */
  readonly body?: string | undefined;
  /** The signature in `target` or `body`, so that no error text repeats it. */
  readonly signature: string | undefined;
}

/** An answer as it came in, whatever its status. */
export interface WireResponse {
  /** The HTTP status. */
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when it is longer than permitted. */
  readonly body: string | undefined;
}

/** What a transport has to do with the call that it sends for. */
export interface AttemptLife {
  /** Set to true before any byte may have left, and left alone otherwise: whether a write is in doubt hangs on it. */
  sent: boolean;
  /** Calls back once when the request is to be given up. Gives the way to take that back. */
  onCancel(listener: () => void): () => void;
}

/**
 * Sends one request once and follows no redirect. Sets `life.sent` before any byte may have left, stops when the life
 * is cancelled, and rejects with a `TransportFailure`.
 */
export interface Transport {
  /** Resolves with the answer, whatever its status; rejects when there is none. */
  send(request: WireRequest, life: AttemptLife): Promise<WireResponse>;
  /** Lets go of all connections. */
  close(): void;
}

/** Makes the transport of one client: what `ClientOptions.transport` takes. */
export type TransportFactory = (limits: {
  /** A response with a longer body has none: its `body` is undefined. */
  readonly maxResponseBytes: number;
}) => Transport;

/** Signs a payload; a string at once where the platform can, which spares a turn of the event loop. */
export type Signer = (payload: string) => string | Promise<string>;

/** What a platform brings along. */
export interface Platform {
  readonly transport: Transport;
  readonly signer: Signer | undefined;
  /** Where events are published, if the platform has such a place. */
  readonly channel?: EventChannel | undefined;
}

/**
 * What a transport rejects with, your own too; a caller never sees it, as the client makes a `NetworkError` or an
 * `UnknownOutcomeError` of it. Any other error counts as one that is not stale.
 */
export class TransportFailure extends Error {
  constructor(
    cause: unknown,
    /** A kept connection turned out to be closed by the server, before any answer. */
    readonly stale: boolean = false,
  ) {
    super('The transport failed.', { cause });
  }
}
