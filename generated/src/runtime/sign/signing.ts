import { type Call, originOf, type Tools } from '../call/call.js';
import { MAX_RECV_WINDOW } from '../call/check-options.js';
import { familyOf } from '../call/family.js';
import { encodeText, formatQuery } from './encode.js';
import { ConfigurationError, MarginaliaError, ValidationError } from '../errors/errors.js';
import { checkHeaders, NO_HEADERS } from '../send/headers.js';
import { safeCause } from '../errors/redact.js';
import type { ApiRequest, Interceptor } from '../call/request.js';
import type { Settings } from '../call/settings.js';
import type { WireRequest } from '../send/wire.js';

const joinQuery = (query: string, more: string): string => (query === '' ? more : `${query}&${more}`);

const failClock = (call: Call, error: unknown, settings: Settings): ConfigurationError => {
  const operation = call.operation.name;
  if (error instanceof ConfigurationError) return error;
  const cause = safeCause(error, settings.redact);
  return new ConfigurationError('now', `now() failed: ${cause.message}`, { operation, cause });
};

const checkTime = (call: Call, now: number): number => {
  if (Number.isFinite(now) && now >= 0 && now < 2 ** 53 / 1000) return now;
  const operation = call.operation.name;
  const message = `${operation}: now() must give milliseconds since the Unix epoch, as a number.`;
  throw new ConfigurationError('now', message, { operation });
};

/** The exchange's time in milliseconds, at once unless the exchange has to be asked for it. */
const readClock = (call: Call, tools: Tools): number | Promise<number> => {
  const fail = (error: unknown): never => {
    throw failClock(call, error, tools.settings);
  };
  try {
    const now = tools.clockFor(call.operation).read();
    // Somebody's own clock may give anything.
    return typeof now === 'object' ? now.then((time) => checkTime(call, time)).catch(fail) : checkTime(call, now);
  } catch (error) {
    return fail(error);
  }
};

/** What the exchange needs to see that a request is recent. */
export interface Timing {
  /** Undefined: the caller gave one of its own among the parameters. */
  readonly recvWindow: number | undefined;
  /** As it is sent: milliseconds, or microseconds. */
  readonly timestamp: number;
}

/** The text to sign: the parameters, and what shows that the request is recent. */
export const formatPayload = (query: string, timing: Timing): string => {
  const { recvWindow, timestamp } = timing;
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
const signPayload = (payload: string, call: Call, tools: Tools): string | Promise<string> => {
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
const recvWindowOf = (request: ApiRequest): number | undefined => {
  const own = request.parameters.find(([name]) => name === 'recvWindow');
  if (own === undefined) return undefined;
  const milliseconds = Number(own[1]);
  if (milliseconds > 0 && milliseconds <= MAX_RECV_WINDOW) return milliseconds;
  const expected = `more than 0 and at most ${MAX_RECV_WINDOW}`;
  throw new ValidationError({ operation: request.operation.name, parameter: 'recvWindow', expected, given: own[1] });
};

const addApiKey = (request: ApiRequest, call: Call, settings: Settings): Readonly<Record<string, string>> => {
  if (!call.plan.apiKey) return request.headers;
  // Most requests have no other headers, and share these.
  return request.headers === NO_HEADERS ? settings.keyHeaders : { ...request.headers, ...settings.keyHeaders };
};

/** `/papi` counts in whole milliseconds. The next one up, as a window that is cut short could refuse a good request. */
const windowFor = (call: Call): number => {
  const { recvWindow } = call.limits;
  return familyOf(call.operation.path).microseconds ? recvWindow : Math.ceil(recvWindow);
};

/** The exchange gives its matching engine so long to take a request on before it says that the status is unknown. */
const ENGINE_TIMEOUT_MS = 10_000;

/** Fixes the bytes to sign, and notes by when they are void. */
const payloadOf = (request: ApiRequest, call: Call, tools: Tools): string | Promise<string> => {
  const { path } = call.operation;
  const own = recvWindowOf(request);
  const write = (now: number): string => {
    const isMicro = tools.settings.timestampUnit === 'us' && familyOf(path).microseconds;
    const recvWindow = own === undefined ? windowFor(call) : undefined;
    call.life.sentAt = now;
    call.life.stampedAt = tools.clockFor(call.operation).mark();
    call.life.acceptedUntil = now + (own ?? windowFor(call)) + ENGINE_TIMEOUT_MS;
    const timestamp = Math.floor(isMicro ? now * 1000 : now);
    return formatPayload(formatQuery(request.parameters), { recvWindow, timestamp });
  };
  const now = readClock(call, tools);
  return typeof now === 'number' ? write(now) : now.then(write);
};

/** Where the parameters of an operation go: GET has no body; else the spec decides, or the client. */
const placeFor = (call: Call, settings: Settings): 'query' | 'body' => {
  const { method, parametersIn } = call.operation;
  return method === 'GET' ? 'query' : (parametersIn ?? settings.parametersIn);
};

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Puts the form where it belongs, byte for byte. */
const toWire = (
  request: ApiRequest,
  call: Call,
  form: { text: string; signature: string | undefined; tools: Tools },
): WireRequest => {
  const { method, effect, path } = call.operation;
  const { text, signature, tools } = form;
  const headers = addApiKey(request, call, tools.settings);
  const origin = originOf(call);
  if (placeFor(call, tools.settings) === 'body' && text !== '') {
    return { method, effect, origin, target: path, headers: { ...headers, ...FORM }, body: text, signature };
  }
  return { method, effect, origin, target: text === '' ? path : `${path}?${text}`, headers, signature };
};

/**
 * The last step before the wire: fixes the bytes, adds recvWindow and a fresh timestamp, and signs exactly what is
 * sent. By default all parameters travel in the query, for POST and PUT too: one text to sign, one place to look, and the
 * place that wins if a parameter stood in both. The price: URLs are limited in length and turn up in the logs of
 * proxies. With `parametersIn: 'body'` all of them, signature included, travel as a form instead.
 */
export const signingStep =
  (call: Call, tools: Tools): Interceptor<ApiRequest, WireRequest> =>
  async (request, next) => {
    if (request.headers !== NO_HEADERS) checkHeaders(call.operation.name, request.headers);
    if (!call.plan.signature) {
      return next(toWire(request, call, { text: formatQuery(request.parameters), signature: undefined, tools }));
    }
    const timed = payloadOf(request, call, tools);
    const payload = typeof timed === 'string' ? timed : await timed;
    const signed = signPayload(payload, call, tools);
    const signature = typeof signed === 'string' ? signed : await signed;
    return next(toWire(request, call, { text: `${payload}&signature=${encodeText(signature)}`, signature, tools }));
  };
