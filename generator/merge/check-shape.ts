import { isHttpMethod } from '../core/http-methods.js';
import { isMutableObject, type MutableObject } from '../core/mutable-json.js';
import { REVIEW } from './check-review.js';
import type { Draft, Member } from './draft.js';
import { own, pathItemsOf } from './operations.js';

const FRAGMENT_FIELDS: readonly string[] = ['openapi', 'info', 'servers', 'security', 'tags', 'paths', 'components'];

/**
 * Refuses what merge could only lose: operations that are no mappings, and fields of a fragment that have no meaning.
 */
export const checkShape = (draft: Draft, member: Member): void => {
  const { root, source } = member;
  for (const key of ['paths', 'components']) {
    if (Object.hasOwn(root, key) && !isMutableObject(root[key])) refuseKind(draft, root, key);
  }
  const paths = own(root, 'paths');
  if (isMutableObject(paths)) checkPaths(draft, paths);
  for (const [, pathItem] of pathItemsOf(root)) checkPathItem(draft, pathItem);
  if (source.role !== 'fragment') return;
  for (const key of Object.keys(root)) {
    if (FRAGMENT_FIELDS.includes(key) || key === REVIEW || key.startsWith('x-')) continue;
    draft.refuse('fragment-field', draft.at(root, key), {
      message: `A fragment cannot hold ${JSON.stringify(key)} at its top.`,
      hint: `What a fragment may hold: ${FRAGMENT_FIELDS.join(', ')}. Anything else is added by an overlay.`,
    });
  }
};

const checkPaths = (draft: Draft, paths: MutableObject): void => {
  for (const [path, pathItem] of Object.entries(paths)) {
    if (path.startsWith('x-')) continue;
    if (!path.startsWith('/')) {
      draft.refuse('bad-path', draft.at(paths, path), {
        message: `${JSON.stringify(path)} is not a path: it does not start with a slash.`,
        hint: 'Write it as `/…`, below the URL of the server.',
      });
    } else if (!isMutableObject(pathItem)) refuseKind(draft, paths, path);
  }
};

const checkPathItem = (draft: Draft, pathItem: MutableObject): void => {
  for (const key of Object.keys(pathItem)) {
    if (isHttpMethod(key) && !isMutableObject(pathItem[key])) refuseKind(draft, pathItem, key);
  }
  if (!Object.hasOwn(pathItem, '$ref')) return;
  draft.refuse('path-item-reference', draft.at(pathItem, '$ref'), {
    message: 'A path item is given by `$ref` here, which hides its operations.',
    hint: 'Write the operations at the path itself.',
  });
};

const refuseKind = (draft: Draft, parent: MutableObject, key: string): void =>
  draft.refuse('not-a-mapping', draft.at(parent, key), {
    message: `The value of ${JSON.stringify(key)} is not a mapping.`,
    hint: 'Write its fields below it, or remove the key.',
  });
