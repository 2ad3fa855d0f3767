import { type AttemptLife, type Transport, TransportFailure, type WireRequest, type WireResponse } from './wire.js';

/** fetch tells no more than "failed", but for these codes of failures before the connection stood. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
]);

const hasNeverSent = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  return ('code' in error && NEVER_SENT.has(String(error.code))) || hasNeverSent(error.cause);
};

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
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  return { status: response.status, headers, body: await readBody(response, limit) };
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

interface FetchTools {
  readonly discretion: Readonly<RequestInit>;
  readonly limit: number;
}

const fetchOnce = async (wire: WireRequest, signal: AbortSignal, tools: FetchTools): Promise<WireResponse> => {
  const { method, headers, body = null } = wire;
  // "manual" gives the redirect itself, or a blank response with status 0 in browsers; "error" is not known everywhere.
  // Following would carry the API key to whatever host the redirect names.
  const init: RequestInit = { ...tools.discretion, method, headers, body, redirect: 'manual', signal };
  return readResponse(await fetch(wire.origin.href + wire.target, init), tools.limit);
};

/**
 * Sends through `fetch`. The target is strictly encoded, so the URL parser in between leaves its bytes as they are.
 * What happens below that is the platform's own. Some browsers send a request again by themselves on a kept connection
 * that died. Most platforms add headers that cannot be taken away: `Accept`, `User-Agent` and `Accept-Encoding`, by
 * which an answer may come compressed (`maxResponseBytes` counts what it unpacks to), `Accept-Language`, in browsers
 * `Origin`; and where a cache is passed by, `Cache-Control` and `Pragma`.
 */
export const createWebTransport = (maxResponseBytes: number): Transport => {
  const tools = { discretion: readDiscretion(), limit: maxResponseBytes };
  const send = async (wire: WireRequest, life: AttemptLife): Promise<WireResponse> => {
    const controller = new AbortController();
    const release = life.onCancel(() => controller.abort());
    const { sent } = life;
    life.sent = true;
    try {
      return await fetchOnce(wire, controller.signal, tools);
    } catch (error) {
      if (hasNeverSent(error)) life.sent = sent;
      throw new TransportFailure(error);
    } finally {
      release();
    }
  };
  return { send, close: () => undefined };
};
