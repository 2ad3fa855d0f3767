/** The lean entry for browsers, workers, Bun and Deno: signing by WebCrypto, sending by `fetch`. */
import type { KeyHandle, SignFunction } from '../call/options.js';
import { ConfigurationError } from '../errors/errors.js';
import { createWebSender, prefersForm } from '../send/web-sender.js';
import { hmacSigner, type Key, signBase64 } from '../sign/web-signer.js';
import { buildLeanCaller, checkOptions } from './build.js';
import type { LeanCaller, LeanOptions } from './options.js';

export * from './common.js';

/** Which of the two algorithms a key is for, the platform finds out: it refuses to read it as the other. */
const openPem = async (pem: string): Promise<Key> => {
  const open = async (name: string): Promise<Key> => {
    const bytes = atob(pem.replace(/-----[^-]+-----|\\n|\s/g, ''));
    const key = Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
    return crypto.subtle.importKey('pkcs8', key, { name, hash: 'SHA-256' }, false, ['sign']);
  };
  return open('Ed25519')
    .catch(() => open('RSASSA-PKCS1-v1_5'))
    .catch(() => {
      // What went wrong is not said, as it may quote the key.
      throw new ConfigurationError('privateKey', 'privateKey must be PKCS#8 as PEM text, or a CryptoKey.');
    });
};

/**
 * What signs by the private key of an RSA or Ed25519 API key, for `sign`; the key itself says which. PKCS#8 as PEM text,
 * not encrypted, or a `CryptoKey`. A function of its own, so that programs with a secret do not carry it.
 */
export const createKeySigner = (privateKey: string | KeyHandle): SignFunction =>
  signBase64(async () => (typeof privateKey === 'string' ? openPem(privateKey) : (privateKey as Key)));

/**
 * Makes what calls single operations, for programs that have to be small: `createLeanCaller({ apiKey, secret })(marginBorrowRepay, params)`.
 *
 * What protects money is all there: the bytes that are signed are the bytes that are sent; amounts and ids keep every digit,
 * both ways; a request goes to the host of its operation or to `baseUrl` and follows no redirect; it is sent once, and a
 * write that may have been carried out ends as `UnknownOutcomeError`, whatever went wrong; a new order gets a client order
 * id unless it has one; no error holds the key, the secret or the signature; names, required parameters and the form of
 * numbers are checked before anything is sent.
 *
 * What `createCaller` has besides is left out: second attempts, also after a refused timestamp (the local clock, or `now`,
 * has to be right); limits, so that nothing is held back after 429 and 418; checks of values and of conditions between parameters;
 * other origins for one server; interceptors, headers of your own, events, tracing, proxies, agents, `withResponse`; what the
 * documentation says of error codes (`documented` is empty, and `is()` false); `usage`; `settledBy`, so `reconcile` cannot
 * ask what became of a write; keys as DER bytes or with a passphrase. Every 5xx leaves a write in doubt, also those that
 * `/papi` documents as failed. The `cause` of a failed connection and the reason of an abort are not kept. A failed
 * `fetch` of a write is always in doubt.
 * What your own `sign` throws is passed on as it is.
 */
export const createLeanCaller = (options: LeanOptions): LeanCaller => {
  const { send, close } = createWebSender(options.maxResponseBytes ?? 2 ** 25);
  return buildLeanCaller({
    options: checkOptions(options),
    signer: options.secret === undefined ? options.sign : hmacSigner(options.secret),
    send: (request, life) => send({ ...request, origin: { href: request.origin.origin } }, life),
    close,
    parametersIn: prefersForm() ? 'body' : 'query',
  });
};
