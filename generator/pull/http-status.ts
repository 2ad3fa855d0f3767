import type { PageFailure } from './types.js';

/** Longer than this nobody waits; the run says so and goes no further. */
export const LONGEST_WAIT_MS = 120_000;

/** What an answer means that is neither a page nor "not modified". */
export const statusFailure = (response: Response, now: number): PageFailure | undefined => {
  const { status, url } = response;
  if (status === 200) return undefined;
  const message = `${url} answers with status ${status}.`;
  if (status === 404 || status === 410) return { reason: 'not-found', message };
  if (status === 401 || status === 403 || status === 407) return { reason: 'refused', message };
  const wait = readRetryAfter(response.headers.get('retry-after'), now);
  const passing = { passing: true, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  if (status === 429) return { reason: 'rate-limited', message, ...passing };
  if (status === 408 || status === 425 || status >= 500) return { reason: 'server-error', message, ...passing };
  return { reason: 'status', message };
};

/** Seconds or a date; junk says nothing. */
const readRetryAfter = (value: string | null, now: number): number | undefined => {
  if (value === null) return undefined;
  if (/^\s*\d{1,10}\s*$/.test(value)) return Number(value) * 1000;
  const date = /[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isFinite(date) ? Math.max(0, date - now) : undefined;
};

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export type Redirect = { readonly to: string } | { readonly failure: PageFailure };

/**
 * Where an answer sends us. Only to the same page in another spelling (a slash at the end, http to https); anything
 * else would put another page in the place of this one without anybody noticing.
 */
export const readRedirect = (response: Response, from: string, loginPaths: readonly string[]): Redirect | undefined => {
  if (!REDIRECTS.has(response.status)) return undefined;
  const location = response.headers.get('location') ?? '';
  const target = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (!target) return { failure: { reason: 'redirected', message: `${from} sends us on without saying where.` } };
  if (isSamePage(new URL(from), target)) return { to: target.href };
  const shown = `${target.origin}${target.pathname}`;
  const login = loginPaths.some((path) => target.pathname.toLowerCase().includes(path));
  if (login) return { failure: { reason: 'login-page', message: `${from} sends us to log in, at ${shown}.` } };
  return { failure: { reason: 'redirected', message: `${from} sends us on to ${shown}.` } };
};

const isSamePage = (from: URL, to: URL): boolean => {
  const bare = (url: URL): string => url.pathname.replace(/\/$/, '');
  const samePlace = from.origin === to.origin || (from.hostname === to.hostname && isUpgrade(from, to));
  return samePlace && bare(from) === bare(to) && to.search === '' && to.username === '';
};

const isUpgrade = (from: URL, to: URL): boolean =>
  from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
