import { ConfigurationError } from '../errors/errors.js';
import { AbortedError } from '../errors/transport-errors.js';
import { lookOn } from '../watch/look-on.js';
import type { Access } from './access.js';
import { Core, type StreamCaller } from './core.js';
import { callHandler, type HandlerCall, handlersFor, type LooseHandlers } from './dispatch.js';
import { EventBuffer } from './event-buffer.js';
import { ListenKey } from './listen-key.js';
import { ListenToken } from './listen-token.js';
import type { StreamOptions, StreamStatus } from './options.js';
import type { StreamMessage } from './read-message.js';
import { type AnyStream, readStreamSettings } from './settings.js';
import type { EventStream } from './stream.js';
import { StreamError } from './stream-error.js';
import { Supervisor } from './supervisor.js';

/** A stream that is open, or about to be. Iterating gives the events that the spec knows, from then on. */
export interface OpenStream<Events> extends AsyncIterable<Events[keyof Events]> {
  /**
   * Resolves when events flow. Rejects when they never will, as with a wrong API key, and when the stream is closed
   * before; while there is hope it keeps trying.
   */
  readonly ready: Promise<void>;
  /** What it does right now. */
  readonly status: StreamStatus;
  /** Ends the stream: no event comes any more, and no timer and no connection is left once it resolves. */
  close(): Promise<void>;
}

type AnyOptions = StreamOptions<object, unknown> & LooseHandlers;

class RunningStream<Events> implements OpenStream<Events> {
  readonly ready: Promise<void>;
  readonly #core: Core;
  readonly #options: AnyOptions;
  readonly #supervisor: Supervisor;
  readonly #buffers = new Set<EventBuffer<Events[keyof Events]>>();
  #status: StreamStatus;
  #closed: Promise<void> | undefined;
  #refuse: (error: Error) => void = () => undefined;

  constructor(call: StreamCaller, stream: AnyStream, options: AnyOptions) {
    this.#options = options;
    this.#core = new Core(stream, readStreamSettings(options, stream), call, (error) => this.#report(error));
    this.#status = { state: 'connecting', at: this.#core.now() };
    this.#supervisor = new Supervisor(this.#core, (onGone) => this.#makeAccess(onGone), {
      onMessage: (message) => this.#take(message),
      onGap: (gap) => this.#call('onGap', [options.onGap, gap]),
      onStatus: (status) => this.#tellStatus(status),
    });
    this.ready = this.#start();
    // Whoever does not wait for it is told by onError.
    this.ready.catch(() => undefined);
  }

  get status(): StreamStatus {
    return this.#status;
  }

  close(): Promise<void> {
    return this.#close(undefined);
  }

  [Symbol.asyncIterator](): AsyncIterator<Events[keyof Events]> {
    const { maxBuffered } = this.#core.settings;
    const buffer = new EventBuffer<Events[keyof Events]>(maxBuffered, (ended) => this.#buffers.delete(ended));
    if (this.#closed === undefined) this.#buffers.add(buffer);
    else buffer.end();
    return buffer;
  }

  #start(): Promise<void> {
    const { signal } = this.#options;
    const { name: operation } = this.#core.stream;
    return new Promise((resolve, reject) => {
      this.#refuse = reject;
      const onAbort = (): void => {
        reject(new AbortedError(`${operation} was aborted.`, { operation, sent: 'never' }));
        void this.close();
      };
      // What is called here may look at the stream, which is there only when the constructor is done.
      void Promise.resolve().then(async () => {
        if (signal?.aborted === true) return onAbort();
        signal?.addEventListener('abort', onAbort);
        await this.#supervisor.run(resolve).catch((error: StreamError) => this.#give(error));
        signal?.removeEventListener('abort', onAbort);
      });
    });
  }

  /** The stream can never open. */
  #give(error: StreamError): void {
    this.#refuse(error);
    this.#report(error);
    void this.#close(error);
  }

  #close(error: StreamError | undefined): Promise<void> {
    const { name: operation } = this.#core.stream;
    this.#closed ??= this.#supervisor.stop().finally(() => {
      this.#refuse(new StreamError('closed', `${operation} was closed before it opened.`, { operation }));
      for (const buffer of [...this.#buffers]) buffer.end(error);
    });
    return this.#closed;
  }

  #makeAccess(onGone: () => void): Access {
    const { listenKey, listenToken, name } = this.#core.stream;
    if (listenKey !== undefined) return new ListenKey(this.#core, listenKey, onGone);
    if (listenToken !== undefined) return new ListenToken(this.#core, listenToken);
    throw new ConfigurationError('stream', `${name} says neither how to get a listen key nor a token.`);
  }

  #take(message: StreamMessage): void {
    if (this.#closed !== undefined) return;
    const { onUnknown } = this.#options;
    if (message.type === 'event') {
      for (const handler of handlersFor(this.#options, message.name))
        this.#call(message.name, [handler, message.event]);
      // The reader gives every event the type of its name: both are generated from the same spec.
      for (const buffer of this.#buffers) buffer.push(message.event as Events[keyof Events]);
      return;
    }
    if (message.type === 'unknown' && message.fault !== undefined) this.#report(message.fault);
    if (onUnknown !== undefined)
      this.#call('onUnknown', [onUnknown, message.type === 'answer' ? message.answer : message.event]);
  }

  #call(what: string, call: HandlerCall): void {
    callHandler(what, call, (error) => this.#report(error));
  }

  #tellStatus(status: StreamStatus): void {
    this.#status = status;
    const { onStatus } = this.#options;
    if (onStatus !== undefined) this.#call('onStatus', [onStatus, status]);
  }

  #report(error: StreamError): void {
    lookOn(() => this.#options.onError(error));
  }
}

const readCaller = (client: unknown): StreamCaller => {
  const call: unknown = typeof client === 'object' && client !== null ? Reflect.get(client, 'call') : client;
  if (typeof call === 'function') return call as StreamCaller;
  throw new ConfigurationError('client', 'openStream(): a client comes first, or a caller: createCaller(…).');
};

const readStream = (stream: unknown): AnyStream => {
  if (typeof stream === 'object' && stream !== null && 'events' in stream) return stream as AnyStream;
  throw new ConfigurationError('stream', 'openStream(): a stream comes second, one that the package exports.');
};

/**
 * Opens a user-data stream and keeps it open: the key or token is kept alive, a connection that breaks is opened again,
 * and one that is about to end is replaced before. Where events may have been missed, `onGap` is told.
 *
 * Events come in the order in which the exchange sent them, each value exact. While a connection is replaced, what
 * comes over both is given once. Throws `ConfigurationError` when an option is wrong; close the stream before the
 * client.
 */
export const openStream = <Events, Params>(
  client: StreamCaller | { readonly call: StreamCaller },
  stream: EventStream<Events, Params>,
  options: StreamOptions<NoInfer<Events>, NoInfer<Params>>,
): OpenStream<Events> => {
  const given: unknown = options;
  if (typeof given !== 'object' || given === null) {
    throw new ConfigurationError('options', 'openStream(): options come third, with onGap and onError at least.');
  }
  return new RunningStream<Events>(readCaller(client), readStream(stream), given as AnyOptions);
};
