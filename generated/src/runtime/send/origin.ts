import { ConfigurationError } from '../errors/errors.js';
import type { Origin } from './wire.js';

/** As the URL parser writes it, which leaves no other forms. */
const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])$/;

/** An IPv4 or IPv6 address, as the URL parser writes it. */
const ADDRESS = /:|^[\d.]+$/;

const parseUrl = (text: unknown): URL | undefined => {
  try {
    return typeof text === 'string' ? new URL(text) : undefined;
  } catch {
    return undefined;
  }
};

/** Refuses what is no origin: a path, credentials, a scheme that does not hide the key on its way. */
export const checkOrigin = (text: string, allowInsecure: boolean): URL => {
  const url = parseUrl(text);
  const isOrigin = url !== undefined && /^https?:/.test(url.href) && url.href === `${url.origin}/`;
  if (!isOrigin || !(url.protocol === 'https:' || allowInsecure || LOOPBACK.test(url.hostname))) {
    // The text is not repeated: what is no plain origin may hold a password.
    const message = 'baseUrl must be an origin such as https://api.binance.com; http: needs allowInsecure.';
    throw new ConfigurationError('baseUrl', message);
  }
  return url;
};

/** An origin in the pieces that the platforms ask for. */
export const describeOrigin = (url: URL): Origin => {
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (secure ? 443 : 80);
  return { href: url.origin, secure, host, port, serverName: ADDRESS.test(host) ? '' : host };
};

/** Reads an origin, and refuses what is none. */
export const readOrigin = (text: string, allowInsecure: boolean): Origin =>
  describeOrigin(checkOrigin(text, allowInsecure));
