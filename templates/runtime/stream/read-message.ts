import type { ResponseKind } from '../operation.js';
import { readAs } from '../read/decode.js';
import { parseExact } from '../read/json.js';
import { formatPath, Mismatch } from '../read/mismatch.js';
import { StreamError } from './stream-error.js';
import type { EventStream } from './stream.js';

/** Fields by name. What no spec describes has long integers and decimals as exact strings. */
export type UnknownEvent = Readonly<Record<string, unknown>>;

/** One message of a stream. */
export type StreamMessage =
  | { readonly type: 'event'; readonly name: string; readonly event: UnknownEvent; readonly subscription: unknown }
  /** JSON of a sort that the spec does not know, or an event that is not as the spec says. */
  | { readonly type: 'unknown'; readonly event: UnknownEvent; readonly fault: StreamError | undefined }
  /** The answer to a request. */
  | { readonly type: 'answer'; readonly id: string; readonly answer: UnknownEvent };

type Source = Pick<EventStream<unknown, never>, 'name' | 'events' | 'listenToken'>;

export const isFields = (value: unknown): value is UnknownEvent =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = ({ name }: Source, text: unknown): UnknownEvent => {
  try {
    const value = typeof text === 'string' ? parseExact(text) : undefined;
    if (isFields(value)) return value;
  } catch {
    // The parser's own message quotes the text; it is replaced, not kept.
  }
  throw new StreamError('message', `${name} sent a message that is no JSON object.`, { operation: name });
};

/** On the WebSocket API an event comes with the number of its subscription around it. */
const unwrap = (source: Source, value: UnknownEvent): UnknownEvent =>
  source.listenToken !== undefined && isFields(value['event']) ? value['event'] : value;

const readKnown = (kind: ResponseKind, event: UnknownEvent): StreamError | undefined => {
  try {
    readAs(kind, event);
    return undefined;
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const name = String(event['e']);
    const where = formatPath(error.path);
    return new StreamError('message', `The event ${name} has a value that is not ${error.expected} at ${where}.`);
  }
};

/**
 * Reads one message, every value exact: an event by its kind, all else as it is. Throws `StreamError` for what is no
 * JSON object.
 */
export const readMessage = (source: Source, text: unknown): StreamMessage => {
  const value = parse(source, text);
  const event = unwrap(source, value);
  const { e: name } = event;
  const kind = typeof name === 'string' && Object.hasOwn(source.events, name) ? source.events[name] : undefined;
  if (typeof name === 'string' && kind !== undefined) {
    const fault = readKnown(kind, event);
    if (fault === undefined) return { type: 'event', name, event, subscription: value['subscriptionId'] };
    // Reading changes values in place, so what could not be read is passed on as it came.
    return { type: 'unknown', event: unwrap(source, parse(source, text)), fault };
  }
  const { id } = value;
  if (event === value && name === undefined && typeof id === 'string') return { type: 'answer', id, answer: value };
  return { type: 'unknown', event, fault: undefined };
};
