import type { AbortSignalLike } from '../call/options.js';
import type { EventHandlers } from './dispatch.js';
import type { StreamError } from './stream-error.js';
import type { WebSocketConstructor } from './web-socket.js';

/**
 * Why events may have been missed. `disconnected`: the connection broke. `silence`: it had died without a word.
 * `expired`: the listen key or token ended, or somebody ended it.
 */
export type StreamGapReason = 'disconnected' | 'silence' | 'expired';

/**
 * A time in which events may have been missed, in milliseconds since the Unix epoch by the exchange's clock as far as
 * the client knows it. Ask REST what happened in it.
 */
export interface StreamGap {
  /** All events from before have come. A few seconds before the last sign of life, as events take time on their way. */
  readonly from: number;
  /** Events flow again. */
  readonly to: number;
  readonly reason: StreamGapReason;
}

/** What a stream does; `at` is milliseconds since the Unix epoch by the exchange's clock. */
export type StreamStatus =
  | { readonly state: 'connecting'; readonly at: number }
  /** Events flow. What happened before is for REST to tell. */
  | { readonly state: 'open'; readonly at: number }
  /** It could not connect, and tries again after so long. */
  | { readonly state: 'waiting'; readonly at: number; readonly delayMs: number }
  | { readonly state: 'closed'; readonly at: number };

/** How patiently a stream comes back. */
export interface ReconnectOptions {
  /** The longest pause before the second attempt, in milliseconds; it doubles with each further one. By default 1000. */
  readonly baseDelayMs?: number | undefined;
  /** The longest pause of all, in milliseconds. By default 60000. */
  readonly maxDelayMs?: number | undefined;
}

/** What a stream is opened with. */
export interface StreamOptions<Events, Params> extends EventHandlers<Events> {
  /** Is told when events may have been missed. It has to be there: a program that acts on events must know. */
  readonly onGap: (gap: StreamGap) => unknown;
  /** Is told of all that went wrong while the stream goes on, also of what your own handlers throw. */
  readonly onError: (error: StreamError) => unknown;
  readonly onStatus?: ((status: StreamStatus) => unknown) | undefined;
  /** The parameters of the operation that opens the stream, such as those that name an isolated margin account. */
  readonly params?: Params | undefined;
  /** By default the platform's own `WebSocket`. Node has one from version 22 on; before, pass that of the package `ws`. */
  readonly webSocket?: WebSocketConstructor | undefined;
  /** Where the stream is, in place of the descriptor's address. It must be wss, but on this machine. */
  readonly url?: string | undefined;
  /** Closes the stream. An `AbortSignal` fits. */
  readonly signal?: AbortSignalLike | undefined;
  /**
   * Whether closing the stream also ends its listen key. By default false: other programs of the account listen with
   * the same key, and a key that nobody keeps alive ends within the hour. Without effect where there is no listen key.
   */
  readonly deleteKeyOnClose?: boolean | undefined;
  /** How often the listen key is kept alive, in milliseconds. By default every 30 minutes; it lives for 60. */
  readonly keepAliveMs?: number | undefined;
  /**
   * After how many milliseconds without a frame the connection is replaced by a fresh one. By default 10 minutes. Pings
   * count where they can be seen, as with `ws`. Where they cannot, a quiet account has its connection replaced as
   * often, without loss: the old one is closed only when the new one is open, and how it closes shows whether it lived.
   */
  readonly idleMs?: number | undefined;
  /** After how many milliseconds a connection is replaced in any case. By default an hour before the exchange ends it. */
  readonly connectionMs?: number | undefined;
  /** How long old and new connection run side by side, in milliseconds. By default 5000. */
  readonly overlapMs?: number | undefined;
  /** How long a connection may take to open and to subscribe, in milliseconds. By default 15000. */
  readonly openTimeoutMs?: number | undefined;
  readonly reconnect?: ReconnectOptions | undefined;
  /** How many events wait for each `for await` at most, before it ends with an error. By default 10000. */
  readonly maxBuffered?: number | undefined;
}
