import { catalog } from './layouts/catalog.js';
import { docusaurus2 } from './layouts/docusaurus-2.js';
import type { Language } from './types.js';

/**
 * Where a site keeps its pages and how it marks up what is on them. Plain data: a site that moves, or a second site, is
 * one more file in `layouts/` or a JSON file of the user's own. Selectors are those of `selector.ts`.
 */
export interface PageLayout {
  readonly name: string;
  /** What kind of site it is for, in one line. */
  readonly summary: string;
  /** Used when the user gives none. */
  readonly baseUrl?: string;
  /** Of each language, the path below the base URL: `/docs/zh-CN/{identity}`. The first one has the longest prefix. */
  readonly addresses: readonly AddressPattern[];
  /** Only pages below one of these are pages of the documentation; all are when it is empty. Each ends with `/`. */
  readonly families: readonly string[];
  /** Pages whose sidebar lists the others of their family. */
  readonly entries: readonly string[];
  /** Paths below the base URL; `[]` where the site has none. */
  readonly sitemaps: readonly string[];
  /** Lines of the front matter that are the same on every page. */
  readonly frontMatter: Readonly<Record<string, string>>;
  readonly selectors: LayoutSelectors;
  readonly signs: LayoutSigns;
}

export interface AddressPattern {
  readonly language: Language;
  readonly path: string;
  /** The form in which heading anchors of this language are saved, where it is not `path`. */
  readonly savedAs?: string;
}

/** Each is a list of alternatives. */
export interface LayoutSelectors {
  /** What ends with the page: when it was not closed the page was cut off. */
  readonly article: readonly string[];
  /** Inside the article: what holds the text of the page. The article itself where none matches. */
  readonly content: readonly string[];
  /** The link inside a heading that leads to the heading. */
  readonly anchor: readonly string[];
  /** Inside the article, and no part of the text: breadcrumbs, table of contents, buttons, edit links. */
  readonly drop: readonly string[];
  /** One line of an example, where lines are elements. */
  readonly codeLine: readonly string[];
  readonly admonition: readonly string[];
  readonly admonitionTitle: readonly string[];
  readonly tabs: readonly string[];
  readonly tabList: readonly string[];
  readonly tabPanel: readonly string[];
  /** The navigation that lists the pages of a family. */
  readonly sidebar: readonly string[];
  /** Inside the navigation: an entry that others stand below, which a closed one leaves out. */
  readonly category: readonly string[];
}

export interface LayoutSigns {
  /** Headings of a page that says there is no such page. */
  readonly notFoundHeadings: readonly string[];
  readonly notFound: readonly string[];
  readonly login: readonly string[];
  /** Parts of a path to which a visitor without a session is sent. */
  readonly loginPaths: readonly string[];
}

export const LAYOUTS: readonly PageLayout[] = [docusaurus2, catalog];

export const findLayout = (name: string): PageLayout | undefined => LAYOUTS.find((layout) => layout.name === name);
