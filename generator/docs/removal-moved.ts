import { comparable } from '../core/plain-text.js';
import type { EndpointFacts } from './types.js';

/**
 * The one endpoint among those that are new which is the old one at another address, such as a later version. Where two
 * of them could be it, none is: a wrong guess would hide both a removed endpoint and a new one.
 */
export const findMoved = (old: EndpointFacts, candidates: readonly EndpointFacts[]): EndpointFacts | undefined => {
  const address = addressOf(old);
  const alike = candidates.filter((each) => addressOf(each) !== address && isSame(old, each));
  const addresses = new Set(alike.map(addressOf));
  return addresses.size === 1 ? (alike.find(({ language }) => language === old.language) ?? alike[0]) : undefined;
};

const addressOf = ({ method, path }: EndpointFacts): string => `${method.value} ${path.value}`;

const isSame = (old: EndpointFacts, other: EndpointFacts): boolean => {
  if (old.language !== other.language) return false;
  const samePage = old.identity !== undefined && old.identity.value === other.identity?.value;
  const [sameTitle, sameParameters] = [titlesMatch(old, other), parametersMatch(old, other)];
  // The page of a category holds its first endpoint, whichever that is: its address alone says nothing.
  if (samePage && sameTitle && (sameParameters || lastPart(old) === lastPart(other))) return true;
  if (old.method.value !== other.method.value) return false;
  if (isSameButForVersion(old.path.value, other.path.value)) return sameTitle || sameParameters;
  if (!sameParameters || firstPart(old) !== firstPart(other)) return false;
  return sameTitle || (samePage && lastPart(old) === lastPart(other));
};

const titlesMatch = (a: EndpointFacts, b: EndpointFacts): boolean => {
  const [own, other] = [comparable(a.title?.value ?? ''), comparable(b.title?.value ?? '')];
  return own !== '' && own.toLowerCase() === other.toLowerCase();
};

/** Signed endpoints all have these: they tell nothing apart. */
const COMMON: readonly string[] = ['timestamp', 'recvWindow', 'signature'];

const parametersMatch = (a: EndpointFacts, b: EndpointFacts): boolean => {
  const [own, other] = [ownParameters(a), ownParameters(b)];
  return own.length > 0 && own.length === other.length && own.every((name, index) => name === other[index]);
};

const ownParameters = ({ parameters }: EndpointFacts): readonly string[] =>
  [...new Set((parameters?.rows ?? []).map(({ name }) => name))].filter((name) => !COMMON.includes(name)).sort();

const parts = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

const firstPart = ({ path }: EndpointFacts): string => parts(path.value)[0] ?? '';

const lastPart = ({ path }: EndpointFacts): string => parts(path.value).at(-1) ?? '';

/** `/sapi/v1/a/b` and `/sapi/v2/a/b`, or `/v1/a/b`. Another prefix is another family, whose paths end alike. */
const isSameButForVersion = (own: string, other: string): boolean => {
  const [a, b] = [atVersion(own), atVersion(other)];
  return a.rest === b.rest && (a.prefix === b.prefix || a.prefix === '' || b.prefix === '');
};

const atVersion = (path: string): { readonly prefix: string; readonly rest: string } => {
  const all = parts(path);
  const version = all.findIndex((part) => /^v\d+$/i.test(part));
  return { prefix: all.slice(0, Math.max(0, version)).join('/'), rest: all.slice(version + 1).join('/') };
};
