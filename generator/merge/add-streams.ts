import { EXTENSIONS } from '../core/extensions.js';
import { isMutableObject } from '../core/mutable-json.js';
import { objectAt, type Draft, type Member } from './draft.js';
import { own } from './operations.js';

const KEY = EXTENSIONS.streams;

/** Takes the streams of a fragment over. Each is described once: what two sources say of one cannot be joined. */
export const addStreams = (draft: Draft, { root }: Member): void => {
  const added = own(root, KEY);
  if (added === undefined) return;
  const known = objectAt(draft, draft.root, KEY, draft.at(root, KEY));
  if (!isMutableObject(added) || known === undefined) {
    return draft.refuse('not-a-mapping', draft.at(root, KEY), {
      message: `The value of \`${KEY}\` is not a mapping.`,
      hint: 'Write each stream below its name in the client.',
    });
  }
  for (const [name, stream] of Object.entries(added)) {
    if (!Object.hasOwn(known, name)) draft.origins.set(known, name, stream, draft.at(added, name));
    else {
      draft.refuse('stream-twice', draft.at(added, name), {
        message: `The stream ${JSON.stringify(name)} stands in two sources.`,
        hint: 'Keep one of them.',
        related: [[draft.at(known, name), 'the other one']],
      });
    }
  }
};
