import type { PageLayout } from '../layout.js';
import { docusaurus2 } from './docusaurus-2.js';

/**
 * The addresses since mid-2026, as links to them show: `/en/docs/catalog/<product>/api/rest-api/<area>`, several
 * endpoints on one page, and `/en/docs/products/<product>/<page>`. Nobody here has seen the markup of these pages: the
 * selectors are those of Docusaurus with plain HTML as the second choice, and the Chinese prefix is a guess.
 */
export const catalog: PageLayout = {
  ...docusaurus2,
  name: 'catalog',
  summary: 'pages at /en/docs/catalog/<page> and /zh-CN/docs/catalog/<page>',
  addresses: [
    { language: 'zh', path: '/zh-CN/docs/{identity}' },
    { language: 'en', path: '/en/docs/{identity}' },
  ],
  families: ['catalog/', 'products/'],
  entries: [
    'catalog/core-trading-margin-trading/api/rest-api',
    'catalog/advanced-trading-derivatives-trading-portfolio-margin/api/rest-api',
  ],
  sitemaps: ['/sitemap.xml'],
  selectors: {
    ...docusaurus2.selectors,
    article: ['main article', 'article', 'main'],
    anchor: ['a.hash-link', 'h1 > a', 'h2 > a', 'h3 > a', 'h4 > a'],
    sidebar: [...docusaurus2.selectors.sidebar, 'aside nav', 'aside'],
  },
};
