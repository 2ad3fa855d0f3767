import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import type { Answer, RecordedRequest } from '../../exchange/exchange.js';

export const API_KEY = 'KEYvmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14';
export const SECRET = 'SECRETNhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbv';
export const PASSPHRASE = 'PASSPHRASE-correct-horse';
const PAIR = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
export const PEM: string = PAIR.privateKey;
export const publicKey: string = PAIR.publicKey;
export const ENCRYPTED: string = createPrivateKey(PEM)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE })
  .toString();
export const PEM_LINES: readonly string[] = [PEM, ENCRYPTED].flatMap((pem) =>
  pem.split('\n').filter((line) => line.length > 40 && !line.startsWith('-')),
);

/** Everything an error says to whoever looks: printed, as JSON, its stack, its causes, every property on the way. */
export const everythingOf = (value: unknown, seen: Set<unknown> = new Set()): string => {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return String(value);
  if (seen.has(value)) return '';
  seen.add(value);
  const own = Reflect.ownKeys(value).map((name) => everythingOf(Reflect.get(value, name), seen));
  return [
    String(value),
    inspect(value, { depth: Infinity, showHidden: true, getters: true, showProxy: true }),
    JSON.stringify(value),
    cloneOf(value),
    ...own,
  ].join('\n');
};

/** As it would arrive in another thread. */
const cloneOf = (value: object): string => {
  try {
    return inspect(structuredClone(value), { depth: Infinity, showHidden: true });
  } catch {
    return '';
  }
};

export const signaturesIn = (requests: readonly RecordedRequest[]): readonly string[] =>
  requests.flatMap(({ query, body, parameters }) => {
    const decoded = parameters.find(([name]) => name === 'signature')?.[1];
    const raw = /signature=([^&]+)/.exec(`${query}&${body}`)?.[1];
    return decoded === undefined || raw === undefined ? [] : [decoded, raw];
  });

/** A text that repeats all it was told, as a careless proxy does, and even what only the client can know. */
export const echo = (request: RecordedRequest): string => {
  const key = String(request.headers['x-mbx-apikey']);
  const heard = `${request.method} ${request.target} X-MBX-APIKEY: ${key}\n${request.body} ${signaturesIn([request]).join(' ')}`;
  const isHmac = /signature=[0-9a-f]{64}$/.test(request.query + request.body);
  return isHmac ? `${heard} ${SECRET}` : `${heard} ${PEM} ${ENCRYPTED}`;
};

export const ECHOES: Readonly<Record<string, (request: RecordedRequest) => Answer>> = {
  'an API error that repeats the request': (request) => ({ status: 400, json: { code: -1, msg: echo(request) } }),
  'a refusal that is JSON in JSON': (request) => ({
    status: 400,
    json: { code: -1, msg: JSON.stringify({ url: echo(request) }) },
  }),
  'a server error that repeats the request': (request) => ({ status: 500, json: { code: -1000, msg: echo(request) } }),
  'an HTML page that repeats the request': (request) => ({
    status: 502,
    body: `<html>${echo(request)}</html>`,
    headers: { 'content-type': 'text/html' },
  }),
  'a rate limit that repeats the request': (request) => ({ status: 429, json: { code: -1003, msg: echo(request) } }),
  'a ban that repeats the request': (request) => ({ status: 418, json: { code: -1003, msg: echo(request) } }),
  'a success that is no JSON': (request) => ({ body: echo(request) }),
  'a success of another type': (request) => ({
    body: echo(request),
    headers: { 'content-type': `text/${request.query.slice(-60)}` },
  }),
  'a success that breaks off': (request) => ({ body: `{"tranId":"${encodeURIComponent(echo(request))}` }),
  'a success of another form': (request) => ({ json: { tranId: { text: echo(request) }, rows: echo(request) } }),
  'a success that is too long': (request) => ({ json: { tranId: echo(request).repeat(200) } }),
  'a redirect to the same URL elsewhere': (request) => ({
    status: 307,
    headers: { location: `https://example.org${request.target}` },
  }),
  'a reset': () => ({ fault: 'reset' }),
  'a reset within the body': (request) => ({ fault: 'reset-body', body: echo(request) }),
  'bytes that are no HTTP': () => ({ fault: 'garbage' }),
  silence: () => ({ fault: 'hang' }),
  'a body that drips': (request) => ({ fault: 'drip', body: echo(request) }),
};
