import { LANGUAGE_NAMES, type Language } from '../core/language.js';
import type { DocsClaim, DocsTopic } from './topic.js';

type Claimed = readonly { readonly claim?: DocsClaim }[];

/** A thing that one half has and the other has not, as against a property that differs. */
const isListed = (halves: Claimed): boolean => halves.some(({ claim }) => claim?.value === 'listed');

/** What a half says of it, next to the other: `English has it`, `Chinese says 100`. */
const says = ({ facts, claim, list }: SpokenHalf, listed: boolean): string => {
  const said = listed ? (claim ? 'has it' : 'does not') : `says ${claim?.shown ?? list ?? 'nothing'}`;
  return `${LANGUAGE_NAMES[facts.language]} ${said}`;
};

interface SpokenHalf {
  readonly facts: { readonly language: Language };
  readonly claim?: DocsClaim;
  readonly list?: string;
}

/** What both say. Of a thing that only one of them has, the one that has it speaks first. */
export const bothSay = (halves: readonly [SpokenHalf, SpokenHalf]): readonly [string, string] => {
  const listed = isListed(halves);
  const [first, second] = listed && !halves[0].claim ? [halves[1], halves[0]] : halves;
  return [says(first, listed), says(second, listed)];
};

/** `Maximum of limit`, `Parameter limit`, `Request weight`. */
export const nameOf = <F>(topic: DocsTopic<F>, subject: string, halves: Claimed): string => {
  const [part, named] = topic.tokens(subject);
  const name =
    named === undefined || named === 'scope' || part === undefined
      ? topic.name
      : `${topic.name} ${isListed(halves) ? '' : 'of '}${named}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
};
