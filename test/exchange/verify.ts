import { createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import type { Account, RecordedRequest, Refusal, Route } from './types.js';

/* All of this is worked out from the raw URL and body, with nothing of the client's. */

const refuse = (status: number, code: number, msg: string): Refusal => ({ status, code, msg });

const refuseMissing = (name: string): Refusal =>
  refuse(400, -1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`);

const MAX_RECV_WINDOW = 60_000;

/** The text that was signed and the signature, as sent; undefined unless the signature is the very last parameter. */
export const splitSignature = (query: string, body: string): { payload: string; signature: string } | undefined => {
  const all = body === '' ? query : body;
  const match = /^(?:(.*)&)?signature=([^&]*)$/.exec(all);
  if (match === null) return undefined;
  const before = match[1] ?? '';
  return { payload: body === '' ? before : query + before, signature: match[2] ?? '' };
};

const isHmac = (payload: string, signature: string, secret: string): boolean => {
  const expected = Buffer.from(createHmac('sha256', secret).update(payload, 'utf8').digest('hex'));
  const given = Buffer.from(signature.toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const isByKey = (payload: string, signature: string, key: KeyObject): boolean => {
  const base64 = decodeURIComponent(signature);
  const bytes = Buffer.from(base64, 'base64');
  // Whatever is not plain base64 must not be read leniently.
  if (bytes.toString('base64') !== base64) return false;
  return verify(key.asymmetricKeyType === 'rsa' ? 'sha256' : null, Buffer.from(payload, 'utf8'), key, bytes);
};

const isSigned = (request: RecordedRequest, account: Account): boolean => {
  const split = splitSignature(request.query, request.body);
  if (split === undefined) return false;
  if (account.secret !== undefined) return isHmac(split.payload, split.signature, account.secret);
  return account.publicKey !== undefined && isByKey(split.payload, split.signature, createPublicKey(account.publicKey));
};

/** Nothing but unreserved characters, escapes, and the two separators. */
const STRICT = /^(?:[A-Za-z0-9\-._~&=]|%[0-9A-F]{2})*$/;

/** A form says that it is one and how long it is; without a form there is nothing to say. */
const checkBody = ({ body, headers }: RecordedRequest): Refusal | undefined => {
  const type = headers['content-type'];
  const isForm = type === 'application/x-www-form-urlencoded' && headers['content-length'] === String(body.length);
  if (body === '' ? type === undefined : isForm) return undefined;
  return refuse(400, -1, 'The content type or the content length is not that of the body.');
};

const checkForm = (request: RecordedRequest): Refusal | undefined => {
  const names = request.parameters.map(([name]) => name);
  if (new Set(names).size !== names.length) return refuse(400, -1101, 'Duplicate values for a parameter detected.');
  if (!STRICT.test(request.query)) return refuse(400, -1100, 'Illegal characters found in the query.');
  if (!STRICT.test(request.body)) return refuse(400, -1100, 'Illegal characters found in the body.');
  return checkBody(request);
};

const valueOf = (request: RecordedRequest, name: string): string | undefined =>
  request.parameters.find(([candidate]) => candidate === name)?.[1];

/** Milliseconds of a timestamp: `/papi` takes no others, the rest of the exchange microseconds too. */
const readTimestamp = (request: RecordedRequest): number | undefined => {
  const timestamp = valueOf(request, 'timestamp') ?? '';
  if (/^\d{13}$/.test(timestamp)) return Number(timestamp);
  return /^\d{16}$/.test(timestamp) && !request.path.startsWith('/papi/') ? Number(timestamp) / 1000 : undefined;
};

const checkTiming = (request: RecordedRequest, now: number): Refusal | undefined => {
  const timestamp = readTimestamp(request);
  const recvWindow = Number(valueOf(request, 'recvWindow') ?? 5000);
  if (timestamp === undefined) return refuseMissing('timestamp');
  if (!(recvWindow > 0 && recvWindow <= MAX_RECV_WINDOW)) {
    return refuse(400, -1131, 'recvWindow must be less than 60000');
  }
  const late = now - timestamp;
  if (late < -1000) return refuse(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
  return late > recvWindow ? refuse(400, -1021, 'Timestamp for this request is outside of the recvWindow.') : undefined;
};

const checkRequired = (request: RecordedRequest, route: Route): Refusal | undefined => {
  const missing = route.required?.find((name) => (valueOf(request, name) ?? '') === '');
  return missing === undefined ? undefined : refuseMissing(missing);
};

const checkSigned = (request: RecordedRequest, account: Account | undefined, now: number): Refusal | undefined => {
  if (account !== undefined && isSigned(request, account)) return checkTiming(request, now);
  return refuse(400, -1022, 'Signature for this request is not valid.');
};

const checkKey = (request: RecordedRequest, account: Account | undefined): Refusal | undefined => {
  if (account !== undefined) return undefined;
  if (request.headers['x-mbx-apikey'] === undefined) return refuse(401, -2014, 'API-key format invalid.');
  return refuse(401, -2015, 'Invalid API-key, IP, or permissions for action.');
};

/** The real exchange would not mind; whoever sends a key where none is asked for should. */
const checkNoKey = (request: RecordedRequest): Refusal | undefined =>
  request.headers['x-mbx-apikey'] === undefined
    ? undefined
    : refuse(400, -1, 'An API key was sent where none is asked for.');

const checkSecurity = (request: RecordedRequest, route: Route, world: World): Refusal | undefined => {
  const { security } = route;
  const account = world.accounts.find(({ apiKey }) => apiKey === request.headers['x-mbx-apikey']);
  const refusal = security.includes('apiKey') ? checkKey(request, account) : checkNoKey(request);
  if (refusal !== undefined) return refusal;
  if (security.includes('signature')) return checkSigned(request, account ?? world.accounts[0], world.now());
  return valueOf(request, 'signature') === undefined ? undefined : refuse(400, -1, 'Signed for nothing.');
};

/** What the exchange knows. */
export interface World {
  readonly accounts: readonly Account[];
  readonly now: () => number;
}

/** Why the exchange refuses a request, if it does. */
export const checkRequest = (request: RecordedRequest, route: Route | undefined, world: World): Refusal | undefined => {
  if (route === undefined) return refuse(404, -1, `There is no ${request.method} ${request.path}.`);
  return checkForm(request) ?? checkSecurity(request, route, world) ?? checkRequired(request, route);
};
