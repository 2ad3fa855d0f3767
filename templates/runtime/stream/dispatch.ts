import { StreamError } from './stream-error.js';
import { readMessage, type UnknownEvent } from './read-message.js';
import type { EventStream } from './stream.js';

export type { UnknownEvent } from './read-message.js';

/**
 * What is done with events. Functions are called one event after the other, in the order of arrival, and promises that
 * they give are not waited for: who needs one event done before the next uses `for await`.
 */
export interface EventHandlers<Events> {
  /** By the value of `e`. */
  readonly on?: { readonly [Name in keyof Events]?: ((event: Events[Name]) => unknown) | undefined } | undefined;
  /** Every event that the spec knows, after its own handler. */
  readonly onEvent?: ((event: Events[keyof Events]) => unknown) | undefined;
  /** Every message that the spec does not know, or that is not as the spec says. */
  readonly onUnknown?: ((message: UnknownEvent) => unknown) | undefined;
}

type Handler = (event: never) => unknown;

/** The handlers of one stream with their types taken off: the reader gave every event the type of its name. */
export interface LooseHandlers {
  readonly on?: Readonly<Record<string, Handler | undefined>> | undefined;
  readonly onEvent?: Handler | undefined;
  readonly onUnknown?: Handler | undefined;
}

/** Those that want this event, in the order in which they get it. */
export const handlersFor = ({ on, onEvent }: LooseHandlers, name: string): readonly Handler[] => {
  const own = on !== undefined && Object.hasOwn(on, name) ? on[name] : undefined;
  return [own, onEvent].filter((handler) => handler !== undefined);
};

/**
 * Reads one message of a stream and gives it to whom it is for, for programs that have a connection of their own.
 * Throws `StreamError` when the message cannot be read, and whatever a handler throws.
 */
export const dispatchEvent = <Events>(
  stream: Pick<EventStream<Events, never>, 'name' | 'events' | 'listenToken'>,
  message: string,
  handlers: EventHandlers<NoInfer<Events>>,
): void => {
  const loose = handlers as LooseHandlers;
  const read = readMessage(stream, message);
  if (read.type === 'event') for (const handler of handlersFor(loose, read.name)) handler(read.event as never);
  else loose.onUnknown?.((read.type === 'answer' ? read.answer : read.event) as never);
  if (read.type === 'unknown' && read.fault !== undefined) throw read.fault;
};

/** A handler, and what it is called with. */
export type HandlerCall = readonly [handler: Handler, value: unknown];

/** Calls the handler of something; what it throws, at once or by a promise, is told and changes nothing. */
export const callHandler = (what: string, [handler, value]: HandlerCall, tell: (error: StreamError) => void): void => {
  const fail = (cause: unknown): void => tell(new StreamError('handler', `The handler of ${what} failed.`, { cause }));
  try {
    const done = handler(value as never);
    if (typeof done === 'object' && done !== null && 'then' in done) Promise.resolve(done).catch(fail);
  } catch (error) {
    fail(error);
  }
};
