import { SECURITY_TYPES } from '../core/extensions.js';
import { narrow, plain } from '../core/plain-text.js';
import type { Position } from '../core/position.js';
import type { Block, ContentBlock, Section, SectionKind, TextBlock } from './types.js';
import { sectionKind } from './vocabulary.js';

/** The level of a bold line or a bare word with a colon that serves as a heading: below every real heading. */
const PSEUDO_LEVEL = 7;

/** Groups the blocks of a half under their headings, and under the bold lines that stand in for headings. */
export const readSections = (blocks: readonly Block[]): readonly Section[] => {
  const sections: MutableSection[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading') {
      sections.push(section(headingKind(block.text), block.level, block.text, block.at));
      continue;
    }
    const pseudo = block.kind === 'text' ? pseudoHeading(block) : undefined;
    if (pseudo) sections.push(section(pseudo.kind, PSEUDO_LEVEL, pseudo.heading, block.at));
    const content = pseudo ? pseudo.rest : block;
    if (!content) continue;
    if (sections.length === 0) sections.push(section('other', 0, '', block.at));
    sections.at(-1)?.blocks.push(content);
  }
  return sections;
};

/** A security type makes any heading a title: an endpoint may be called `Errors (USER_DATA)`. */
const headingKind = (text: string): SectionKind => {
  const type = /\(\s*([A-Z][A-Z_ ]{2,})\s*\)\s*:?$/
    .exec(narrow(plain(text)))?.[1]
    ?.trim()
    .replaceAll(' ', '_');
  return SECURITY_TYPES.some((known) => known === type) ? 'other' : (sectionKind(text) ?? 'other');
};

interface MutableSection extends Section {
  readonly blocks: ContentBlock[];
}

const section = (kind: SectionKind, level: number, heading: string, at: Position): MutableSection => ({
  kind,
  level,
  heading,
  at,
  blocks: [],
});

interface PseudoHeading {
  readonly kind: SectionKind;
  readonly heading: string;
  readonly rest: TextBlock | undefined;
}

/** `**Request weight (UID)** : 1`, `**Parameters:**`, `Error Code Description`. */
const pseudoHeading = (block: TextBlock): PseudoHeading | undefined => {
  if (block.style !== 'paragraph') return undefined;
  const bold = /^\*\*([^*]+)\*\*[ \t]*[:：]?/.exec(block.text);
  if (bold) {
    const kind = sectionKind(bold[1] ?? '');
    if (kind) return { kind, heading: bold[1] ?? '', rest: remainder(block, bold[0].length) };
  }
  return block.text.includes('\n') ? undefined : bareHeading(block);
};

/** Without bold only the words that can hardly stand alone as a sentence of their own. */
const BARE: readonly SectionKind[] = ['errors', 'notes', 'parameters', 'rate-limit'];

const bareHeading = (block: TextBlock): PseudoHeading | undefined => {
  if (!/^[^:：]+[:：]?$/.test(block.text)) return undefined;
  const kind = sectionKind(block.text);
  return kind && BARE.includes(kind) ? { kind, heading: block.text, rest: undefined } : undefined;
};

const remainder = (block: TextBlock, from: number): TextBlock | undefined => {
  const rest = block.text.slice(from);
  const start = rest.search(/\S/);
  if (start === -1) return undefined;
  const skipped = rest.slice(0, start).split('\n');
  const col = (skipped.length > 1 ? 1 : block.at.col + from) + (skipped.at(-1)?.length ?? 0);
  return { ...block, text: rest.trim(), at: { ...block.at, line: block.at.line + skipped.length - 1, col } };
};
