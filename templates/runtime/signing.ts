import type { Call } from './call.js';
import { encodeText, formatQuery } from './encode.js';
import { ConfigurationError, MarginaliaError, ValidationError } from './errors.js';
import { checkHeaders } from './headers.js';
import { safeCause } from './redact.js';
import type { ApiRequest, Interceptor } from './request.js';
import { MAX_RECV_WINDOW, type Settings } from './settings.js';
import type { Signer, WireRequest } from './wire.js';

const joinQuery = (query: string, more: string): string => (query === '' ? more : `${query}&${more}`);

const readClock = (settings: Settings, operation: string): number => {
  const now = Math.floor(settings.now());
  if (Number.isSafeInteger(now) && now >= 0) return now;
  throw new ConfigurationError('now', 'now() must give milliseconds since the Unix epoch.', { operation });
};

/** The text to sign: the query with what the exchange needs to see that the request is recent. */
export const formatPayload = (query: string, recvWindow: number | undefined, timestamp: number): string => {
  const timed = recvWindow === undefined ? query : joinQuery(query, `recvWindow=${recvWindow}`);
  return joinQuery(timed, `timestamp=${timestamp}`);
};

const callSigner = async (sign: Signer, payload: string): Promise<string> => {
  const signature = await sign(payload);
  if (typeof signature === 'string' && signature !== '') return signature;
  throw new TypeError('sign() gave no signature: it must give text');
};

const signPayload = async (payload: string, call: Call, tools: SigningTools): Promise<string> => {
  const { signer, settings } = tools;
  const operation = call.operation.name;
  if (signer === undefined) throw new ConfigurationError('secret', `${operation} needs a signing key.`, { operation });
  try {
    return await callSigner(signer, payload);
  } catch (error) {
    if (error instanceof MarginaliaError) throw error;
    const cause = safeCause(error, settings.redact);
    throw new ConfigurationError('sign', `${operation} could not be signed: ${cause.message}`, { operation, cause });
  }
};

/** recvWindow is also a parameter of most operations; what the caller gave there stands, within its limit. */
const hasRecvWindow = (request: ApiRequest): boolean => {
  const own = request.parameters.find(([name]) => name === 'recvWindow');
  if (own === undefined) return false;
  const milliseconds = Number(own[1]);
  if (milliseconds > 0 && milliseconds <= MAX_RECV_WINDOW) return true;
  const expected = `more than 0 and at most ${MAX_RECV_WINDOW}`;
  throw new ValidationError({ operation: request.operation.name, parameter: 'recvWindow', expected, given: own[1] });
};

interface SignedQuery {
  readonly query: string;
  readonly signature: string | undefined;
}

const signQuery = async (request: ApiRequest, call: Call, tools: SigningTools): Promise<SignedQuery> => {
  const query = formatQuery(request.parameters);
  if (!call.plan.signature) return { query, signature: undefined };
  const timestamp = readClock(tools.settings, call.operation.name);
  const payload = formatPayload(query, hasRecvWindow(request) ? undefined : call.recvWindow, timestamp);
  const signature = await signPayload(payload, call, tools);
  return { query: `${payload}&signature=${encodeText(signature)}`, signature };
};

const addApiKey = (request: ApiRequest, call: Call, settings: Settings): Readonly<Record<string, string>> => {
  checkHeaders(call.operation.name, request.headers);
  if (!call.plan.apiKey || settings.apiKey === undefined) return request.headers;
  return { ...request.headers, 'X-MBX-APIKEY': settings.apiKey };
};

/** What signing works with, the same for all calls of a client. */
export interface SigningTools {
  readonly settings: Settings;
  readonly signer: Signer | undefined;
}

/**
 * The last step before the wire: fixes the bytes, adds recvWindow and a fresh timestamp, and signs exactly what is sent.
 * All parameters travel in the query, for POST and PUT too: one text to sign, one place to look, and the place that wins
 * if a parameter stood in both. The price is that URLs are limited in length and turn up in the logs of proxies.
 */
export const signingStep =
  (call: Call, tools: SigningTools): Interceptor<ApiRequest, WireRequest> =>
  async (request, next) => {
    const headers = addApiKey(request, call, tools.settings);
    const { query, signature } = await signQuery(request, call, tools);
    const { method, path } = call.operation;
    const target = query === '' ? path : `${path}?${query}`;
    return next({ method, origin: call.plan.origin, target, headers, signature });
  };
