import { SECURITY_TYPES, type SecurityType } from '../core/extensions.js';
import { narrow, plain } from '../core/plain-text.js';
import type { Fact, Section } from './types.js';

export interface Title {
  readonly title: Fact;
  readonly securityType?: Fact<SecurityType>;
  /** A word in brackets that has the look of a security type and is none that we know. */
  readonly unknownType?: string;
}

/** `Margin account borrow/repay(MARGIN)`: the words and, in their last brackets, the security type. */
export const readTitle = (section: Section): Title => {
  const text = plain(section.heading);
  const last = /\(\s*([A-Z][A-Z_ ]{2,})\s*\)\s*:?$/.exec(narrow(text));
  const at = { ...section.at, col: section.at.col + section.level + 1 };
  if (!last) return { title: { value: text, quote: text, at } };
  const word = (last[1] ?? '').trim().replaceAll(' ', '_');
  const title = { value: text.slice(0, last.index).trim(), quote: text, at };
  const known = SECURITY_TYPES.find((type) => type === word);
  if (!known) return { title: { value: text, quote: text, at }, unknownType: word };
  return { title, securityType: { value: known, quote: text, at } };
};
