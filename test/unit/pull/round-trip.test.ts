import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../generator/docs/page-facts.js';
import { readPage } from '../../../generator/docs/read-page.js';
import { readArticle } from '../../../generator/pull/article.js';
import { compileLayout } from '../../../generator/pull/compile-layout.js';
import { docusaurus2 } from '../../../generator/pull/layouts/docusaurus-2.js';
import { writePage } from '../../../generator/pull/saved-page.js';
import { articleHtml, documentHtml, halvesOf } from '../../support/docs-site-html.js';

const ROOT = resolve(import.meta.dirname, '../../..');
const ORIGIN = 'https://docs.example.test';
const compiled = compileLayout(docusaurus2);

/** A page in Markdown to HTML and back again. */
const throughHtml = (text: string, identity: string): string => {
  const halves = halvesOf(text).map(({ language, markdown }) => {
    const html = documentHtml({
      identity,
      language,
      title: 'A page',
      article: articleHtml(markdown),
      sidebar: [],
      origin: ORIGIN,
    });
    const url = `${ORIGIN}${language === 'en' ? '/docs/' : '/docs/zh-CN/'}${identity}`;
    const read = readArticle(html, { compiled, baseUrl: ORIGIN, identity, language, url });
    if (!read.ok) throw new Error(`${identity} (${language}): ${read.failure.message}`);
    return { language, markdown: read.value };
  });
  const frontMatter = Object.fromEntries(
    [...(text.split('\n---\n')[0]?.matchAll(/^([a-z_]+): (.*)$/gm) ?? [])].map(([, k, v]) => [k, v]),
  );
  return writePage({ frontMatter: frontMatter as Record<string, string>, halves });
};

const factsOf = (text: string): unknown => withoutPlaces(readFacts(readPage({ file: 'page.md', text })));

/** Lines and columns differ by how a page is laid out; what it says must not. */
const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'at' ? undefined : each)));

const pagesBelow = (folder: string): readonly { readonly identity: string; readonly text: string }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({
      identity: name.replaceAll('\\', '/').replace(/\.md$/, ''),
      text: readFileSync(join(folder, name), 'utf8'),
    }));

const SEEDS = pagesBelow(join(ROOT, 'spec/docs'));
const CAPTURE = process.env['MARGINALIA_DOCS'] ?? resolve(ROOT, '../shared/docs/2026-01-15');

/** Where a capture has the page of another address, that is what the site would have to serve. */
const identityOf = (text: string, saved: string): string =>
  /\]\(\/docs\/(?:zh-CN\/)?([^#)\s]+)#/.exec(text)?.[1] ?? saved;

describe('a page of the site becomes the page that was captured', () => {
  it.each(SEEDS)('$identity: the same facts', ({ identity, text }) => {
    expect(factsOf(throughHtml(text, identity))).toEqual(factsOf(text));
  });

  if (existsSync(CAPTURE)) {
    it('the whole capture: the same facts on every page', () => {
      const pages = pagesBelow(CAPTURE);
      const different = pages.filter(({ identity, text }) => {
        const again = throughHtml(text, identityOf(text, identity));
        return JSON.stringify(factsOf(again)) !== JSON.stringify(factsOf(text));
      });
      expect(pages.length).toBeGreaterThan(200);
      expect(different.map(({ identity }) => identity)).toEqual([]);
    }, 240_000);
  }
});
