import { stripInvisible } from '../core/plain-text.js';
import type { Selectors } from './compile-layout.js';
import { isElement, isText, type Element, type Node } from './html-tree.js';
import { cleanText, isDropped } from './markdown-inline.js';
import { matchesAny } from './selector.js';

/** An example, indented by four spaces below two lines of four spaces, with every space of its own kept. */
export const writeCode = (pre: Element, select: Selectors): string | undefined => {
  const text = cleanText(codeText(pre.childNodes, select)).replace(/\r\n?/g, '\n');
  const lines = withoutFence(text.replace(/^\n/, '').split('\n'));
  if (lines.every((line) => line.trim() === '')) return undefined;
  return ['', '', ...lines].map((line) => `    ${line}`).join('\n');
};

/** Marks of an example inside the example, left there by a slip, would begin another one. */
const withoutFence = (lines: readonly string[]): readonly string[] => {
  const first = lines.findIndex((line) => stripInvisible(line).trim() !== '');
  const bare = stripInvisible(lines[first] ?? '').trim();
  return /^(?:```|~~~)/.test(bare) ? withoutFence(lines.with(first, bare.replace(/^(?:`+|~+)[ \w]*/, ''))) : lines;
};

/** Lines are elements, or end with `<br>`, or with a line feed: all three are in use. */
const codeText = (nodes: readonly Node[], select: Selectors): string => {
  let text = '';
  for (const node of nodes) {
    if (isText(node)) text += node.value;
    else if (isElement(node) && node.tagName === 'br') text += '  \n';
    else if (isElement(node) && !isDropped(node, select)) {
      const inner = codeText(node.childNodes, select);
      const isLine = node.tagName === 'div' || matchesAny(node, select.codeLine);
      text += isLine && !inner.endsWith('\n') ? `${inner}  \n` : inner;
    }
  }
  return text;
};
