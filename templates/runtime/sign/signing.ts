import type { Call } from '../call/call.js';
import { encodeText, formatQuery } from './encode.js';
import { ConfigurationError, MarginaliaError, ValidationError } from '../errors/errors.js';
import { checkHeaders, NO_HEADERS } from '../send/headers.js';
import { safeCause } from '../errors/redact.js';
import type { ApiRequest, Interceptor } from '../call/request.js';
import { MAX_RECV_WINDOW, type Settings } from '../call/settings.js';
import type { Signer, WireRequest } from '../send/wire.js';

const joinQuery = (query: string, more: string): string => (query === '' ? more : `${query}&${more}`);

const askClock = (settings: Settings, operation: string): number => {
  try {
    return Math.floor(settings.now());
  } catch (error) {
    const cause = safeCause(error, settings.redact);
    throw new ConfigurationError('now', `now() failed: ${cause.message}`, { operation, cause });
  }
};

const readClock = (settings: Settings, operation: string): number => {
  const now = askClock(settings, operation);
  if (Number.isSafeInteger(now) && now >= 0) return now;
  throw new ConfigurationError('now', 'now() must give milliseconds since the Unix epoch.', { operation });
};

/** The text to sign: the query with what the exchange needs to see that the request is recent. */
export const formatPayload = (query: string, recvWindow: number | undefined, timestamp: number): string => {
  const timed = recvWindow === undefined ? query : joinQuery(query, `recvWindow=${recvWindow}`);
  return joinQuery(timed, `timestamp=${timestamp}`);
};

const failToSign = (call: Call, error: unknown, settings: Settings): MarginaliaError => {
  if (error instanceof MarginaliaError) return error;
  const operation = call.operation.name;
  const cause = safeCause(error, settings.redact);
  return new ConfigurationError('sign', `${operation} could not be signed: ${cause.message}`, { operation, cause });
};

/** Gives the signature at once where the signer does; a promise would only cost time. */
const signPayload = (payload: string, call: Call, tools: SigningTools): string | Promise<string> => {
  const fail = (error: unknown): never => {
    throw failToSign(call, error, tools.settings);
  };
  try {
    const signature = tools.signer?.(payload);
    if (typeof signature === 'string') return checkSignature(signature);
    return Promise.resolve(signature).then(checkSignature).catch(fail);
  } catch (error) {
    return fail(error);
  }
};

const checkSignature = (signature: unknown): string => {
  if (typeof signature === 'string' && /^[\x21-\x7e]+$/.test(signature)) return signature;
  throw new TypeError('sign() must give the signature as one line of ASCII text');
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

const addApiKey = (request: ApiRequest, call: Call, settings: Settings): Readonly<Record<string, string>> => {
  if (request.headers !== NO_HEADERS) checkHeaders(call.operation.name, request.headers);
  if (!call.plan.apiKey || settings.apiKey === undefined) return request.headers;
  return { ...request.headers, 'X-MBX-APIKEY': settings.apiKey };
};

/** What signing works with, the same for all calls of a client. */
export interface SigningTools {
  readonly settings: Settings;
  readonly signer: Signer | undefined;
}

const payloadOf = (request: ApiRequest, call: Call, settings: Settings): string => {
  const timestamp = readClock(settings, call.operation.name);
  const recvWindow = hasRecvWindow(request) ? undefined : call.limits.recvWindow;
  return formatPayload(formatQuery(request.parameters), recvWindow, timestamp);
};

/**
 * The last step before the wire: fixes the bytes, adds recvWindow and a fresh timestamp, and signs exactly what is
 * sent. All parameters travel in the query, for POST and PUT too: one text to sign, one place to look, and the place
 * that wins if a parameter stood in both. The price: URLs are limited in length and turn up in the logs of proxies.
 */
export const signingStep =
  (call: Call, tools: SigningTools): Interceptor<ApiRequest, WireRequest> =>
  async (request, next) => {
    const headers = addApiKey(request, call, tools.settings);
    const { origin, signature: isSigned } = call.plan;
    const { method, path } = call.operation;
    if (!isSigned) {
      const query = formatQuery(request.parameters);
      return next({ method, origin, target: query === '' ? path : `${path}?${query}`, headers, signature: undefined });
    }
    const payload = payloadOf(request, call, tools.settings);
    const signed = signPayload(payload, call, tools);
    const signature = typeof signed === 'string' ? signed : await signed;
    const target = `${path}?${payload}&signature=${encodeText(signature)}`;
    return next({ method, origin, target, headers, signature });
  };
