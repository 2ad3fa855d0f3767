import type { Json } from './json.js';

/** JSON data while it is being put together; handed on as `Json`. */
export type MutableJson = null | boolean | number | string | MutableJson[] | MutableObject;

export interface MutableObject {
  [key: string]: MutableJson;
}

export const isMutableObject = (value: MutableJson | undefined): value is MutableObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sets an own property whatever its name: a plain assignment to `__proto__` would change the prototype instead. */
export const setOwn = <V>(object: Record<string, V>, key: string, value: V): void => {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
};

/** Whether two values say the same; the order of keys says nothing. */
export const sameJson = (left: Json | undefined, right: Json | undefined): boolean => {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const lefts = Object.entries(left);
  return (
    lefts.length === Object.keys(right).length &&
    lefts.every(([key, value]) => Object.hasOwn(right, key) && sameJson(value, Reflect.get(right, key) as Json))
  );
};

/** Order of UTF-16 units: the same in every language and place, unlike `localeCompare`. */
export const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
