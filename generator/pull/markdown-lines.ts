import { stripInvisible } from '../core/plain-text.js';

/**
 * Text that begins like a heading, a list item, a quote, a table or the line between the two languages would be read as
 * one. A back-slash in front says that it is text.
 */
const MARKS: readonly RegExp[] = [
  /^#{1,6}\s/,
  /^#{1,6}$/,
  /^>/,
  /^[*+-]\s/,
  /^(?:```|~~~)/,
  /^<(?:!doctype|html|head|body|\?xml)\b/i,
  // A rule, the line below a table header, the line between the halves.
  /^(?=[\s|:-]*-)[\s|:-]+$/,
];

/** One line of text, not to be mistaken for anything else. */
export const textLine = (line: string): string => {
  const bare = line.trim();
  const seen = stripInvisible(bare).trim();
  const number = /^(\d{1,3})([.)])(?=\s|$)/.exec(seen);
  if (number && bare.startsWith(number[0])) return `${number[1]}\\${bare.slice(number[1]?.length)}`;
  return MARKS.some((mark) => mark.test(seen)) || number ? `\\${bare}` : bare;
};

/** Lines of text with a line break after each but the last. Empty ones would end the paragraph. */
export const textLines = (text: string): string =>
  text
    .split('\n')
    .map(textLine)
    .filter((line) => stripInvisible(line).trim() !== '')
    .join('  \n');
