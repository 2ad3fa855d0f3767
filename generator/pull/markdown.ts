import type { Selectors } from './compile-layout.js';
import {
  attributeOf,
  elementsBelow,
  holdersOf,
  isElement,
  parentOf,
  textOf,
  type Element,
  type Node,
} from './html-tree.js';
import { writeCode } from './markdown-code.js';
import { cleanText, inlineText, isBlankLink, isDropped } from './markdown-inline.js';
import { textLines } from './markdown-lines.js';
import { apart, example, heading, joinPieces, paragraph, quoted, table, type Piece } from './markdown-pieces.js';
import { writeTable } from './markdown-table.js';
import { matchesAny } from './selector.js';

/**
 * HTML to the Markdown that captured pages are kept in. Not every Markdown: what a reader of those pages sees as a
 * heading, a table, an example or an item has exactly one form here.
 */
export interface WriteContext {
  readonly select: Selectors;
  /** The saved form of where a heading leads to, from the link inside it. */
  readonly anchorOf: (href: string) => string | undefined;
}

export const writeMarkdown = (root: Element, context: WriteContext): string =>
  joinPieces(blocks(root, { context, holders: holdersOf(root, BLOCKS), depth: 0 }));

interface Place {
  readonly context: WriteContext;
  /** What has blocks in it, and so is no part of a line. */
  readonly holders: ReadonlySet<Element>;
  /** How many lists it stands in. */
  readonly depth: number;
}

const blocks = (parent: Element, place: Place): Piece[] => {
  const pieces: Piece[] = [];
  let run: Node[] = [];
  const flush = (): void => {
    pieces.push(...textPieces(run, place));
    run = [];
  };
  for (const node of parent.childNodes) {
    if (isElement(node) && isDropped(node, place.context.select)) continue;
    if (!isElement(node) || !place.holders.has(node)) {
      run.push(node);
      continue;
    }
    flush();
    // Not spread: a page may have more blocks than a call may have arguments.
    for (const piece of block(node, place)) pieces.push(piece);
  }
  flush();
  return pieces;
};

const textPieces = (run: readonly Node[], { context }: Place): Piece[] => {
  const text = textLines(inlineText(run, context));
  return text === '' ? [] : [paragraph(text)];
};

const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'center',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figure',
  'figcaption',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hgroup',
  'hr',
  'li',
  'main',
  'menu',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'summary',
  'table',
  'ul',
]);

const block = (element: Element, place: Place): Piece[] => {
  const { select } = place.context;
  if (/^h[1-6]$/.test(element.tagName)) return headingPieces(element, place);
  if (element.tagName === 'pre') return written(writeCode(element, select), example);
  if (element.tagName === 'table') return written(writeTable(element, select), table);
  if (element.tagName === 'hr') return [paragraph('* * *')];
  if (element.tagName === 'ul' || element.tagName === 'menu') return list(element, place);
  if (element.tagName === 'ol') return list(element, place);
  if (element.tagName === 'blockquote') return quoted(blocks(element, place));
  if (element.tagName === 'summary' || element.tagName === 'dt') return label(element, place);
  if (matchesAny(element, select.tabs)) return tabs(element, place);
  if (matchesAny(element, select.admonition)) return quoted(blocks(element, place));
  if (matchesAny(element, select.admonitionTitle)) return label(element, place);
  return blocks(element, place);
};

const written = (text: string | undefined, kind: (text: string) => Piece): Piece[] =>
  text === undefined ? [] : [kind(text)];

/** A heading and, where it links to itself, the address: by it the page says which page it is. */
const headingPieces = (element: Element, { context }: Place): Piece[] => {
  const link = [...elementsBelow(element)].find((below) => isAnchor(below, context));
  const nodes = element.childNodes.filter((node) => !(isElement(node) && isAnchor(node, context)));
  // Words that look like the link of another heading must not become one.
  const text = inlineText(nodes, context).replaceAll('\n', ' ').replace(LIKE_ANCHOR, '$1\\(');
  const anchor = link && context.anchorOf(attributeOf(link, 'href') ?? '');
  if (text === '' && anchor === undefined) return [];
  const level = '#'.repeat(Number(element.tagName.slice(1)));
  return [heading(`${level} ${text}${link && anchor !== undefined ? anchorLink(link, anchor) : ''}`)];
};

