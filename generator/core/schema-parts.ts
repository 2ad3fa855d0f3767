import { isObject, nodeAt, own, pointerTo, type Json, type JsonObject } from './json.js';

/** A node of the merged document, and the pointer where it stands once references are followed. */
export interface Located {
  readonly node: JsonObject;
  readonly pointer: string;
}

const MAX_HOPS = 32;

/** Follows `$ref`s within the document. Undefined for what is no object, or leads nowhere or in a circle. */
export const resolve = (document: JsonObject, value: Json | undefined, pointer: string): Located | undefined => {
  let node = value;
  let at = pointer;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    if (!isObject(node)) return undefined;
    const reference = own(node, '$ref');
    if (typeof reference !== 'string') return { node, pointer: at };
    if (!reference.startsWith('#/')) return undefined;
    at = decodeFragment(reference);
    node = nodeAt(document, at);
  }
  return undefined;
};

const decodeFragment = (reference: string): string => {
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return reference.slice(1);
  }
};

/** The schema itself and everything it is put together from. */
export const partsOf = (document: JsonObject, schema: Located, depth: number = 0): readonly Located[] => {
  if (depth > MAX_HOPS) return [];
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => {
    const list = own(schema.node, key);
    if (!Array.isArray(list)) return [];
    return list.flatMap((part: Json, index) => {
      const located = resolve(document, part, pointerTo(pointerTo(schema.pointer, key), index));
      return located ? partsOf(document, located, depth + 1) : [];
    });
  });
  return [schema, ...parts];
};
