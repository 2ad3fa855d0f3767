import { readBody, type HttpText } from './http-body.js';
import { LONGEST_WAIT_MS, readRedirect, statusFailure } from './http-status.js';
import { createPace, type Pace } from './pace.js';
import { retrying } from './retry.js';
import { STOPPED, type Connection, type RequestCounts } from './connection.js';
import type { Fetched, PageFailure, PullOptions, PullPorts } from './types.js';

export interface HttpRequest {
  readonly url: string;
  readonly accept: 'html' | 'text';
  readonly etag?: string;
  readonly lastModified?: string;
  readonly maxBytes?: number;
}

export type HttpReply =
  | (HttpText & { readonly kind: 'text'; readonly etag?: string; readonly lastModified?: string })
  | { readonly kind: 'not-modified' };

export interface HttpClient {
  readonly pace: Pace;
  /** Asks once. Never throws. */
  readonly get: (request: HttpRequest) => Promise<Fetched<HttpReply>>;
  /** Does something again while it fails for a passing reason, with growing waits. */
  readonly retrying: <T>(attempt: () => Promise<Fetched<T>>) => Promise<Fetched<T>>;
  readonly counts: RequestCounts;
}

export const createClient = (options: PullOptions, ports: PullPorts): HttpClient => {
  const pace = createPace(ports, options.delayMs);
  const counts = { requests: 0, notModified: 0, bytes: 0 };
  const connection: Connection = { options, ports, pace, counts, halted: undefined, failuresInARow: 0 };
  return {
    pace,
    counts,
    get: (request) => get(connection, request),
    retrying: (attempt) => retrying(connection, attempt),
  };
};

const MAX_HOPS = 3;

const get = async (connection: Connection, request: HttpRequest): Promise<Fetched<HttpReply>> => {
  let url = request.url;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    await connection.pace.turn().catch(() => undefined);
    if (connection.ports.signal?.aborted) return { ok: false, failure: STOPPED };
    if (connection.halted) return { ok: false, failure: connection.halted };
    const answer = await send(connection, { ...request, url });
    if (!('redirect' in answer)) return answer;
    url = answer.redirect;
  }
  return { ok: false, failure: { reason: 'redirected', message: `${request.url} sends us around in a circle.` } };
};

type Answer = Fetched<HttpReply> | { readonly redirect: string };

const send = async (connection: Connection, request: HttpRequest): Promise<Answer> => {
  const { options, ports, counts } = connection;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), options.timeoutMs);
  const stop = (): void => deadline.abort();
  ports.signal?.addEventListener('abort', stop, { once: true });
  counts.requests += 1;
  try {
    const response = await ports.fetch(request.url, {
      redirect: 'manual',
      signal: deadline.signal,
      headers: headersFor(request, options),
    });
    return await readAnswer(connection, { request, response });
  } catch (error) {
    if (ports.signal?.aborted) return { ok: false, failure: STOPPED };
    return {
      ok: false,
      failure: transportFailure(error, { url: request.url, late: deadline.signal.aborted, options }),
    };
  } finally {
    clearTimeout(timer);
    ports.signal?.removeEventListener('abort', stop);
  }
};

const headersFor = (request: HttpRequest, { userAgent }: PullOptions): Record<string, string> => ({
  'user-agent': userAgent,
  accept: request.accept === 'html' ? 'text/html,application/xhtml+xml' : '*/*',
  ...(request.etag === undefined ? {} : { 'if-none-match': request.etag }),
  ...(request.lastModified === undefined ? {} : { 'if-modified-since': request.lastModified }),
});

interface Exchange {
  readonly request: HttpRequest;
  readonly response: Response;
}

const readAnswer = async (connection: Connection, { request, response }: Exchange): Promise<Answer> => {
  const { options, counts, ports } = connection;
  const refused = await bodiless(connection, { request, response: withUrl(response, request.url) });
  if (refused) {
    await response.body?.cancel().catch(() => undefined);
    return refused;
  }
  const body = await readBody(withUrl(response, request.url), request.maxBytes ?? options.maxBytes);
  if (!body.ok) return body;
  counts.bytes += body.value.bytes;
  ports.signal?.throwIfAborted();
  const etag = response.headers.get('etag');
  const lastModified = response.headers.get('last-modified');
  const validators = { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) };
  return { ok: true, value: { kind: 'text', ...body.value, ...validators } };
};

/** The answers whose body nobody needs. */
const bodiless = async (connection: Connection, { request, response }: Exchange): Promise<Answer | undefined> => {
  const { options, counts, ports, pace } = connection;
  const conditional = request.etag !== undefined || request.lastModified !== undefined;
  if (response.status === 304 && conditional) {
    counts.notModified += 1;
    return { ok: true, value: { kind: 'not-modified' } };
  }
  const redirect = readRedirect(response, request.url, options.layout.signs.loginPaths);
  if (redirect) return 'to' in redirect ? { redirect: redirect.to } : { ok: false, failure: redirect.failure };
  const failure = statusFailure(response, ports.now());
  if (failure) {
    const wait = failure.retryAfterMs ?? 0;
    if (wait > LONGEST_WAIT_MS) return { ok: false, failure: halt(connection, failure) };
    pace.hold(wait);
    return { ok: false, failure };
  }
  const type = response.headers.get('content-type') ?? '';
  if (request.accept !== 'html' || /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(type)) return undefined;
  const shown = type === '' ? 'content of no type' : type.slice(0, 80);
  const message = `${request.url} answers with ${shown} instead of HTML.`;
  return { ok: false, failure: { reason: 'wrong-type', message } };
};

const halt = (connection: Connection, failure: PageFailure): PageFailure => {
  const minutes = Math.ceil((failure.retryAfterMs ?? 0) / 60_000);
  const message = `${failure.message} It asks us to wait for ${minutes} minutes, so nothing else was asked.`;
  connection.halted = { reason: failure.reason, message };
  return connection.halted;
};

/** Messages name the address that was asked for; a response made by hand has none. */
const withUrl = (response: Response, url: string): Response =>
  response.url === url ? response : Object.defineProperty(response, 'url', { value: url, configurable: true });

interface Sent {
  readonly url: string;
  readonly late: boolean;
  readonly options: PullOptions;
}

const transportFailure = (error: unknown, { url, late, options }: Sent): PageFailure => {
  if (late) {
    return {
      reason: 'timeout',
      message: `${url} did not answer in full within ${options.timeoutMs} ms.`,
      passing: true,
    };
  }
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  const why = /^[A-Z_]+$/.test(code) ? ` (${code})` : '';
  return { reason: 'network', message: `${url} could not be fetched: the connection failed${why}.`, passing: true };
};
