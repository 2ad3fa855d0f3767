import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../../generator/docs/read-page.js';
import { readArticle } from '../../../generator/pull/article.js';
import { compileLayout } from '../../../generator/pull/compile-layout.js';
import { docusaurus2 } from '../../../generator/pull/layouts/docusaurus-2.js';
import type { Fetched } from '../../../generator/pull/types.js';
import { writePage } from '../../../generator/pull/saved-page.js';
import { escapeHtml } from '../../support/docs-site-html.js';

const CASES = resolve(import.meta.dirname, '../../cases/pull');
const ORIGIN = 'https://docs.example.test';
const compiled = compileLayout(docusaurus2);

const read = (body: string, language: 'en' | 'zh' = 'en'): Fetched<string> => {
  const url = `${ORIGIN}${language === 'en' ? '/docs/' : '/docs/zh-CN/'}rooms/hall`;
  const html = `<!doctype html><html><head><link rel="canonical" href="${url}"></head><body><article><div class="theme-doc-markdown">${body}</div></article></body></html>`;
  return readArticle(html, { compiled, baseUrl: ORIGIN, identity: 'rooms/hall', language, url });
};

const markdownOf = (body: string): string => {
  const article = read(body);
  if (!article.ok) throw new Error(article.failure.message);
  return article.value;
};

const bare = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();

describe('HTML becomes the Markdown of captured pages', () => {
  it.each(readdirSync(CASES))('%s', (name) => {
    const want = readFileSync(join(CASES, name, 'want.md'), 'utf8');
    expect(bare(markdownOf(readFileSync(join(CASES, name, 'given.html'), 'utf8')))).toBe(bare(want));
  });

  it('the last cell and each line of an example end as they do in captured pages', () => {
    expect(markdownOf('<table><tr><th>a</th><th>b</th></tr></table><p>x</p>')).toBe('a| b  \n---|---  \n  \nx');
    expect(
      markdownOf(
        '<p>x</p><pre><span class="token-line">{<br></span><span class="token-line">}<br></span></pre><p>y</p>',
      ),
    ).toBe('x\n    \n    \n    {  \n    }  \n    \n\ny');
  });
});

const HOSTILE = [
  '---',
  '# x',
  '> x',
  '* x',
  '1. x',
  '```',
  '<html>',
  '    x',
  '|---|',
  'a|b',
  '\u200b---',
  '[](/docs/other/page#a)',
  '\\',
  '`',
  '**',
  '\u0000',
  '\n',
  '\ufffd',
  '&',
  '</article>',
  '<!--',
  '\u2028',
];

describe('whatever the words of a page are', () => {
  const words = fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 8 })
    .map((each) => each.join(' '));
  const wrap = (text: string): string => {
    const words = escapeHtml(text);
    const anchor = '<a class="hash-link" href="/docs/rooms/hall#a"></a>';
    return `<h1>${words}</h1><h2>${words}${anchor}</h2><p>${words}</p><ul><li>${words}</li></ul><p>a<br>${words}</p><table><tr><th>a</th><th>b</th></tr><tr><td>${words}</td><td>${words}</td></tr></table><pre>${words}</pre><blockquote>${words}</blockquote><h2>End${anchor}</h2>`;
  };

  it('they stay words: the page has its two halves and its own identity', () => {
    fc.assert(
      fc.property(words, (text) => {
        const halves = (['en', 'zh'] as const).map((language) => {
          const article = read(
            wrap(text).replaceAll('/docs/', language === 'en' ? '/docs/' : '/docs/zh-CN/'),
            language,
          );
          if (!article.ok) throw new Error(article.failure.message);
          return { language, markdown: article.value };
        });
        const page = readPage({ file: 'page.md', text: writePage({ frontMatter: { source_url: 'x' }, halves }) });
        expect(page.state).toBe('read');
        expect(page.halves.map(({ language, identity }) => [language, identity?.value])).toEqual([
          ['en', 'rooms/hall'],
          ['zh', 'rooms/hall'],
        ]);
        expect(
          page.halves[0]?.sections
            .filter(({ level }) => level === 2)
            .map(({ heading }) => heading)
            .at(-1),
        ).toBe('End');
      }),
      { numRuns: 300 },
    );
  });

  it('no bytes make it throw', () => {
    const tag = fc.constantFrom(
      '<b>',
      '</b>',
      '<p>',
      '</p>',
      '<table>',
      '<tr>',
      '<td>',
      '</table>',
      '<ul>',
      '<li>',
      '<pre>',
      '<a href="#x" class="hash-link">',
      '</a>',
      '<div role="tabpanel">',
      '<div class="tabs-container">',
      '<svg>',
      '<template>',
      '</article>',
      '<br>',
      '<details>',
      '<summary>',
      '<blockquote>',
      '<math>',
      '<select>',
      '<frameset>',
    );
    const soup = fc.array(fc.oneof(tag, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 40 });
    fc.assert(
      fc.property(soup, (parts) => void read(parts.join(''))),
      { numRuns: 500 },
    );
  });

  it.each([
    ['deep', '<div>'.repeat(1_000_000)],
    ['deep and inline', '<b>'.repeat(300_000)],
    ['wide', '<i></i>'.repeat(1_000_000)],
    [
      'formatting that is opened again and again',
      Array.from({ length: 20_000 }, (_, index) => `<p><b a${index}>x</p>`).join(''),
    ],
    ['many paragraphs', '<p>x</p>'.repeat(150_000)],
    ['many items', `<ul>${'<li>x</li>'.repeat(150_000)}</ul>`],
    ['many rows', `<table>${'<tr><td>x</td></tr>'.repeat(60_000)}</table>`],
    ['many blanks', `<p>a${'<i> </i>'.repeat(150_000)}b</p><p><b>${' <i> </i>'.repeat(40_000)}x</b></p>`],
    ['many ticks', `<p><code>${'` '.repeat(1_000_000)}</code></p>`],
    ['deep around many', `${'<span>'.repeat(200)}${'<p>x</p>'.repeat(100_000)}`],
    ['a cell deep around many', `<table><tr><td>${'<span>'.repeat(200)}${'<p>x</p>'.repeat(100_000)}</table>`],
    ['tabs in tabs', '<div class="tabs-container"><div role="tabpanel">x'.repeat(100)],
    ['tables in tables', '<table><tr><td>'.repeat(5_000)],
    ['quotes in lists', '<ul><li><blockquote>'.repeat(5_000)],
    ['attributes', `<p ${Array.from({ length: 100_000 }, (_, index) => `a${index}=1`).join(' ')}>x</p>`],
  ])('%s: an answer soon', (_, body) => {
    const begun = performance.now();
    read(body);
    expect(performance.now() - begun).toBeLessThan(15_000);
  });
});
