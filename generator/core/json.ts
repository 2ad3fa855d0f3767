/** Plain JSON data, as it comes out of a YAML or JSON tree. Keys such as `__proto__` are own properties like any other. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own property, never one inherited from `Object.prototype`. */
export const own = (value: Json | undefined, key: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** Appends one reference token to a JSON Pointer (RFC 6901). */
export const pointerTo = (parent: string, key: string | number): string =>
  `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The reference tokens of a JSON Pointer, unescaped. */
export const pointerTokens = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The node at a JSON Pointer, or undefined where there is none. */
export const nodeAt = (document: JsonObject, pointer: string): Json | undefined =>
  pointerTokens(pointer).reduce<Json | undefined>(
    (node, token) => (Array.isArray(node) ? (node as readonly Json[])[Number(token)] : own(node, token)),
    document,
  );
