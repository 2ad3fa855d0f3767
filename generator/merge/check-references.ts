import { own as ownJson, pointerTo, pointerTokens, type Json } from '../core/json.js';
import { isMutableObject, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import { walkSpec } from '../core/walk-spec.js';
import type { Draft } from './draft.js';
import { listOf, operationsOf, own } from './operations.js';

/** Refuses every `$ref` that leads out of the document or nowhere. Nothing outside the given files is ever read. */
export const checkReferences = (draft: Draft): void => {
  walkSpec(draft.root, ({ kind, pointer, value }) => {
    for (const key of kind === 'link' ? ['$ref', 'operationRef'] : ['$ref']) {
      const reference = ownJson(value, key);
      if (typeof reference === 'string') checkReference(draft, reference, pointerTo(pointer, key));
    }
  });
};

const checkReference = (draft: Draft, reference: string, pointer: string): void => {
  const at = draft.find(pointer);
  if (reference.startsWith('#') && !reference.startsWith('#/')) {
    draft.refuse('unsupported-reference', at, {
      message: `The reference ${JSON.stringify(reference)} is no JSON Pointer into the document.`,
      hint: 'Refer to components by their place: `#/components/…`.',
    });
  } else if (!reference.startsWith('#/')) {
    draft.refuse('external-reference', at, {
      message: `The reference ${JSON.stringify(reference)} leads out of the document.`,
      hint: 'Nothing else is read: put what it refers to below `components` and refer to it as `#/components/…`.',
    });
  } else if (!exists(draft.root, reference.slice(1))) {
    draft.refuse('dangling-reference', at, {
      message: `The reference ${JSON.stringify(reference)} leads to nothing.`,
      hint: 'Correct the name, or add what is missing in a fragment.',
    });
  }
};

const exists = (root: MutableObject, pointer: string): boolean => {
  let node: MutableJson | undefined = root;
  for (const token of pointerTokens(pointer)) {
    const key = unescaped(token);
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return false;
    node = Reflect.get(node, key) as MutableJson;
  }
  return true;
};

/** A pointer in a `$ref` is part of a URL, where braces of a path may be written as `%7B`. */
const unescaped = (token: string): string => {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
};

/** Refuses security requirements that name a scheme which is not there. */
export const checkSecuritySchemes = (draft: Draft): void => {
  const components = own(draft.root, 'components');
  const schemes = isMutableObject(components) ? (own(components, 'securitySchemes') ?? {}) : {};
  for (const holder of [draft.root, ...operationsOf(draft.root).map(({ operation }) => operation)]) {
    for (const requirement of listOf(own(holder, 'security'))) {
      if (!isMutableObject(requirement)) continue;
      for (const name of Object.keys(requirement))
        if (ownJson(schemes as Json, name) === undefined) refuseScheme(draft, requirement, name);
    }
  }
};

const refuseScheme = (draft: Draft, requirement: MutableObject, name: string): void =>
  draft.refuse('unknown-security-scheme', draft.at(requirement, name), {
    message: `There is no security scheme ${JSON.stringify(name)}.`,
    hint: 'Correct the name, or add the scheme to `components/securitySchemes`.',
  });
