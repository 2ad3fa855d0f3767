import type { MutableJson } from '../core/mutable-json.js';
import type { Draft, Member } from './draft.js';
import { own } from './operations.js';
import { positionOf } from './origins.js';

/** What a drafted fragment or overlay says that a person still has to judge. It is no part of the merged document. */
export const REVIEW = 'review';

/** Says how much of a draft nobody has looked at yet. */
export const checkReview = (draft: Draft, { root }: Member): void => {
  const review = own(root, REVIEW);
  if (review === undefined) return;
  const at = draft.at(root, REVIEW);
  if (!isListOfTexts(review)) {
    return draft.refuse('review-list', at, {
      message: '`review` is not a list of texts.',
      hint: 'Write one line for each point, or remove the key.',
    });
  }
  if (review.length === 0) return;
  const points = review.length === 1 ? '1 point of this draft is' : `${review.length} points of this draft are`;
  draft.diagnostics.push({
    code: 'merge/unreviewed',
    severity: 'warning',
    message: `${points} not reviewed yet.`,
    at: positionOf(at),
    hint: 'Judge each, correct the file, and delete the entry; delete the list when it is empty.',
  });
};

const isListOfTexts = (value: MutableJson): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
