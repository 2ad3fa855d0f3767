import { createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import type { Account, RecordedRequest, Refusal, Route } from './types.js';

/* All of this is worked out from the raw URL and body, with nothing of the client's. */

const refuse = (status: number, code: number, msg: string): Refusal => ({ status, code, msg });

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

const checkForm = (request: RecordedRequest): Refusal | undefined => {
  const names = request.parameters.map(([name]) => name);
  if (new Set(names).size !== names.length) return refuse(400, -1101, 'Duplicate values for a parameter detected.');
  if (!STRICT.test(request.query)) return refuse(400, -1100, 'Illegal characters found in the query.');
  return undefined;
};

const valueOf = (request: RecordedRequest, name: string): string | undefined =>
  request.parameters.find(([candidate]) => candidate === name)?.[1];

const checkTiming = (request: RecordedRequest, now: number): Refusal | undefined => {
  const timestamp = valueOf(request, 'timestamp') ?? '';
  const recvWindow = Number(valueOf(request, 'recvWindow') ?? 5000);
  if (!/^\d{13}$/.test(timestamp)) return refuse(400, -1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
  if (!(recvWindow > 0 && recvWindow <= MAX_RECV_WINDOW)) return refuse(400, -1131, 'recvWindow must be less than 60000');
  const late = now - Number(timestamp);
  if (late < -1000) return refuse(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
  return late > recvWindow ? refuse(400, -1021, 'Timestamp for this request is outside of the recvWindow.') : undefined;
};

const checkRequired = (request: RecordedRequest, route: Route): Refusal | undefined => {
  const missing = route.required?.find((name) => (valueOf(request, name) ?? '') === '');
  if (missing === undefined) return undefined;
  return refuse(400, -1102, `Mandatory parameter '${missing}' was not sent, was empty/null, or malformed.`);
};

const checkSigned = (request: RecordedRequest, account: Account | undefined, now: number): Refusal | undefined => {
  if (account === undefined || !isSigned(request, account)) return refuse(400, -1022, 'Signature for this request is not valid.');
  return checkTiming(request, now);
};

const checkSecurity = (request: RecordedRequest, route: Route, world: World): Refusal | undefined => {
  const { security } = route;
  const key = request.headers['x-mbx-apikey'];
  const account = world.accounts.find(({ apiKey }) => apiKey === key);
  if (!security.includes('apiKey') && key !== undefined) return refuse(400, -1, 'An API key was sent to an operation that takes none.');
  if (!security.includes('signature') && valueOf(request, 'signature') !== undefined) return refuse(400, -1, 'Signed for nothing.');
  if (security.includes('apiKey') && account === undefined) {
    return key === undefined ? refuse(401, -2014, 'API-key format invalid.') : refuse(401, -2015, 'Invalid API-key, IP, or permissions for action.');
  }
  return security.includes('signature') ? checkSigned(request, account ?? world.accounts[0], world.now()) : undefined;
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
