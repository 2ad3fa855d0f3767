/** The lean entry for Node: synchronous signing by `node:crypto`, kept connections by `node:https`. */
import { createHmac, createPrivateKey, KeyObject, sign } from 'node:crypto';
import type { KeyHandle, SignFunction } from '../call/options.js';
import { ConfigurationError } from '../errors/errors.js';
import { type Agents, closeAgents, findOwnAgent } from '../send/node-pool.js';
import { sendByNode } from '../send/node-send.js';
import { describeOrigin } from '../send/origin.js';
import { buildLeanCaller, checkOptions } from './build.js';
import type { LeanCaller, LeanOptions } from './options.js';

export * from './common.js';

const openKey = (key: string | KeyHandle): KeyObject => {
  try {
    return key instanceof KeyObject ? key : createPrivateKey(key as string);
  } catch {
    // What went wrong is not said, as it may quote the key.
    throw new ConfigurationError('privateKey', 'privateKey must be PEM text or a KeyObject.');
  }
};

/**
 * What signs by the private key of an RSA or Ed25519 API key, for `sign`; the key itself says which. PEM text that is not
 * encrypted, or a `KeyObject`. A function of its own, so that programs with a secret do not carry it.
 */
export const createKeySigner = (privateKey: string | KeyHandle): SignFunction => {
  const key = openKey(privateKey);
  const digest = key.asymmetricKeyType === 'rsa' ? 'sha256' : null;
  return (payload) => sign(digest, Buffer.from(payload), key).toString('base64');
};

const hmacSigner =
  (secret: string): SignFunction =>
  (payload) =>
    createHmac('sha256', secret).update(payload).digest('hex');

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
 * `/papi` documents as failed. The `cause` of a failed connection and the reason of an abort are not kept.
 * What your own `sign` throws is passed on as it is.
 */
export const createLeanCaller = (options: LeanOptions): LeanCaller => {
  const agents: Agents = {};
  const tools = { findAgent: findOwnAgent(agents, 4000), limit: options.maxResponseBytes ?? 2 ** 25 };
  return buildLeanCaller({
    options: checkOptions(options),
    signer: options.secret === undefined ? options.sign : hmacSigner(options.secret),
    send: (request, life) => sendByNode({ ...request, origin: describeOrigin(request.origin) }, life, tools),
    close: () => closeAgents(agents),
  });
};
