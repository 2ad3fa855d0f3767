import type { Caller } from '../call/caller.js';
import type { CallOptions } from '../call/options.js';
import { MarginaliaError } from '../errors/errors.js';
import { safeCause } from '../errors/redact.js';
import { ApiError, BannedError, RateLimitError } from '../errors/response-errors.js';
import type { Operation } from '../operation.js';
import { backOff } from '../retry/backoff.js';
import type { UnknownEvent } from './read-message.js';
import { Secrets } from './secrets.js';
import type { AnyStream, StreamSettings } from './settings.js';
import { StreamError, type StreamFault } from './stream-error.js';
import { Timers } from './timers.js';

/** What a stream needs of a `Caller`. */
export type StreamCaller = Pick<Caller, 'exchangeTime'> &
  (<Params, Result>(
    operation: Operation<Params, Result>,
    params: NoInfer<Params>,
    options?: CallOptions,
  ) => Promise<Result>);

/** What the parts of one stream share. */
export class Core {
  readonly timers: Timers = new Timers();
  readonly secrets: Secrets = new Secrets();
  readonly #abort: AbortController = new AbortController();

  constructor(
    readonly stream: AnyStream,
    readonly settings: StreamSettings,
    readonly call: StreamCaller,
    /** Takes what went wrong while the stream goes on. */
    readonly report: (error: StreamError) => void,
  ) {}

  get isStopped(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Milliseconds since the Unix epoch by the exchange's clock, as far as the client knows it. */
  now(): number {
    const { listenKey, listenToken } = this.stream;
    const operation = listenKey?.start ?? listenToken?.create;
    return operation === undefined ? Date.now() : this.call.exchangeTime(operation);
  }

  /** Calls an operation; only the last one, which gives up the key, goes on when the stream is stopped. */
  async ask(operation: Operation<never, unknown>, params: object, isLast = false): Promise<UnknownEvent> {
    const { signal } = isLast ? new AbortController() : this.#abort;
    // What a stream asks for was generated from the same spec as the operation.
    return (await this.call(operation, params as never, { signal })) as UnknownEvent;
  }

  /** How long to wait after so many failures, and not before a limit allows it. */
  delayAfter(failures: number, error?: unknown): number {
    const delay = backOff(failures, this.settings.reconnect, Math.random);
    const isHeld = error instanceof RateLimitError || error instanceof BannedError;
    return Math.max(delay, isHeld ? (error.retryAfter ?? 0) : 0);
  }

  /** An error of this stream from another, without what is secret: an error of a call can hold its parameters. */
  errorOf(fault: StreamFault, what: string, error: unknown): StreamError {
    if (error instanceof StreamError) return error;
    const { name: operation } = this.stream;
    const code = error instanceof ApiError ? error.code : undefined;
    const why = error instanceof MarginaliaError ? ` ${this.secrets.redact(error.message)}` : '';
    const cause = safeCause(error, this.secrets.redact);
    return new StreamError(fault, `${operation}: ${what}${why}`, { operation, code, cause });
  }

  stop(): void {
    this.#abort.abort();
    this.timers.end();
  }
}
