/** The lean entry for browsers, workers, Bun and Deno: signing by WebCrypto, sending by `fetch`. */
import { createWebSender, prefersForm } from '../send/web-sender.js';
import { hmacSigner } from '../sign/web-signer.js';
import { buildLeanCaller, checkOptions } from './build.js';
import type { LeanCaller, LeanOptions } from './options.js';

export * from './common.js';
export { createKeySigner } from './web-key.js';

/**
 * Makes what calls single operations, for programs that have to be small: `createLeanCaller({ apiKey, secret
 * })(marginBorrowRepay, params)`. An area of the client takes it too: `createMarginArea(createLeanCaller(…))`.
 *
 * What protects money is all there: the bytes that are signed are the bytes that are sent; amounts and ids keep
 * every digit, both ways; a request goes to the host of its operation or to `baseUrl`, and follows no redirect; it
 * is sent once, and a write that may have been carried out ends as `UnknownOutcomeError`, whatever went wrong; a new
 * order gets a client order id unless it has one; no error holds the key, the secret or the signature, nor what your
 * own `sign` or `now` throws unless it is a `MarginaliaError`; names, required parameters and the form of numbers
 * are checked before anything is sent.
 *
 * What `createCaller` has besides is left out: second attempts, also after a refused timestamp (the local clock, or
 * `now`, has to be right); limits, so that nothing is held back after 429 and 418; checks of values and of
 * conditions between parameters; other origins for one server; interceptors, headers of your own, events, tracing,
 * proxies, agents, `withResponse`; what the documentation says of error codes (`documented` is empty, and `is()`
 * false); `usage`; `settledBy`, so `reconcile` cannot ask what became of a write; keys as DER bytes or with a
 * passphrase. Every 5xx leaves a write in doubt, also the 503 answers that `/papi` documents as failed, after which
 * `createCaller` would send it again. The `cause` of a failed connection and the reason of an abort are not kept. A
 * failed `fetch` of a write is always in doubt.
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
