import { joinChunks } from './node-body.js';
import {
  createFinder,
  type UndiciController,
  type UndiciHandler,
  type UndiciHeaders,
  type UndiciRequest,
  type UndiciTransportOptions,
} from './undici-dispatcher.js';
import {
  type AttemptLife,
  type TransportFactory,
  TransportFailure,
  type WireRequest,
  type WireResponse,
} from './wire.js';

const readHeaders = (headers: UndiciHeaders): Readonly<Record<string, string>> => {
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) read[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  }
  return read;
};

const CLOSED_BY_PEER: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

const CANCELLED = 'The call was cancelled.';

/** What one request reports to. */
interface Attempt {
  readonly life: AttemptLife;
  readonly limit: number;
  /** Whether the origin has answered before, so that its connection may be a kept one. */
  readonly isKnown: boolean;
  readonly resolve: (response: WireResponse) => void;
  readonly reject: (failure: TransportFailure) => void;
}

/** Reads one answer. Whatever comes after the first end, be it an answer, a failure or a cancel, is not listened to. */
class Reader implements UndiciHandler {
  readonly #attempt: Attempt;
  readonly #release: () => void;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #status = 0;
  #headers: UndiciHeaders = {};
  #controller: UndiciController | undefined;
  #ended = false;

  constructor(attempt: Attempt) {
    this.#attempt = attempt;
    this.#release = attempt.life.onCancel(() => this.fail(new Error(CANCELLED)));
  }

  /** undici calls this when the connection stands and the next thing is to write. */
  onRequestStart(controller: UndiciController): void {
    // Interceptors of the dispatcher that retry or follow redirects come by here again. Writes must not, nor the key.
    const isFirst = this.#controller === undefined;
    this.#controller = controller;
    if (isFirst && !this.#ended) {
      this.#attempt.life.sent = true;
      return;
    }
    const problem = new Error(isFirst ? CANCELLED : 'The dispatcher tried to send the request a second time.');
    this.fail(problem);
    controller.abort(problem);
  }

  onResponseStart(_: UndiciController, status: number, headers: UndiciHeaders): void {
    // Before the answer there may be others that only say that it takes time.
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: UndiciController, chunk: Buffer): void {
    this.#length += chunk.length;
    this.#chunks.push(chunk);
    if (this.#length <= this.#attempt.limit) return;
    this.#end(undefined);
    this.#controller?.abort(new Error('The body is longer than permitted.'));
  }

  onResponseEnd(): void {
    this.#end(joinChunks(this.#chunks).toString('utf8'));
  }

  onResponseError(_: unknown, error: Error): void {
    this.fail(error);
  }

  fail(error: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#release();
    this.#attempt.reject(new TransportFailure(error, this.#isStale(error)));
    this.#controller?.abort(error instanceof Error ? error : new Error('The request failed.'));
  }

  #end(body: string | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#release();
    const response = { status: this.#status, headers: readHeaders(this.#headers), body };
    // undici takes a connection back a turn of the event loop later: a call before that would open another one, and
    // pay microseconds here with a TLS handshake there. One `setImmediate` may still be of the same turn.
    setImmediate(() => setImmediate(() => this.#attempt.resolve(response)));
  }

  #isStale(error: unknown): boolean {
    if (!this.#attempt.isKnown || !this.#attempt.life.sent || this.#status !== 0) return false;
    return error instanceof Error && 'code' in error && CLOSED_BY_PEER.has(error.code);
  }
}

const requestFor = (wire: WireRequest): UndiciRequest => ({
  origin: wire.origin.href,
  path: wire.target,
  method: wire.method,
  // A copy: ProxyAgent adds to what it is given.
  headers: { ...wire.headers },
  body: wire.body ?? null,
  // What is not idempotent is never pipelined behind others, and so never sent again when those fail.
  idempotent: false,
  // The call has a deadline of its own.
  headersTimeout: 0,
  bodyTimeout: 0,
});

/**
 * Sends through undici, which costs less per call than `node:https`: `transport: createUndiciTransport({ dispatcher:
 * new Agent() })`. Proxy, TLS and how long connections are kept are set on the dispatcher, and `close()` leaves it
 * open: an `Agent` with `{ connect: { ca } }`, a `ProxyAgent`, or `(origin) => new Pool(origin)`. Of a dispatcher's
 * interceptors those that retry or follow redirects are stopped at the second request: what is sent again is for the
 * client to say. A connection that is still being made when its call is cancelled is given up by undici's own connect
 * time-out, and one that is cut is made anew by undici at once, idle, until it is needed or its time is over.
 */
export const createUndiciTransport = (options: UndiciTransportOptions): TransportFactory => {
  const find = createFinder(options);
  return ({ maxResponseBytes: limit }) => {
    const answered = new Set<string>();
    const send = async (wire: WireRequest, life: AttemptLife): Promise<WireResponse> => {
      const dispatcher = find(wire.origin);
      const isKnown = answered.has(wire.origin.href);
      const response = await new Promise<WireResponse>((resolve, reject) => {
        const reader = new Reader({ life, limit, isKnown, resolve, reject });
        try {
          dispatcher.dispatch(requestFor(wire), reader);
        } catch (error) {
          reader.fail(error);
        }
      });
      answered.add(wire.origin.href);
      return response;
    };
    return { send, close: () => undefined };
  };
};
