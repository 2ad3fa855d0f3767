import type { MutableJson, MutableObject } from '../core/mutable-json.js';
import type { Draft } from './draft.js';
import type { Origin } from './origins.js';

/** As many levels as one source may have: what follows walks the document with functions that call themselves. */
const MAX_DEPTH = 200;

/**
 * Overlays can stack levels on levels; says so when the whole has become too deep, without running out of stack
 * itself.
 */
export const checkDepth = (draft: Draft): void => {
  const waiting: { readonly node: MutableObject | MutableJson[]; readonly depth: number; readonly at: Origin }[] = [
    { node: draft.root, depth: 1, at: draft.origin },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.depth > MAX_DEPTH) {
      return draft.refuse('too-deep', next.at, {
        message: `With this the merged document nests more than ${MAX_DEPTH} levels.`,
        hint: 'Give the inner parts names under `components` and refer to them.',
      });
    }
    for (const [key, child] of Object.entries(next.node) as [string, MutableJson][]) {
      if (typeof child === 'object' && child !== null) {
        waiting.push({ node: child, depth: next.depth + 1, at: draft.origins.of(next.node, key) ?? next.at });
      }
    }
  }
};
