import type { WeightScope } from '../core/extensions.js';
import { isReservedMember } from '../core/reserved.js';
import type { EndpointGroup } from './group-endpoints.js';

/** What a family of endpoints has in common. A new family is a new entry here. */
export interface Family {
  /** First half of a client name. */
  readonly area: string;
  /** How the names of its files begin. */
  readonly stem: string;
  readonly title: string;
  readonly tag: { readonly name: string; readonly description: string };
  readonly server: { readonly url: string; readonly description: string };
  /** Where the general information tells it for all endpoints and the pages leave it out. */
  readonly weightScope?: WeightScope;
  /** How titles begin that all its pages share, longest first: no name needs these words. */
  readonly common: readonly string[];
}

interface KnownFamily extends Family {
  /** Where its pages live, and how its paths begin. */
  readonly identity: string;
  readonly prefix: string;
}

/** Where the pages are: an identity is an address below it. */
export const DOCS_BASE = 'https://developers.binance.com/docs/';

const PRODUCTION = { url: 'https://api.binance.com', description: 'Production Server' } as const;
const PORTFOLIO = { url: 'https://papi.binance.com', description: 'Portfolio margin' } as const;

const FAMILIES: readonly KnownFamily[] = [
  {
    identity: 'derivatives/portfolio-margin',
    prefix: '/papi/',
    area: 'portfolioMargin',
    stem: 'portfolio-margin',
    title: 'Portfolio margin',
    tag: { name: 'Portfolio Margin', description: 'Margin loans of a portfolio margin account.' },
    server: PORTFOLIO,
    weightScope: 'IP',
    common: ['portfolio margin account', 'portfolio margin', 'margin account'],
  },
  {
    identity: 'institutional_loan',
    prefix: '/sapi/v1/margin/loan-group',
    area: 'loanGroup',
    stem: 'loan-group',
    title: 'Institutional loan',
    tag: { name: 'Institutional Loan', description: 'Loans of risk units.' },
    server: PRODUCTION,
    common: ['institutional loan', 'institution loan group', 'risk unit', 'risk units'],
  },
  {
    identity: 'margin_trading',
    prefix: '/sapi/v1/margin/',
    area: 'margin',
    stem: 'margin',
    title: 'Margin trading',
    tag: { name: 'Margin Trading', description: 'Cross and isolated margin accounts.' },
    server: PRODUCTION,
    common: ['margin account', 'margin trading', 'margin'],
  },
];

/** Who answers below a first part of a path that no family claims. */
const SERVERS: Readonly<Record<string, Family['server']>> = {
  api: PRODUCTION,
  sapi: PRODUCTION,
  papi: PORTFOLIO,
  fapi: { url: 'https://fapi.binance.com', description: 'USDⓈ-M futures' },
  dapi: { url: 'https://dapi.binance.com', description: 'COIN-M futures' },
  eapi: { url: 'https://eapi.binance.com', description: 'Options' },
};

/** By the page, else by the path. `known` is false where the server is only the likeliest one. */
export const familyOf = ({ first, path }: EndpointGroup): Family & { readonly known: boolean } => {
  const identity = first.identity?.value ?? '';
  const named =
    FAMILIES.find((family) => identity === family.identity || identity.startsWith(`${family.identity}/`)) ??
    FAMILIES.find((family) => path.startsWith(family.prefix));
  if (named) return { ...named, known: true };
  const words = (identity.split('/')[0] ?? '').toLowerCase().match(/[a-z0-9]+/g) ?? ['other'];
  const root = path.split('/')[1] ?? '';
  const server = Object.hasOwn(SERVERS, root) ? SERVERS[root] : undefined;
  const title = words.join(' ');
  return {
    area: areaOf(words),
    stem: words.join('-').slice(0, 40),
    title: upper(title),
    tag: { name: words.map(upper).join(' '), description: `${upper(title)}.` },
    server: server ?? PRODUCTION,
    common: [title],
    known: server !== undefined,
  };
};

/** A name that the client can have beside its own members. */
const areaOf = (words: readonly string[]): string => {
  const area = words
    .map((word, index) => (index === 0 ? word : upper(word)))
    .join('')
    .replace(/^(?=\d)/, 'x');
  return isReservedMember(area) || area === 'call' || area === 'close' ? `${area}Area` : area.slice(0, 30);
};

/** The part of a family that a page belongs to: `trade`, `borrow-and-repay`. */
export const sectionOf = ({ first }: EndpointGroup): string => {
  const segments = (first.identity?.value ?? '').split('/');
  const section = segments[segments[0] === 'derivatives' ? 2 : 1] ?? '';
  return section
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
};

const upper = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
