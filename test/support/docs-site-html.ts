import { readBlocks } from '../../generator/docs/blocks.js';
import { splitLines, type Lines } from '../../generator/docs/lines.js';
import type { Block, HeadingBlock, TableBlock, TextBlock } from '../../generator/docs/types.js';

/** A captured page in Markdown, put back into HTML as Docusaurus would have served it. */
export interface SiteHalf {
  readonly language: 'en' | 'zh';
  readonly markdown: string;
}

/** The two halves of a captured page; the Chinese one may be missing. */
export const halvesOf = (page: string): readonly SiteHalf[] => {
  const body = page.replace(/^---\n[^]*?\n---\n/, '');
  return body
    .split(/^---\s*$/m)
    .filter((half) => half.trim() !== '')
    .map((markdown, index) => ({ language: index === 0 ? 'en' : 'zh', markdown }));
};

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The article of one half. */
export const articleHtml = (markdown: string): string => {
  const lines = splitLines('page.md', markdown.trim());
  const blocks = readBlocks(lines);
  const html: string[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (!block) continue;
    if (isRule(block, lines)) {
      html.push('<hr>');
      continue;
    }
    if (!isItem(block)) {
      html.push(blockHtml(block, lines));
      continue;
    }
    const run = blocks.slice(at, at + listRun(blocks.slice(at), lines)) as TextBlock[];
    html.push(listHtml(run, lines));
    at += run.length - 1;
  }
  return html.join('\n');
};

const isItem = (block: Block): boolean => block.kind === 'text' && block.style === 'item';

const isRule = (block: Block, lines: Lines): boolean => /^\s*\* \* \*\s*$/.test(lines.raw[block.at.line - 1] ?? '');

/** A list goes on in paragraphs with one blank line above; more of them end it. */
const listRun = (blocks: readonly Block[], lines: Lines): number => {
  const end = blocks.findIndex(
    (block) => isRule(block, lines) || !(isItem(block) || (isParagraph(block) && blanksAbove(block, lines) === 1)),
  );
  return end === -1 ? blocks.length : end;
};

const isParagraph = (block: Block): boolean => block.kind === 'text' && block.style === 'paragraph';

const blanksAbove = (block: Block, lines: Lines): number => {
  let at = block.at.line - 2;
  while (at >= 0 && lines.raw[at]?.trim() === '') at -= 1;
  return block.at.line - 2 - at;
};

const blockHtml = (block: Block, lines: Lines): string => {
  if (block.kind === 'heading') return headingHtml(block, lines.raw[block.at.line - 1] ?? '');
  if (block.kind === 'table') return tableHtml(block);
  if (block.kind === 'code') return codeHtml(block.text);
  if (block.style !== 'quote') return `<p>${inlineHtml(block.text)}</p>`;
  const isList = /^\s*>\s*[*+-]\s/.test(lines.raw[block.at.line - 1] ?? '');
  return `<blockquote>\n${isList ? `<ul>\n<li>${inlineHtml(block.text)}</li>\n</ul>` : `<p>${inlineHtml(block.text)}</p>`}\n</blockquote>`;
};

const headingHtml = (block: HeadingBlock, raw: string): string => {
  const tag = `h${block.level}`;
  const title = escapeHtml(/"(.*)"\)\s*$/.exec(raw)?.[1]?.replace(/\\(.)/g, '$1') ?? '');
  if (block.anchor === undefined) return `<header><${tag}>${inlineHtml(block.text)}</${tag}></header>`;
  const id = escapeHtml(block.anchor.split('#')[1] ?? '');
  const link = `<a href="${escapeHtml(block.anchor)}" class="hash-link" aria-label="${title}" title="${title}">\u200b</a>`;
  return `<${tag} class="anchor anchorWithStickyNavbar_LWe7" id="${id}">${inlineHtml(block.text)}${link}</${tag}>`;
};

