import { identityFault, inFamily, readAddress } from './address.js';
import type { CompiledLayout } from './compile-layout.js';
import { attributeOf, elementsBelow, textOf, type Document, type Element } from './html-tree.js';
import { matchesAny } from './selector.js';
import type { Language } from './types.js';

/** What the sidebar of one page lists. */
export interface SidebarLinks {
  readonly found: boolean;
  readonly identities: readonly string[];
  /** Links to pages whose name cannot be a file name. */
  readonly odd: readonly string[];
  /** Categories that show nothing below them; their own page opens them, where they have one. */
  readonly closed: readonly ClosedCategory[];
  /** Names of categories that show what is below them. */
  readonly open: readonly string[];
}

export interface ClosedCategory {
  readonly name: string;
  readonly identity?: string;
}

export interface SidebarContext {
  readonly compiled: CompiledLayout;
  readonly baseUrl: string;
  readonly language: Language;
  readonly url: string;
}

export const readSidebar = (document: Document, context: SidebarContext): SidebarLinks => {
  const { select } = context.compiled;
  const sidebars = outermost(document, context);
  const all = sidebars.flatMap((sidebar) => linksBelow(sidebar, context));
  const categories = sidebars.flatMap((sidebar) =>
    [...elementsBelow(sidebar)].filter((element) => matchesAny(element, select.category)),
  );
  const read = categories.map((category) => readCategory(category, context));
  return {
    found: sidebars.length > 0,
    identities: all.filter((identity) => identityFault(identity) === undefined),
    odd: all.filter((identity) => identityFault(identity) !== undefined),
    closed: read
      .filter((each) => !each.isOpen)
      .map(({ name, identity }) => ({ name, ...(identity ? { identity } : {}) })),
    open: read.filter((each) => each.isOpen).map(({ name }) => name),
  };
};

/** The first alternative of the layout that is on the page. */
const outermost = (document: Document, { compiled }: SidebarContext): readonly Element[] => {
  for (const selector of compiled.select.sidebar) {
    const found: Element[] = [];
    const isInside = (element: Element): boolean => found.includes(element);
    for (const element of elementsBelow(document, isInside)) {
      if (matchesAny(element, [selector])) found.push(element);
    }
    if (found.length > 0) return found.slice(0, 10);
  }
  return [];
};

const linksBelow = (root: Element, context: SidebarContext): readonly string[] =>
  [...elementsBelow(root)].flatMap((element) => {
    const href = element.tagName === 'a' ? attributeOf(element, 'href') : undefined;
    // `#` is a button that opens a category.
    if (href === undefined || href.startsWith('#')) return [];
    return listedPage(href, context) ?? [];
  });

/** A page of this documentation, in the language that is being read. */
export const listedPage = (href: string, { compiled, baseUrl, language, url }: SidebarContext): string | undefined => {
  const address = readAddress(compiled.layout, baseUrl, { href, from: url });
  if (!address || address.language !== language) return undefined;
  return inFamily(compiled.layout, address.identity) ? address.identity : undefined;
};

const readCategory = (
  category: Element,
  context: SidebarContext,
): { readonly name: string; readonly isOpen: boolean; readonly identity?: string } => {
  const links = linksBelow(category, context);
  const label = [...elementsBelow(category)].find((element) => element.tagName === 'a' || element.tagName === 'button');
  const name = textOf(label ?? category)
    .trim()
    .slice(0, 200);
  const own = label ? linksBelow(category, context).slice(0, ownLinks(label, context)) : [];
  const [identity] = own;
  return { name, isOpen: links.length > own.length, ...(identity === undefined ? {} : { identity }) };
};

const ownLinks = (label: Element, context: SidebarContext): number => {
  const href = attributeOf(label, 'href');
  return href !== undefined && !href.startsWith('#') && listedPage(href, context) !== undefined ? 1 : 0;
};

/** The addresses in a sitemap, or in a list of sitemaps. */
export const readSitemap = (
  xml: string,
): { readonly pages: readonly string[]; readonly sitemaps: readonly string[] } => {
  const found = [...xml.matchAll(/<loc>([^<]{1,2000}|\s{0,9}<!\[CDATA\[[^\]]{1,2000}\]\]>\s{0,9})<\/loc>/gi)].map(
    ([, address = '']) => address.replace('<![CDATA[', '').replace(']]>', '').trim().replaceAll('&amp;', '&'),
  );
  return /<sitemapindex\b/i.test(xml) ? { pages: [], sitemaps: found } : { pages: found, sitemaps: [] };
};
