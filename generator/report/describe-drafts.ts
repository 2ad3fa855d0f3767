import type { DraftFile, ReviewItem } from '../draft/types.js';
import { formatPosition } from '../core/position.js';
import { plural } from './words.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** What was drafted, and what a person has to look at. */
export const describeDrafts = (files: readonly DraftFile[], style: Style, why: Nothing = 'agrees'): string => {
  if (files.length === 0)
    return `${why === 'agrees' ? style.good('nothing to draft') : 'nothing to draft'}: ${REASONS[why]}`;
  const review = files.reduce((sum, file) => sum + file.review.length, 0);
  return [
    ...files.flatMap((file) => [...draftLines(file, style), '']),
    `${style.good('written')}: ${plural(files.length, 'file')}, ${plural(review, 'point')} to review. ` +
      'Judge each, correct the file and delete the point; then run "marginalia drift".',
  ].join('\n');
};

/** Why there is nothing to draft. */
export type Nothing = 'agrees' | 'no-endpoint' | 'undecided';

const REASONS: Readonly<Record<Nothing, string>> = {
  agrees: 'the spec says what the pages say',
  'no-endpoint': 'these pages describe no endpoint',
  undecided: 'what the spec and the pages disagree about needs a person; "marginalia drift --docs <page>" lists it',
};

/** A file, what it is about, and the first points that a person has to judge. */
export const draftLines = ({ file, kind, operations, review }: DraftFile, style: Style): readonly string[] => [
  `${style.strong(file)} ` +
    `(${kind}, ${plural(operations.length, 'operation')}, ${plural(review.length, 'point')} to review)`,
  ...operations.map((operation) => `  ${printable(operation)}`),
  ...review.slice(0, SHOWN).map((item) => `  ${style.warning('review')} ${reviewLine(item)}`),
  ...(review.length > SHOWN ? [`  … and ${review.length - SHOWN} more, in the file`] : []),
];

const SHOWN = 10;

/** A point to review as one line, with the operation before it and its place on the page behind it. */
export const reviewLine = ({ text, operation, at }: ReviewItem): string =>
  printable(`${operation}: ${text} (${formatPosition(at)})`);
