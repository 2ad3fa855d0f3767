import { EXTENSIONS } from '../core/extensions.js';
import type { Draft, Member } from './draft.js';
import { own } from './operations.js';

const KEY = EXTENSIONS.errorCatalogue;

/** Takes the error catalogue of a fragment over. Two would have to be read together to know what a code means. */
export const addErrorCatalogue = (draft: Draft, { root }: Member): void => {
  const catalogue = own(root, KEY);
  if (catalogue === undefined) return;
  const at = draft.at(root, KEY);
  if (!Object.hasOwn(draft.root, KEY)) return draft.origins.set(draft.root, KEY, catalogue, at);
  draft.refuse('error-catalogue-twice', at, {
    message: `\`${KEY}\` stands in more than one source.`,
    hint: 'Keep the catalogue in one fragment, and move the entries of the other into it.',
    related: [[draft.at(draft.root, KEY), 'the other one']],
  });
};
