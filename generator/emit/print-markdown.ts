import { DocText } from '../core/prose.js';

/**
 * Prose on one line of a Markdown document, table cells included: code spans stay, other markup, HTML and links do
 * not.
 */
export const printMarkdown = (text: DocText): string => {
  if (!DocText.is(text)) throw new TypeError('not a DocText');
  const line = text.text.replaceAll('\n', ' ');
  const parts = line.split('`');
  if (parts.length % 2 === 0 || line.includes('``')) return escapeProse(line.replaceAll('`', "'"));
  return parts.map((part, index) => (index % 2 === 0 ? escapeProse(part) : printCodeSpan(part))).join('');
};

const escapeProse = (text: string): string =>
  text
    .replace(/[\\*_{}[\]#!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
    .replaceAll('://', ':&#47;&#47;')
    .replace(/^(\s*)([-+]|\d+\.)(\s)/, '$1\\$2$3');

/** A value as a Markdown code span; `|` is escaped because the span may stand in a table. */
export const printCodeSpan = (value: string): string =>
  `\`${DocText.from(value).text.replaceAll('\n', ' ').replaceAll('`', "'").replaceAll('|', '\\|')}\``;

/** An address that may stand in `[…](…)` and `<…>`. */
export const printUrl = (url: string): string => {
  if (/^https?:\/\/[^\s"'`<>{}|\\*()[\]]+$/.test(url)) return url;
  throw new TypeError('not a plain address');
};
