import { createSentOnce } from './sent-once.js';
import { type AttemptLife, type Origin, TransportFailure, type WireRequest, type WireResponse } from './wire.js';

/** Reads a body to its end; undefined as soon as it is longer than `limit`. */
const readBody = async (response: Response, limit: number): Promise<string | undefined> => {
  // A byte order mark is kept, so that a body reads the same on every platform.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  let text = '';
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
};

const readResponse = async (response: Response, limit: number): Promise<WireResponse> => {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await readBody(response, limit),
  };
};

/**
 * What a browser adds unless told: cookies, the page's address, answers from its cache. workerd throws when it is given
 * a field that it does not have, and the class shows which it has. Only where there is a cache is it passed by, as Node
 * sends two more headers then.
 */
const readDiscretion = (): Readonly<RequestInit> => {
  const cache = 'caches' in globalThis ? { cache: 'no-store' } : {};
  const wanted = Object.entries({ ...cache, credentials: 'omit', referrerPolicy: 'no-referrer' });
  return Object.fromEntries(wanted.filter(([name]) => name in Request.prototype));
};

/** A request with what `fetch` needs of it. */
export interface WebRequest extends Omit<WireRequest, 'origin'> {
  readonly origin: Pick<Origin, 'href'>;
}

/** A `Transport` that is content with less. */
export interface WebSender {
  readonly send: (request: WebRequest, life: AttemptLife) => Promise<WireResponse>;
  readonly close: () => void;
}

/** Whether `fetch` failed before anything left; `isOnce` says that the platform does not send again by itself. */
export type HasNeverSent = (error: unknown, isOnce: boolean) => boolean;

const fetchOnce = async (wire: WebRequest, own: Readonly<RequestInit>, limit: number): Promise<WireResponse> => {
  const { method, headers, body = null } = wire;
  // "manual" gives the redirect itself, or a blank response with status 0 in browsers; "error" is not known everywhere.
  // Following would carry the API key to whatever host the redirect names.
  const init: RequestInit = { ...own, method, headers, body, redirect: 'manual' };
  return readResponse(await fetch(wire.origin.href + wire.target, init), limit);
};

/**
 * Sends through `fetch`. The target is strictly encoded, so the URL parser in between leaves its bytes as they are.
 * What happens below that is the platform's own.
 *
 * When a kept connection dies after the server took a write, Bun and Deno would send it again by themselves; here each
 * write has a connection of its own there, and is sent once. workerd does so with a DELETE without a body, and with a
 * form does not. Chromium does so with every request, and nothing that a page can say prevents it: there the exchange
 * may get a write twice. With a client order id it refuses the second order as long as the first one is open.
 *
 * Most platforms add headers that cannot be taken away: `Accept`, `User-Agent` and `Accept-Encoding`, by which an
 * answer may come compressed (`maxResponseBytes` counts what it unpacks to), `Accept-Language`, in browsers `Origin`;
 * and where a cache is passed by, `Cache-Control` and `Pragma`.
 */
export const createWebSender = (maxResponseBytes: number, hasNeverSent: HasNeverSent = () => false): WebSender => {
  const discretion = readDiscretion();
  const writes = createSentOnce();
  const send = async (wire: WebRequest, life: AttemptLife): Promise<WireResponse> => {
    const controller = new AbortController();
    const once = wire.effect === 'read' ? undefined : writes.tell();
    const release = life.onCancel(() => controller.abort());
    const { sent } = life;
    life.sent = true;
    try {
      return await fetchOnce(wire, { ...discretion, ...once, signal: controller.signal }, maxResponseBytes);
    } catch (error) {
      if (hasNeverSent(error, once?.client !== undefined)) life.sent = sent;
      throw new TransportFailure(error);
    } finally {
      release();
    }
  };
  return { send, close: () => writes.close() };
};

/**
 * Whether POST, PUT and DELETE had better have their parameters in the body. When a kept connection dies after the server
 * took a DELETE without one, workerd sends it again by itself; with a form it does not, and the exchange takes the form
 * for the same.
 */
export const prefersForm = (): boolean => 'WebSocketPair' in globalThis;