/** `[](` with nothing in it that anybody sees. */
const LIKE_ANCHOR = /(\[[\s\ufffd#¶\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*\])\(/g;

const isAnchor = (element: Element, { select }: WriteContext): boolean =>
  element.tagName === 'a' && matchesAny(element, select.anchor) && isBlankLink(textOf(element));

const anchorLink = (link: Element, anchor: string): string => {
  const title = cleanText(attributeOf(link, 'title') ?? attributeOf(link, 'aria-label') ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  const escaped = title.replace(/[()"\\[\]]/g, '\\$&');
  const address = anchor.replace(/[\s()<>"\\]/g, (char) => encodeURIComponent(char).replace(/[()]/g, escapeBracket));
  return title === '' ? `[\u200b](${address})` : `[\u200b](${address} "${escaped}")`;
};

const escapeBracket = (char: string): string => (char === '(' ? '%28' : '%29');

/** A bold line, which is how pages label what has no heading of its own. */
const label = (element: Element, place: Place): Piece[] => {
  const text = inlineText(element.childNodes, place.context).replaceAll('\n', ' ').replaceAll('**', '');
  return text === '' ? [] : [paragraph(`**${text}**`)];
};

const list = (element: Element, place: Place): Piece[] => {
  const inner = { ...place, depth: place.depth + 1 };
  const start = Number(attributeOf(element, 'start') ?? '1');
  let number = Number.isSafeInteger(start) && start >= 0 && start < 900 ? start : 1;
  const pieces: Piece[] = [];
  for (const node of element.childNodes) {
    if (!isElement(node) || isDropped(node, place.context.select)) continue;
    const mark = element.tagName === 'ol' ? `${Math.min(number, 999)}.` : '*';
    for (const piece of listItem(node, { mark, place: inner })) pieces.push(piece);
    number += 1;
  }
  return place.depth === 0 ? apart(pieces, { before: 2, after: 4 }) : pieces;
};

/** Only the first line of an item is marked and indented; captured pages have what follows at the left edge. */
const listItem = (element: Element, { mark, place }: { readonly mark: string; readonly place: Place }): Piece[] => {
  const indent = '  '.repeat(Math.min(place.depth, 12));
  const [first, ...more] = element.tagName === 'li' ? blocks(element, place) : block(element, place);
  if (!first) return [];
  // An item that begins with a list, a table or an example has a line of its own for its mark.
  const isWords = first.kind === 'text' && first.before === 2 && first.after === 2 && !/^[ >]/.test(first.text);
  if (!isWords) return [{ kind: 'text', text: `${indent}${mark} `, before: 1, after: 1 }, first, ...more];
  const text = `${indent}${mark} ${first.text}`;
  return [{ kind: 'text', text, before: isLoose(element) ? 2 : 1, after: more[0]?.before === 2 ? 2 : 1 }, ...more];
};

const isLoose = (element: Element): boolean =>
  element.childNodes.some((node) => isElement(node) && node.tagName === 'p');

/** All panels, each below its label: what is behind a tab is as much part of the page as what is in front. */
const tabs = (element: Element, place: Place): Piece[] => {
  const { select } = place.context;
  const below = [...elementsBelow(element)];
  const tabList = below.find((each) => matchesAny(each, select.tabList));
  const labels = tabList?.childNodes.filter(isElement).map((tab) => inlineText(tab.childNodes, place.context)) ?? [];
  const panels = below.filter((each) => matchesAny(each, select.tabPanel) && !isInPanel(each, element, select));
  return panels.flatMap((panel, index) => {
    const name = (labels[index] ?? '').replaceAll('**', '').replaceAll('\n', ' ');
    return [...(name === '' ? [] : [paragraph(`**${name}**`)]), ...blocks(panel, place)];
  });
};

/** Panels of tabs inside a panel are written with the panel. */
const isInPanel = (panel: Element, root: Element, select: Selectors): boolean => {
  for (let above = parentOf(panel); above && above !== root; above = parentOf(above)) {
    if (matchesAny(above, select.tabPanel)) return true;
  }
  return false;
};
