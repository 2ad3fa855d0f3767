import { pointerTo } from '../core/json.js';
import { formatPosition, type Position } from '../core/position.js';
import { DocText } from '../core/prose.js';
import type { ReviewItem, ReviewReason } from './types.js';

export interface ReviewPlace {
  readonly at: Position;
  /** Reference tokens below the operation. */
  readonly where: readonly string[];
}

/** Collects what a person has to judge about one operation. */
export class Review {
  readonly #items = new Map<string, ReviewItem>();

  constructor(
    readonly operation: string,
    /** JSON Pointer to the operation. */
    readonly pointer: string,
  ) {}

  get items(): readonly ReviewItem[] {
    return [...this.#items.values()];
  }

  /** `where` is what it is about, as reference tokens below the operation. The same thing twice is told once. */
  add(why: ReviewReason, text: string, { at, where }: ReviewPlace): void {
    const pointer = where.reduce<string>(pointerTo, this.pointer);
    const item = { text, operation: this.operation, pointer, at, why };
    if (!this.#items.has(`${pointer}\n${text}`)) this.#items.set(`${pointer}\n${text}`, item);
  }
}

/** One line for the `review` list of a file, which calls pages as `nameOf` does. */
export const reviewLine = ({ at, operation, text }: ReviewItem, nameOf: (file: string) => string): string =>
  `${formatPosition({ ...at, file: nameOf(at.file) })} ${operation}: ${DocText.from(text).text.replaceAll('\n', ' ')}`;

/** Text of a page within a sentence of ours: on one line, and short. */
export const shown = (text: string): string => {
  const line = DocText.from(text).text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};
