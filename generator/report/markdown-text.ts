import { printable } from './printable.js';

/**
 * Text from a page inside Markdown that GitHub renders. Two things act on it: the Markdown parser, which a backslash
 * stops, and the filters that run over the rendered text and know nothing of backslashes. Those make mentions,
 * references and links; they are stopped by a character without width between the parts that they look for.
 */

const BETWEEN = '\u2060';

/** A text longer than this is cut: a comment is for reading, and its length is limited. */
const LONGEST = 1200;

/** Running text, never at the start of a line: shows what the text says and does nothing. */
export const text = (raw: string): string =>
  (clip(oneLine(raw)) || '—')
    .split(/`([^`]+)`/)
    .map((piece, index) => (index % 2 === 1 ? code(piece) : escapeProse(piece)))
    .join('');

const escapeProse = (piece: string): string =>
  piece
    .replace(/[\\`*_[\]<>&|~$#]/g, '\\$&')
    .replaceAll('@', `${BETWEEN}@${BETWEEN}`)
    .replaceAll('#', `#${BETWEEN}`)
    .replace(/\bGH(?=-)/gi, `$&${BETWEEN}`)
    .replace(/\/(?=\/)/g, `/${BETWEEN}`)
    .replace(/:(?=\/)/g, `:${BETWEEN}`)
    .replace(/(?:www|mailto|xmpp)(?=[.:])/gi, `$&${BETWEEN}`);

/** A code span: nothing in it is a mention, a reference, a link or markup. Its fence is longer than any in the text. */
export const code = (raw: string): string => {
  const shown = clip(oneLine(raw)).trim();
  if (shown === '') return '` `';
  const fence = '`'.repeat(longestRun(shown) + 1);
  const space = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
};

/** A fenced block. Lines stay lines; nothing in it can end the fence. */
export const codeBlock = (lines: readonly string[]): string => {
  const shown = lines.map((line) => printable(line).replaceAll('\n', ' '));
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1));
  return [`${fence}text`, ...shown, fence].join('\n');
};

/** Text between tags that we write ourselves, inside `<code>`, where GitHub's filters do nothing. */
export const htmlCode = (raw: string): string =>
  `<code>${clip(oneLine(raw)).replace(/[&<>"']/g, (unit) => `&#${unit.charCodeAt(0)};`)}</code>`;

const longestRun = (shown: string): number => Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));

const oneLine = (raw: string): string => printable(raw).replace(/\s+/g, ' ').trim();

const clip = (shown: string): string => (shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown);
