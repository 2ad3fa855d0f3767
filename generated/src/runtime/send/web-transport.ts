import { createWebSender, type HasNeverSent } from './web-sender.js';
import type { Transport } from './wire.js';

/**
 * fetch tells no more than "failed", but for these codes of failures before the connection stood: there is no way, or
 * a certificate that nobody vouches for.
 */
const NO_WAY = /^(EAI_AGAIN|ECONNREFUSED|ENOTFOUND|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$/;
const UNTRUSTED = /^(CERT_|DEPTH_ZERO_|ERR_TLS_CERT_|SELF_SIGNED_|UNABLE_TO_)/;

/** How Deno says it, which has no codes. The target cannot hold this text, as its spaces are encoded. */
const DENO_CONNECT = ': client error (Connect)';

/** Deno's word counts where it does not send again by itself: otherwise it may tell of the second failure alone. */
const hasNeverSent: HasNeverSent = (error, isOnce) => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (NO_WAY.test(code) || UNTRUSTED.test(code)) return true;
  return (isOnce && error.message.includes(DENO_CONNECT)) || hasNeverSent(error.cause, isOnce);
};

/** Sends through `fetch`, and tells what certainly never left where the platform lets it be known. */
export const createWebTransport = (maxResponseBytes: number): Transport =>
  createWebSender(maxResponseBytes, hasNeverSent);
