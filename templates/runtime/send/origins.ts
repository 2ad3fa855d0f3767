import { ConfigurationError } from '../errors/errors.js';
import type { Origin } from './wire.js';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** An IPv4 or IPv6 address, as the URL parser writes it. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|.*:.*)$/;

const parseUrl = (text: string): URL | undefined => {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
};

const isBareOrigin = (url: URL): boolean =>
  url.username === '' && url.password === '' && url.pathname === '/' && url.search === '' && url.hash === '';

/** Reads an origin and refuses all else: a path, credentials, a scheme that does not hide the key on its way. */
export const readOrigin = (text: string, allowInsecure: boolean): Origin => {
  const url = typeof text === 'string' ? parseUrl(text) : undefined;
  // The text is not repeated: what is no plain origin may hold a password.
  if (url === undefined || !isBareOrigin(url) || !/^https?:$/.test(url.protocol)) {
    const example = '"https://api.binance.com", without a path or query';
    throw new ConfigurationError('baseUrl', `baseUrl must be an origin such as ${example}.`);
  }
  const secure = url.protocol === 'https:';
  if (!secure && !allowInsecure && !LOOPBACK.test(url.hostname)) {
    const hint = 'Use https, or set allowInsecure if you mean it.';
    throw new ConfigurationError('baseUrl', `${url.origin} would show the API key to anyone on the way. ${hint}`);
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const serverName = ADDRESS.test(host) ? '' : host;
  return { href: url.origin, secure, host, port: Number(url.port) || (secure ? 443 : 80), serverName };
};

/** Says where requests for a server of the spec go. */
export type FindOrigin = (server: string) => Origin;

const cached = (find: FindOrigin): FindOrigin => {
  const known = new Map<string, Origin>();
  return (server) => {
    const origin = known.get(server) ?? find(server);
    known.set(server, origin);
    return origin;
  };
};

/** The entries of a plain object. A `URL` or a `Map` has none, and would send everything to the real exchange. */
const entriesOf = (map: Readonly<Record<string, string>>): readonly (readonly [string, string])[] => {
  const prototype: unknown = Object.getPrototypeOf(map);
  const entries = prototype === Object.prototype || prototype === null ? Object.entries(map) : [];
  if (entries.length > 0) return entries;
  const forms = 'a string, or a plain object with an origin for every server that is called';
  throw new ConfigurationError('baseUrl', `baseUrl must be ${forms}; leave it out for the servers of the spec.`);
};

/** The keys are names of servers, nothing is sent there: a plain http one may stand. */
const nameOf = (server: string): string => readOrigin(server, true).href;

/** Who gives a map means to say where requests go: a server that it does not name is a mistake, and never called. */
const createReplaced = (map: Readonly<Record<string, string>>, allowInsecure: boolean): FindOrigin => {
  const replaced = new Map(
    entriesOf(map).map(([server, origin]) => [nameOf(server), readOrigin(origin, allowInsecure)]),
  );
  return (server) => {
    const origin = replaced.get(nameOf(server));
    if (origin !== undefined) return origin;
    const has = [...replaced.keys()].join(', ');
    throw new ConfigurationError('baseUrl', `baseUrl does not name the server ${nameOf(server)}; it has ${has}.`);
  };
};

/** The table of origins for one client; what is wrong with `baseUrl` shows at once. */
export const createOrigins = (
  baseUrl: string | Readonly<Record<string, string>> | undefined,
  allowInsecure: boolean,
): FindOrigin => {
  if (typeof baseUrl === 'string') {
    const only = readOrigin(baseUrl, allowInsecure);
    return () => only;
  }
  if (baseUrl !== undefined) return cached(createReplaced(baseUrl, allowInsecure));
  return cached((server) => readOrigin(server, allowInsecure));
};
