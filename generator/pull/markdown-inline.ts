import { stripInvisible } from '../core/plain-text.js';
import type { Selectors } from './compile-layout.js';
import { attributeOf, isElement, isText, textOf, type Element, type Node } from './html-tree.js';
import { matchesAny } from './selector.js';

/** What the text of an element is written into: line breaks are `\n`, and everything else of white space one space. */
export interface InlineContext {
  readonly select: Selectors;
}

const NO_TEXT = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'math',
  'button',
  'iframe',
  'object',
  'embed',
  'head',
  'title',
  'input',
  'select',
  'textarea',
  'canvas',
  'audio',
  'video',
  'form',
]);

/** What a reader of the page does not see as part of its text. A closed tab or `details` is part of it. */
export const isDropped = (element: Element, select: Selectors): boolean => {
  if (NO_TEXT.has(element.tagName) || matchesAny(element, select.drop)) return true;
  return attributeOf(element, 'hidden') !== undefined && !matchesAny(element, select.tabPanel);
};

/** The text of nodes that stand in one line, with `\n` for each line break. */
export const inlineText = (nodes: readonly Node[], context: InlineContext): string =>
  nodes
    .map((node) => inlineNode(node, context))
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

const inlineNode = (node: Node, context: InlineContext): string => {
  if (isText(node)) return escapeStart(cleanText(node.value).replace(/[ \t\r\n\f]+/g, ' '));
  if (!isElement(node) || isDropped(node, context.select)) return '';
  const inner = (): string => node.childNodes.map((child) => inlineNode(child, context)).join('');
  switch (node.tagName) {
    case 'br':
      return '\n';
    case 'strong':
    case 'b':
      return wrap(inner(), '**');
    case 'em':
    case 'i':
      return wrap(inner(), '_');
    case 'code':
    case 'kbd':
    case 'samp':
    case 'tt':
      return codeSpan(cleanText(textOf(node)));
    case 'a':
      return link(node, inner());
    case 'img':
      return cleanText(attributeOf(node, 'alt') ?? '');
    default:
      return inner();
  }
};

/** Where text begins, also behind code or bold: `\- like this`, as captured pages have it. */
const escapeStart = (text: string): string =>
  text.replace(/^(\s*)([+-])(?=\s|-)/, '$1\\$2').replace(/^(\s*\d+)(\.)(?=\s)/, '$1\\$2');

/** Without the characters that no text has: NUL and the other controls. */
export const cleanText = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g, '');

/** Marks stand next to the words, white space outside of them: `** word**` is not bold. */
const wrap = (inner: string, mark: string): string => {
  const text = inner.trim();
  if (text === '' || text.includes('\n')) return inner;
  const before = inner.slice(0, inner.length - inner.trimStart().length);
  const after = inner.slice(inner.trimEnd().length);
  return `${before}${mark}${text}${mark}${after}`;
};

const codeSpan = (code: string): string => {
  const text = code.replace(/[ \t\r\n\f]+/g, ' ');
  if (text.trim() === '') return text;
  let longest = 0;
  for (const [ticks] of text.matchAll(/`+/g)) longest = Math.max(longest, ticks.length);
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
};

/** A link that shows no words is no part of the text; one that could run something keeps its words alone. */
const link = (element: Element, text: string): string => {
  const href = (attributeOf(element, 'href') ?? '').trim();
  if (isBlankLink(text)) return '';
  const address = safeAddress(href);
  if (address === undefined || text.includes('\n')) return text;
  return address === text.trim() && /^https?:/.test(address) ? `<${address}>` : `[${text}](${address})`;
};

/** What themes put where a heading links to itself. */
export const isBlankLink = (text: string): boolean => /^[\s\ufffd#¶]*$/.test(stripInvisible(text));

const safeAddress = (href: string): string | undefined => {
  const bare = href.replace(/[\u0000-\u0020]/g, '');
  if (bare === '' || (/^[a-z][a-z0-9+.-]*:/i.test(bare) && !/^(?:https?|mailto):/i.test(bare))) return undefined;
  return bare.replace(/[()<>"\\|]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
};
