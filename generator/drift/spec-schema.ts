import { isObject, own, pointerTo, pointerTokens, type Json, type JsonObject } from '../core/json.js';

/** A node of the merged document, and the pointer where it stands once references are followed. */
export interface Located {
  readonly node: JsonObject;
  readonly pointer: string;
}

/** What a schema lets through, in the words in which the docs can be held against it. */
export type SpecKind =
  'string' | 'values' | 'decimal' | 'int64' | 'int32' | 'integer' | 'number' | 'boolean' | 'array' | 'object';

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

export const nodeAt = (document: JsonObject, pointer: string): Json | undefined => {
  let node: Json | undefined = document;
  for (const token of pointerTokens(pointer)) {
    node = Array.isArray(node) ? (node as readonly Json[])[Number(token)] : own(node, token);
  }
  return node;
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

export const kindsOf = (document: JsonObject, schema: Located | undefined): ReadonlySet<SpecKind> =>
  new Set(
    (schema ? partsOf(document, schema) : []).flatMap((part) =>
      typesOf(part.node).map((type) => kindOf(part.node, type)),
    ),
  );

const typesOf = (schema: JsonObject): readonly string[] => {
  const type = own(schema, 'type');
  const types = Array.isArray(type) ? type : [type];
  return types.filter((each): each is string => typeof each === 'string' && each !== 'null');
};

const kindOf = (schema: JsonObject, type: string): SpecKind => {
  const format = own(schema, 'format');
  // An identifier that the docs type String keeps that type, with `format: int64` for its digits.
  if (format === 'decimal') return 'decimal';
  if (type === 'integer') return format === 'int64' || format === 'int32' ? format : 'integer';
  if (type === 'string') return Array.isArray(own(schema, 'enum')) ? 'values' : 'string';
  return type === 'number' || type === 'boolean' || type === 'array' ? type : 'object';
};
