import { docusaurus2 } from '../../generator/pull/layouts/docusaurus-2.js';
import { startDocsSite, type DocsSite } from './docs-site.js';
import { articleHtml, documentHtml, halvesOf } from './docs-site-html.js';

/** A page of a site in both languages, from its Markdown. */
export const servePage = (
  site: DocsSite,
  identity: string,
  markdown: string,
  sidebar: readonly string[] = [],
): void => {
  for (const { language, markdown: half } of halvesOf(markdown)) {
    const title = /^# (.*)$/m.exec(half)?.[1] ?? identity;
    const path = `${language === 'en' ? '/docs/' : '/docs/zh-CN/'}${identity}`;
    const article = articleHtml(half);
    site.pages.set(path, documentHtml({ identity, language, title, article, sidebar, origin: site.origin }));
  }
};

/**
 * A site with these pages, laid out as the exchange's was: its entry pages are there, and their sidebar lists them all,
 * and what `alsoListed` names without being there.
 */
export const startSite = async (
  pages: Readonly<Record<string, string>>,
  alsoListed: readonly string[] = [],
): Promise<DocsSite> => {
  const site = await startDocsSite();
  const sidebar = [...docusaurus2.entries, ...Object.keys(pages), ...alsoListed];
  for (const [identity, markdown] of Object.entries(pages)) servePage(site, identity, markdown);
  for (const entry of docusaurus2.entries) servePage(site, entry, prose(entry), sidebar);
  return site;
};

const prose = (identity: string): string =>
  [
    '---\napi_type: x\n---\n',
    half(`/docs/${identity}`, 'Introduction', 'Words', 'Some words.'),
    '\n---\n',
    half(`/docs/zh-CN/${identity}`, '介绍', '说明', '一些说明文字。'),
  ].join('\n');

const half = (address: string, title: string, heading: string, words: string): string =>
  `# ${title}\n\n## ${heading}[\u200b](${address}#words "Direct link")\n\n${words}\n`;
