import { isMutableObject, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import { REVIEW } from './check-review.js';
import type { Draft, Member } from './draft.js';
import { own } from './operations.js';
import type { Origin } from './origins.js';

/** One action of an overlay, checked. */
export interface OverlayAction {
  readonly target: string;
  readonly targetAt: Origin;
  readonly change: Removal | Update;
}

interface Removal {
  readonly kind: 'remove';
}

interface Update {
  readonly kind: 'update';
  readonly value: MutableJson;
  readonly at: Origin;
}

const OVERLAY_FIELDS: readonly string[] = ['overlay', 'info', 'extends', REVIEW, 'actions'];
const ACTION_FIELDS: readonly string[] = ['target', 'description', 'update', 'remove'];

/** The actions of an overlay document that are well-formed; says what is wrong with the others. */
export const readOverlay = (draft: Draft, { root, origin }: Member): readonly OverlayAction[] => {
  refuseUnknown(draft, root, OVERLAY_FIELDS);
  checkInfo(draft, root, origin);
  const base = own(root, 'extends');
  if (base !== undefined && typeof base !== 'string') {
    draft.refuse('overlay-field', draft.at(root, 'extends'), {
      message: '`extends` is not a string.',
      hint: 'Write the URL of the document that the overlay is for, or leave it out.',
    });
  }
  const actions = own(root, 'actions');
  if (!Array.isArray(actions) || actions.length === 0) {
    draft.refuse('overlay-field', Object.hasOwn(root, 'actions') ? draft.at(root, 'actions') : origin, {
      message: 'The overlay has no list of actions.',
      hint: 'Write at least one action below `actions:`, or remove the file.',
    });
    return [];
  }
  return actions.flatMap((action, index) => readAction(draft, action, draft.at(actions, index)));
};

const checkInfo = (draft: Draft, root: MutableObject, origin: Origin): void => {
  const info = own(root, 'info');
  const missing = ['title', 'version'].filter((key) => !isMutableObject(info) || typeof own(info, key) !== 'string');
  if (missing.length > 0) {
    draft.refuse('overlay-field', Object.hasOwn(root, 'info') ? draft.at(root, 'info') : origin, {
      message: `The overlay's \`info\` lacks ${missing.join(' and ')}, or it is no string.`,
      hint: 'Write `info:` with a `title` that says what the overlay corrects, and a `version` in quotes.',
    });
  }
  if (isMutableObject(info)) refuseUnknown(draft, info, ['title', 'version']);
};

const readAction = (draft: Draft, action: MutableJson, at: Origin): readonly OverlayAction[] => {
  if (!isMutableObject(action)) {
    draft.refuse('overlay-action', at, {
      message: 'This action is not a mapping.',
      hint: 'Give it a target and an update.',
    });
    return [];
  }
  refuseUnknown(draft, action, ACTION_FIELDS);
  const target = own(action, 'target');
  const description = own(action, 'description');
  if (typeof description !== 'string' || description.trim() === '') {
    draft.refuse('overlay-no-reason', Object.hasOwn(action, 'description') ? draft.at(action, 'description') : at, {
      message: 'This action gives no reason.',
      hint: 'Say in its `description` why upstream is wrong, and where that can be read.',
    });
  }
  const change = readChange(draft, action, at);
  if (typeof target === 'string')
    return change === undefined ? [] : [{ target, targetAt: draft.at(action, 'target'), change }];
  draft.refuse('overlay-action', at, {
    message: 'This action has no target.',
    hint: "Write a JSONPath, such as `target: $.paths['/x'].post`.",
  });
  return [];
};

const BOTH = {
  message: 'This action has both an update and `remove: true`.',
  hint: 'Write one action for what is removed and another for what is written in its place.',
};

const NEITHER = {
  message: 'This action has neither an update nor `remove: true`.',
  hint: 'Add `update:` with what it should say, or `remove: true`.',
};

const readChange = (draft: Draft, action: MutableObject, at: Origin): Removal | Update | undefined => {
  const remove = own(action, 'remove');
  const value = own(action, 'update');
  if (remove !== undefined && typeof remove !== 'boolean') {
    draft.refuse('overlay-action', draft.at(action, 'remove'), {
      message: '`remove` is neither true nor false.',
      hint: 'Write `remove: true`, or leave it out.',
    });
    return undefined;
  }
  if ((remove === true) === (value !== undefined)) {
    draft.refuse('overlay-action', at, remove === true ? BOTH : NEITHER);
    return undefined;
  }
  return value === undefined ? { kind: 'remove' } : { kind: 'update', value, at: draft.at(action, 'update') };
};

const refuseUnknown = (draft: Draft, object: MutableObject, known: readonly string[]): void => {
  for (const key of Object.keys(object)) {
    if (known.includes(key)) continue;
    draft.refuse(key.startsWith('x-') ? 'unknown-extension' : 'overlay-field', draft.at(object, key), {
      message: `An overlay has no field ${JSON.stringify(key)} here.`,
      hint: `What may stand here: ${known.join(', ')}.`,
    });
  }
};
