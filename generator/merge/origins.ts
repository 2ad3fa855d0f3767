import { isMap, isScalar, isSeq } from 'yaml';
import { pointerTokens } from '../core/json.js';
import { isMutableObject, setOwn, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import type { LineTable, Position } from '../core/position.js';
import { entriesOf, offsetOf, scalarData } from '../core/yaml-tree.js';

/** A place that becomes a line and a column only when somebody asks. */
export interface Origin {
  readonly lines: LineTable;
  readonly offset: number;
}

type Container = MutableObject | MutableJson[];

export const positionOf = ({ lines, offset }: Origin): Position => lines.at(offset);

/** Remembers where every key and every list item of the data was written while the data is moved about. */
export class Origins {
  readonly #objects = new WeakMap<MutableObject, Map<string, Origin>>();
  readonly #lists = new WeakMap<MutableJson[], Origin[]>();

  /** A YAML node as plain data, its places remembered. Trees come out of `repair`, so no key stands twice. */
  read(node: unknown, lines: LineTable): MutableJson {
    if (isScalar(node)) return scalarData(node.value);
    if (isSeq(node)) {
      const list: MutableJson[] = [];
      for (const item of node.items) this.push(list, this.read(item, lines), { lines, offset: offsetOf(item) });
      return list;
    }
    if (!isMap(node)) return null;
    const object: MutableObject = {};
    for (const { key, offset, value } of entriesOf(node))
      this.set(object, key, this.read(value, lines), { lines, offset });
    return object;
  }

  set(object: MutableObject, key: string, value: MutableJson, origin: Origin | undefined): void {
    setOwn(object, key, value);
    if (origin === undefined) return;
    const known = this.#objects.get(object);
    if (known === undefined) this.#objects.set(object, new Map([[key, origin]]));
    else known.set(key, origin);
  }

  push(list: MutableJson[], value: MutableJson, origin: Origin | undefined): void {
    const known = this.#lists.get(list) ?? [];
    if (origin !== undefined) known[list.length] = origin;
    this.#lists.set(list, known);
    list.push(value);
  }

  remove(container: Container, key: string | number): void {
    if (Array.isArray(container)) {
      container.splice(Number(key), 1);
      this.#lists.get(container)?.splice(Number(key), 1);
    } else {
      delete container[String(key)];
      this.#objects.get(container)?.delete(String(key));
    }
  }

  /** Where a key or an item was written. */
  of(container: Container, key: string | number): Origin | undefined {
    return Array.isArray(container)
      ? this.#lists.get(container)?.[Number(key)]
      : this.#objects.get(container)?.get(String(key));
  }

  /** The same data once more, for a second place in the document. */
  copy(value: MutableJson): MutableJson {
    if (Array.isArray(value)) {
      const list: MutableJson[] = [];
      value.forEach((item, index) => this.push(list, this.copy(item), this.of(value, index)));
      return list;
    }
    if (!isMutableObject(value)) return value;
    const object: MutableObject = {};
    for (const [key, child] of Object.entries(value)) this.set(object, key, this.copy(child), this.of(value, key));
    return object;
  }

  /** Puts the keys of an object into another order; the object stays the same one. */
  reorder(object: MutableObject, compare: (left: string, right: string) => number): void {
    const entries = Object.entries(object).sort(([left], [right]) => compare(left, right));
    for (const [key] of entries) delete object[key];
    for (const [key, value] of entries) setOwn(object, key, value);
  }

  /** The place of the node at a JSON Pointer, or of its nearest ancestor that exists. */
  locate(root: MutableObject, pointer: string, fallback: Origin): Origin {
    let found = fallback;
    let node: MutableJson | undefined = root;
    for (const token of pointerTokens(pointer)) {
      if (typeof node !== 'object' || node === null || !Object.hasOwn(node, token)) break;
      found = this.of(node, token) ?? found;
      node = Reflect.get(node, token) as MutableJson;
    }
    return found;
  }
}
