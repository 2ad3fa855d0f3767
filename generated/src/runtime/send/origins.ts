import { ConfigurationError } from '../errors/errors.js';
import { readOrigin } from './origin.js';
import type { Origin, Origins } from './wire.js';

/** Says where the requests for a server of the spec may go. */
export type FindOrigins = (server: string) => Origins;

/** What `baseUrl` may be; what it means stands in `ClientOptions`. */
export type BaseUrl = string | readonly string[] | Readonly<Record<string, string | readonly string[]>>;

/**
 * Where the spot and margin API (`/api`, `/sapi`) can be reached, as the documentation lists it. Of the numbered ones
 * it says that they may be faster and are less stable. All lead to one exchange with one set of limits, so going
 * elsewhere spends the same budget. The portfolio-margin API (`/papi`) is not among them: it has a host of its own.
 *
 * https://developers.binance.com/docs/margin_trading/general-info#general-api-information
 */
export const API_ORIGINS = [
  'https://api.binance.com',
  'https://api-gcp.binance.com',
  'https://api1.binance.com',
  'https://api2.binance.com',
  'https://api3.binance.com',
  'https://api4.binance.com',
] as const;

const refuse = (message: string): never => {
  throw new ConfigurationError('baseUrl', message);
};

const readList = (value: string | readonly string[], allowInsecure: boolean): Origins => {
  const texts: readonly string[] = typeof value === 'string' ? [value] : value;
  const read = (text: string): Origin => readOrigin(text, allowInsecure);
  const [first, ...rest] = Array.isArray(texts) ? texts.map(read) : [];
  if (first === undefined) return refuse('baseUrl has a list of origins that names none.');
  const hrefs = [first, ...rest].map(({ href }) => href);
  const twice = hrefs.find((href, at) => hrefs.indexOf(href) !== at);
  return twice === undefined ? [first, ...rest] : refuse(`baseUrl names ${twice} twice in one list.`);
};

/** One server always gives the same list, so that what is known of a list can be kept with it. */
const cached = (find: FindOrigins): FindOrigins => {
  const known = new Map<string, Origins>();
  return (server) => {
    const origins = known.get(server) ?? find(server);
    known.set(server, origins);
    return origins;
  };
};

type OriginMap = Readonly<Record<string, string | readonly string[]>>;

/** The entries of a plain object. A `URL` or a `Map` has none, and would send everything to the real exchange. */
const entriesOf = (map: OriginMap): readonly (readonly [string, string | readonly string[]])[] => {
  const prototype: unknown = Object.getPrototypeOf(map);
  const entries = prototype === Object.prototype || prototype === null ? Object.entries(map) : [];
  if (entries.length > 0) return entries;
  const forms = 'a string, a list of them, or a plain object with an origin or a list for every server that is called';
  return refuse(`baseUrl must be ${forms}; leave it out for the servers of the spec.`);
};

/** The keys are names of servers, nothing is sent there: a plain http one may stand. */
const nameOf = (server: string): string => readOrigin(server, true).href;

/** Who gives a map means to say where requests go: a server that it does not name is a mistake, and never called. */
const createReplaced = (map: OriginMap, allowInsecure: boolean): FindOrigins => {
  const replaced = new Map(entriesOf(map).map(([server, value]) => [nameOf(server), readList(value, allowInsecure)]));
  return (server) => {
    const origins = replaced.get(nameOf(server));
    if (origins !== undefined) return origins;
    const has = [...replaced.keys()].join(', ');
    return refuse(`baseUrl does not name the server ${nameOf(server)}; it has ${has}.`);
  };
};

const isList = (baseUrl: BaseUrl): baseUrl is string | readonly string[] =>
  typeof baseUrl === 'string' || Array.isArray(baseUrl);

/** The table of origins for one client; what is wrong with `baseUrl` shows at once. */
export const createOrigins = (baseUrl: BaseUrl | undefined, allowInsecure: boolean): FindOrigins => {
  if (baseUrl === undefined) return cached((server) => [readOrigin(server, allowInsecure)]);
  if (!isList(baseUrl)) return cached(createReplaced(baseUrl, allowInsecure));
  const all = readList(baseUrl, allowInsecure);
  return () => all;
};
