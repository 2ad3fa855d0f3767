import { DocText } from '../core/prose.js';
import { LINE_WIDTH } from './print-literal.js';

/** A documentation comment: paragraphs, and below them tags that are ours and never the spec's. */
export interface DocBlock {
  readonly paragraphs: readonly DocText[];
  readonly tags?: readonly DocTag[];
}

export interface DocTag {
  readonly name: 'deprecated' | 'see';
  readonly text: DocText;
}

/** The whole comment with its line end, or nothing when there is nothing to say. */
export const printDoc = (block: DocBlock, indent: string): string => {
  const width = LINE_WIDTH - indent.length - ' * '.length;
  const paragraphs = block.paragraphs.map(inert).filter((text) => text !== '');
  const lines = paragraphs.flatMap((text, index) => [
    ...(index > 0 && !(isItem(text) && isItem(paragraphs[index - 1])) ? [''] : []),
    ...text.split('\n').flatMap((line) => wrap(line, width)),
  ]);
  const tags = (block.tags ?? []).flatMap(({ name, text }) =>
    wrap(`@${name} ${inert(text)}`.replaceAll('\n', ' ').trimEnd(), width),
  );
  const all = [...lines, ...(lines.length > 0 && tags.length > 0 ? [''] : []), ...tags];
  const [only] = all;
  if (only === undefined) return '';
  if (all.length === 1 && only.length <= width - ' */'.length) return `${indent}/** ${only} */\n`;
  return `${indent}/**\n${all.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
};

const isItem = (text: string | undefined): boolean => text?.startsWith('- ') === true;

/**
 * Prose that can end no comment, begin no tag, open no code block and close no script element. Editors show a comment
 * as Markdown, so the escapes are Markdown's.
 */
const inert = (text: DocText): string => {
  if (!DocText.is(text)) throw new TypeError('not a DocText');
  return balanceBackticks(text.text)
    .replaceAll('*/', '*\\/')
    .replaceAll('@', '&#64;')
    .replaceAll('</', '<\\/')
    .replaceAll('<!', '<\\!');
};

/**
 * Code spans within one line stay; a back-tick without a partner, or a fence, would swallow the rest of the comment.
 */
const balanceBackticks = (text: string): string =>
  text
    .split('\n')
    .map((line) => (/``/.test(line) || (line.match(/`/g)?.length ?? 0) % 2 === 1 ? line.replaceAll('`', '\\`') : line))
    .join('\n');

/**
 * Lines of at most `width` characters, broken at spaces; a longer word stays whole. Continued list items are indented.
 */
export const wrap = (text: string, width: number): readonly string[] => {
  const hanging = isItem(text) ? '  ' : '';
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width || line.trim() === '') line = longer;
    else {
      lines.push(line);
      line = hanging + word;
    }
  }
  return [...lines, line];
};
