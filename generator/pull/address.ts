import type { PageLayout } from './layout.js';
import type { Language } from './types.js';

/** What an address names. */
export interface PageAddress {
  readonly identity: string;
  readonly language: Language;
  /** Without its `#`; empty for the page itself. */
  readonly anchor: string;
}

const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const MAX_IDENTITY = 200;

/**
 * Why a text cannot be the identity of a page, or `undefined`. An identity becomes a file name below the folder of the
 * capture, so nothing that could lead elsewhere, or that two file systems read differently, is one.
 */
export const identityFault = (identity: string): string | undefined => {
  if (identity.length > MAX_IDENTITY) return `it is longer than ${MAX_IDENTITY} characters`;
  const segments = identity.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    return 'it has an empty part, or one that is "." or ".."';
  }
  if (segments.some((segment) => !SEGMENT.test(segment))) return 'only A-Z, a-z, 0-9, "_", "-" and "." may stand in it';
  if (segments.some((segment) => segment.endsWith('.') || DEVICE.test(segment))) return 'a file cannot have this name';
  // `a.md/b` would need a folder where the page `a` has its file.
  return segments.some((segment) => /\.(?:md|json)$/i.test(segment)) ? 'a part of it ends like a file' : undefined;
};

/** Where the site has the page in a language; `undefined` where the layout has no such language. */
export const addressOf = (
  layout: PageLayout,
  baseUrl: string,
  page: Omit<PageAddress, 'anchor'>,
): string | undefined => {
  const pattern = layout.addresses.find(({ language }) => language === page.language);
  return pattern && `${baseUrl}${fill(pattern.path, page.identity)}`;
};

/** The form in which the saved page names itself. */
export const savedAnchor = (layout: PageLayout, page: PageAddress): string | undefined => {
  const pattern = layout.addresses.find(({ language }) => language === page.language);
  return pattern && `${fill(pattern.savedAs ?? pattern.path, page.identity)}#${page.anchor}`;
};

const fill = (pattern: string, identity: string): string => pattern.replace('{identity}', () => identity);

/**
 * What a link on a page leads to: a page of this site by this layout, or `undefined`. `from` is the address that the
 * link is relative to.
 */
export const readAddress = (layout: PageLayout, baseUrl: string, link: Link): PageAddress | undefined => {
  const base = new URL(baseUrl);
  const url = URL.canParse(link.href, link.from) ? new URL(link.href, link.from) : undefined;
  if (!url || url.host !== base.host || !/^https?:$/.test(url.protocol)) return undefined;
  const below = base.pathname.replace(/\/$/, '');
  if (!url.pathname.startsWith(`${below}/`)) return undefined;
  return readPath(layout, decode(url.pathname.slice(below.length)), decode(url.hash.slice(1)));
};

export interface Link {
  readonly href: string;
  readonly from: string;
}

const readPath = (layout: PageLayout, path: string, anchor: string): PageAddress | undefined => {
  for (const pattern of layout.addresses) {
    const [before = '', after = ''] = pattern.path.split('{identity}');
    const bare = path.replace(/\/$/, '');
    if (!bare.startsWith(before) || !bare.endsWith(after) || bare.length <= before.length + after.length) continue;
    return { identity: bare.slice(before.length, bare.length - after.length), language: pattern.language, anchor };
  }
  return undefined;
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Whether a page is one of the documentation that the layout is for. */
export const inFamily = (layout: PageLayout, identity: string): boolean =>
  layout.families.length === 0 || layout.families.some((family) => `${identity}/`.startsWith(family));

/** `https://host/base` without a slash at its end, or why it is no base URL. */
export const readBaseUrl = (text: string): { readonly url: string } | { readonly fault: string } => {
  if (!URL.canParse(text)) return { fault: 'it is no address' };
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { fault: 'it starts with neither https: nor http:' };
  if (url.username !== '' || url.password !== '') return { fault: 'it has a user name or a password in it' };
  if (url.search !== '' || url.hash !== '') return { fault: 'it has a "?" or a "#" in it' };
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, '')}` };
};
