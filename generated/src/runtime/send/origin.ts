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
  const isOpen = url?.protocol === 'http:' && (allowInsecure || LOOPBACK.test(url.hostname));
  if (url?.href !== `${url?.origin}/` || !(isOpen || url.protocol === 'https:')) {
    // The text is not repeated: what is no plain origin may hold a password.
    const message = 'baseUrl must be an origin such as https://api.binance.com; http: needs allowInsecure.';
    throw new ConfigurationError('baseUrl', message);
  }
  return url;
};

/** Reads an origin into the pieces that the platforms ask for, and refuses what is none. */
export const readOrigin = (text: string, allowInsecure: boolean): Origin => {
  const { origin: href, protocol, hostname, port } = checkOrigin(text, allowInsecure);
  const secure = protocol === 'https:';
  const host = hostname.replace(/^\[|\]$/g, '');
  return { href, secure, host, port: Number(port) || (secure ? 443 : 80), serverName: ADDRESS.test(host) ? '' : host };
};