const tableHtml = (table: TableBlock): string => {
  const row = (cells: readonly { readonly text: string }[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${inlineHtml(cell.text)}</${tag}>`).join('')}</tr>`;
  const rows = table.rows.map(({ cells }) => row(cells, 'td')).join('');
  return `<table><thead>${row(table.columns, 'th')}</thead><tbody>${rows}</tbody></table>`;
};

/** Every word a span of its own, every line one, as Prism writes them. */
export const codeHtml = (text: string): string => {
  const bare = text.split('\n').map((line) => line.replace(/^(?: {4}|\t)/, '').replace(/ {2}$/, ''));
  while (bare.length > 1 && bare[0]?.trim() === '') bare.shift();
  while (bare.length > 1 && bare.at(-1)?.trim() === '') bare.pop();
  const lines = bare.map((line) => {
    const tokens = line
      .split(/(?<=[{}[\]:,"])/)
      .map((token) => `<span class="token plain" style="">${escapeHtml(token)}</span>`);
    return `<span class="token-line" style="color:#F8F8F2">${tokens.join('')}<br></span>`;
  });
  return (
    '<div class="language-json codeBlockContainer_Ckt0 theme-code-block"><div class="codeBlockContent_biex">' +
    `<pre tabindex="0" class="prism-code language-json codeBlock_bY9V thin-scrollbar"><code class="codeBlockLines_e6Vv">${lines.join('')}</code></pre>` +
    '<div class="buttonGroup__atx"><button type="button" aria-label="Copy code to clipboard">Copy</button></div></div></div>'
  );
};

const listHtml = (run: readonly TextBlock[], lines: Lines): string =>
  levelHtml(
    run.map((block) => {
      const raw = lines.raw[block.at.line - 1] ?? '';
      const indent = /^\s*/.exec(raw)?.[0].length ?? 0;
      // A paragraph at the left edge belongs to the outermost item above it.
      const depth = isItem(block) ? Math.max(0, indent / 2 - 1) : 0.5;
      return { depth, ordered: /^\s*\d/.test(raw), html: inlineHtml(block.text) };
    }),
  );

interface Item {
  readonly depth: number;
  readonly ordered: boolean;
  readonly html: string;
}

const isText = (item: Item | undefined): boolean => item?.depth === 0.5;

const levelHtml = (items: readonly Item[]): string => {
  const [first] = items;
  if (!first) return '';
  const tag = first.ordered ? 'ol' : 'ul';
  let html = `<${tag}>`;
  for (let at = 0; at < items.length;) {
    let end = at + 1;
    while (end < items.length && (items[end]?.depth ?? 0) > first.depth) end += 1;
    html += `\n<li>${itemHtml(items.slice(at, end))}</li>`;
    at = end;
  }
  return `${html}\n</${tag}>\n`;
};

const itemHtml = ([first, ...below]: readonly Item[]): string => {
  if (!first) return '';
  let html = below.some(isText) ? `<p>${first.html}</p>` : first.html;
  for (let at = 0; at < below.length;) {
    let end = at + 1;
    while (!isText(below[at]) && end < below.length && !isText(below[end])) end += 1;
    html += isText(below[at]) ? `\n<p>${below[at]?.html}</p>` : levelHtml(below.slice(at, end));
    at = end;
  }
  return html;
};

const INLINE =
  /(`+)(.+?)\1|<(https?:[^>\s]+)>|\[([^[\]]+)\]\(([^()\s]+)(?:\s+"[^"]*")?\)|\*\*(\S(?:.*?\S)?)\*\*|\\([\\`*_{}[\]()#+.!|<>-])|\n/g;

/** Code, links, bold, line breaks and escapes; everything else is text. */
const inlineHtml = (text: string): string => {
  let html = '';
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    html += escapeHtml(text.slice(from, found.index));
    from = found.index + found[0].length;
    html += spanHtml(found);
  }
  return html + escapeHtml(text.slice(from));
};

const spanHtml = ([all, , code, address, words, href, bold, escaped]: RegExpMatchArray): string => {
  if (code !== undefined) return `<code>${escapeHtml(code)}</code>`;
  if (address !== undefined) return `<a href="${escapeHtml(address)}" target="_blank">${escapeHtml(address)}</a>`;
  if (words !== undefined) return `<a href="${escapeHtml(href ?? '')}">${inlineHtml(words)}</a>`;
  if (bold !== undefined) return `<strong>${inlineHtml(bold)}</strong>`;
  if (escaped !== undefined) return escapeHtml(escaped);
  return all === '\n' ? '<br>' : escapeHtml(all);
};

export interface SitePage {
  readonly identity: string;
  readonly language: 'en' | 'zh';
  readonly title: string;
  readonly article: string;
  /** Identities that the sidebar lists. */
  readonly sidebar: readonly string[];
  readonly origin: string;
}

const prefixOf = (language: 'en' | 'zh'): string => (language === 'en' ? '/docs/' : '/docs/zh-CN/');

/** A whole document, with everything around the article that a reader has to leave out. */
export const documentHtml = ({ identity, language, title, article, sidebar, origin }: SitePage): string => {
  const prefix = prefixOf(language);
  const links = sidebar
    .map(
      (each) =>
        `<li class="theme-doc-sidebar-item-link menu__list-item"><a class="menu__link" href="${prefix}${each}">${each}</a></li>`,
    )
    .join('');
  return `<!doctype html>
<html lang="${language === 'en' ? 'en' : 'zh-CN'}" dir="ltr" class="docs-wrapper plugin-docs">
<head><meta charset="UTF-8"><title data-rh="true">${escapeHtml(title)} | Docs</title>
<link data-rh="true" rel="canonical" href="${origin}${prefix}${identity}"><script src="/docs/main.js" defer></script></head>
<body class="navigation-with-keyboard"><script>!function(){var t="</scr"+"ipt>"}()</script><div id="__docusaurus">
<nav aria-label="Main" class="navbar"><a href="/">Home</a><a href="${prefix}${identity}">Docs</a></nav>
<div class="docRoot_UBD9"><aside class="theme-doc-sidebar-container"><nav aria-label="Docs sidebar" class="menu"><ul class="theme-doc-sidebar-menu menu__list">${links}</ul></nav></aside>
<main class="docMainContainer_TBSr"><div class="container"><div class="row"><div class="col"><div class="docItemContainer_Djhp"><article>
<nav class="theme-doc-breadcrumbs" aria-label="Breadcrumbs"><ul class="breadcrumbs"><li>${escapeHtml(title)}</li></ul></nav>
<div class="tocCollapsible_ETCw theme-doc-toc-mobile"><button type="button">On this page</button></div>
<div class="theme-doc-markdown markdown">${article}</div>
<footer class="theme-doc-footer"><a href="https://example.test/edit" class="theme-edit-this-page">Edit this page</a></footer>
</article><nav class="pagination-nav" aria-label="Docs pages"><a href="${prefix}other">Previous</a></nav></div></div>
<div class="col col--3"><div class="tableOfContents_bqdL theme-doc-toc-desktop"><ul><li><a href="#x" class="table-of-contents__link">${escapeHtml(title)}</a></li></ul></div></div>
</div></div></main></div></div></body></html>
`;
};
