import { isMap, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { setOwn, type MutableJson, type MutableObject } from './mutable-json.js';

/**
 * Reading YAML trees as data. `toJS()` of the yaml package is not used anywhere: it keeps only the last of two equal
 * keys and says nothing. The trees are those that `load` returns: checked, without aliases, not deeper than its limit.
 */

/** One key of a mapping with its value, in the order of the file. */
export interface Entry {
  /** The key as text: `200` and `'200'` are the same key to OpenAPI. */
  readonly key: string;
  /** Offset of the key in the text of the file. */
  readonly offset: number;
  readonly value: Node | null;
  /** The pair itself, for stages that build a new mapping from old pairs. */
  readonly pair: Pair;
}

/** The entries of a mapping, twins included; none for anything else. */
export const entriesOf = (node: unknown): readonly Entry[] => {
  if (!isMap(node)) return [];
  const entries: Entry[] = [];
  for (const pair of node.items) {
    if (!isPair(pair)) continue;
    const key = keyText(pair.key);
    if (key !== undefined) entries.push({ key, offset: offsetOf(pair.key), value: nodeOrNull(pair.value), pair });
  }
  return entries;
};

/** The value at a key; the first one where the key stands twice. */
export const valueAt = (node: unknown, key: string): Node | null | undefined =>
  entriesOf(node).find((entry) => entry.key === key)?.value;

/** A key as text, or undefined where the key is a mapping or a sequence. */
export const keyText = (key: unknown): string | undefined => {
  if (key === null) return '';
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
};

/** Where a node starts in the text of its file. */
export const offsetOf = (node: unknown): number =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? Number(node.range[0]) : 0;

/**
 * A node as plain data. Where a key stands twice the first one counts: call it on repaired trees or for looking only.
 */
export const toData = (node: unknown): MutableJson => {
  if (isScalar(node)) return scalarData(node.value);
  if (isSeq(node)) return node.items.map(toData);
  if (!isMap(node)) return null;
  const data: MutableObject = {};
  for (const { key, value } of entriesOf(node)) if (!Object.hasOwn(data, key)) setOwn(data, key, toData(value));
  return data;
};

/** The value of a scalar; what JSON has no word for (never in a tree that `load` accepted) becomes text. */
export const scalarData = (value: unknown): null | boolean | number | string => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return String(value);
};

/** The same node with some fields changed; the original stays as it is, and all that did not change is shared. */
export const changed = <N extends object>(node: N, fields: Partial<N>): N =>
  Object.assign(Object.create(Object.getPrototypeOf(node), Object.getOwnPropertyDescriptors(node)) as N, fields);

const nodeOrNull = (value: unknown): Node | null => (isScalar(value) || isMap(value) || isSeq(value) ? value : null);
