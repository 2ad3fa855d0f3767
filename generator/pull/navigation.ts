import type { Diagnostic } from '../core/diagnostic.js';
import { byCodeUnit } from '../core/mutable-json.js';
import { addressOf, identityFault } from './address.js';
import type { CompiledLayout } from './compile-layout.js';
import { parseHtml } from './html-tree.js';
import type { HttpClient } from './http-client.js';
import { listedPage, readSidebar, readSitemap, type SidebarContext } from './navigation-links.js';
import type { Robots } from './robots.js';
import type { Language, PageFailure } from './types.js';

/** Every page that the site lists, and whether that is sure to be all of them. */
export interface Navigation {
  readonly identities: readonly string[];
  readonly whole: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export interface NavigationContext {
  readonly client: HttpClient;
  readonly robots: Robots;
  readonly compiled: CompiledLayout;
  readonly baseUrl: string;
  readonly language: Language;
}

/** Opening more categories than this is no navigation any more. */
const MAX_OPENED = 500;
const MAX_SITEMAPS = 50;
const SITEMAP_BYTES = 32 * 1024 * 1024;

/**
 * From the sidebars of the entry pages, opening each closed category by its own page, and from the sitemap. Always
 * asked for in full: what "not modified" leaves out is just what is needed here.
 */
export const readNavigation = async (context: NavigationContext): Promise<Navigation> => {
  const found = new Set<string>();
  const sidebars = await readSidebars(context, found);
  const listed = await readSitemaps(context, found);
  const { entries } = context.compiled.layout;
  const hasSidebars = entries.length > 0 && sidebars.whole;
  const whole = found.size > 0 && sidebars.entriesRead && (hasSidebars || listed);
  const diagnostics = [...sidebars.diagnostics];
  if (!whole) diagnostics.push(notWhole(found.size, context.baseUrl));
  return { identities: [...found].sort(byCodeUnit), whole, diagnostics };
};

const notWhole = (count: number, baseUrl: string): Diagnostic => ({
  code: 'pull/navigation-part',
  severity: 'warning',
  message: `The navigation of ${baseUrl} could not be read whole; it lists ${count} pages that could be read.`,
  hint: 'No page counts as removed. Give the pages with --list, or correct the entries and sitemaps of the layout.',
});

interface Sidebars {
  readonly entriesRead: boolean;
  readonly whole: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

const readSidebars = async (context: NavigationContext, found: Set<string>): Promise<Sidebars> => {
  const { entries } = context.compiled.layout;
  const queue = [...entries];
  const asked = new Set(queue);
  const closed = new Set<string>();
  const open = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  let entriesRead = true;
  let isWhole = true;
  for (let at = 0; at < queue.length && at < MAX_OPENED; at += 1) {
    const identity = queue[at] ?? '';
    const page = await readPageSidebar(context, identity);
    if ('failure' in page) {
      diagnostics.push(notRead(identity, page.failure));
      if (entries.includes(identity)) entriesRead = false;
      isWhole = false;
      continue;
    }
    for (const each of page.identities) found.add(each);
    for (const each of page.open) open.add(each);
    for (const each of page.closed) {
      if (each.identity === undefined) closed.add(each.name);
      else if (!asked.has(each.identity)) queue.push(each.identity);
      if (each.identity !== undefined) asked.add(each.identity);
    }
    diagnostics.push(...page.odd.map(oddName));
    isWhole &&= page.found;
  }
  isWhole &&= queue.length <= MAX_OPENED && [...closed].every((name) => open.has(name));
  return { entriesRead, whole: isWhole, diagnostics };
};

type PageSidebar = ReturnType<typeof readSidebar> | { readonly failure: PageFailure };

const readPageSidebar = async (context: NavigationContext, identity: string): Promise<PageSidebar> => {
  const { client, robots, compiled, baseUrl, language } = context;
  const url = addressOf(compiled.layout, baseUrl, { identity, language }) ?? baseUrl;
  if (!robots.allows(url))
    return { failure: { reason: 'robots', message: `robots.txt does not let us fetch ${url}.` } };
  const reply = await client.retrying(() => client.get({ url, accept: 'html' }));
  if (!reply.ok) return reply;
  const document = reply.value.kind === 'text' ? parseHtml(reply.value.text) : undefined;
  if (!document) return { failure: { reason: 'too-deep', message: `${url} could not be read as a page.` } };
  const sidebar: SidebarContext = { compiled, baseUrl, language, url };
  return readSidebar(document, sidebar);
};

const notRead = (identity: string, failure: PageFailure): Diagnostic => ({
  code: `pull/${failure.reason}`,
  severity: 'warning',
  message: `The navigation on the page ${identity} could not be read: ${failure.message}`,
  hint: 'If the site has moved its pages, choose another --layout, or write one; see entries there.',
});

const oddName = (identity: string): Diagnostic => ({
  code: 'pull/odd-identity',
  severity: 'warning',
  message: `The navigation lists ${JSON.stringify(identity.slice(0, 200))}: ${identityFault(identity) ?? 'it is odd'}.`,
  hint: 'This page is not fetched: its name cannot be the name of a file.',
});

/** Whether a sitemap could be read that lists pages of this documentation. */
const readSitemaps = async (context: NavigationContext, found: Set<string>): Promise<boolean> => {
  const { client, robots, compiled, baseUrl, language } = context;
  const host = new URL(baseUrl).host;
  const queue = [...new Set([...compiled.layout.sitemaps.map((path) => `${baseUrl}${path}`), ...robots.sitemaps])];
  const asked = new Set(queue);
  let listed = 0;
  for (let at = 0; at < queue.length && at < MAX_SITEMAPS; at += 1) {
    const url = queue[at] ?? '';
    if (!URL.canParse(url) || new URL(url).host !== host || !robots.allows(url)) continue;
    const reply = await client.retrying(() => client.get({ url, accept: 'text', maxBytes: SITEMAP_BYTES }));
    if (!reply.ok || reply.value.kind !== 'text') continue;
    const { pages, sitemaps } = readSitemap(reply.value.text);
    for (const each of sitemaps) if (!asked.has(each)) queue.push(each);
    for (const each of sitemaps) asked.add(each);
    for (const href of pages) {
      const identity = listedPage(href, { compiled, baseUrl, language, url });
      if (identity === undefined || identityFault(identity) !== undefined) continue;
      found.add(identity);
      listed += 1;
    }
  }
  return listed > 0;
};
