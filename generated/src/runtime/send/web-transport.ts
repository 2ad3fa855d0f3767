import type { CallLife } from '../call/life.js';
import { type Transport, TransportFailure, type WireRequest, type WireResponse } from './wire.js';

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

const fetchOnce = async (wire: WireRequest, signal: AbortSignal, limit: number): Promise<WireResponse> => {
  // "manual" gives the redirect itself, or a blank response with status 0 in browsers; "error" is not known everywhere.
  // Following would carry the API key to whatever host the redirect names.
  const { method, headers } = wire;
  const response = await fetch(wire.origin.href + wire.target, { method, headers, redirect: 'manual', signal });
  return readResponse(response, limit);
};

/**
 * Sends through `fetch`. The target is strictly encoded, so the URL parser in between leaves its bytes as they are.
 * What a browser does below that is its own: some send a request again by themselves on a kept connection that died.
 */
export const createWebTransport = (maxResponseBytes: number): Transport => {
  const send = async (wire: WireRequest, life: CallLife): Promise<WireResponse> => {
    const controller = new AbortController();
    const release = life.onCancel(() => controller.abort());
    life.sent = true;
    try {
      return await fetchOnce(wire, controller.signal, maxResponseBytes);
    } catch (error) {
      if (hasNeverSent(error)) life.sent = false;
      throw new TransportFailure(error);
    } finally {
      release();
    }
  };
  return { send, close: () => undefined };
};
