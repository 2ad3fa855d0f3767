import { HTTP_METHODS } from '../core/http-methods.js';
import { pointerTo } from '../core/json.js';
import { byCodeUnit, isMutableObject, sameJson, type MutableJson } from '../core/mutable-json.js';
import type { Position } from '../core/position.js';
import type { SourceDoc } from '../core/source.js';
import { entriesOf, toData } from '../core/yaml-tree.js';
import type { UpstreamChange } from './types.js';

interface Part {
  readonly value: MutableJson;
  readonly at: Position;
}

/**
 * What a new copy of the upstream document changes: operations added, removed and changed, and the other parts of the document.
 * Works on the trees, where the operations of a path key that stands twice are all there.
 */
export const compareUpstream = (old: SourceDoc | undefined, next: SourceDoc): readonly UpstreamChange[] => {
  const before = old === undefined ? new Map<string, Part>() : partsOf(old);
  const after = partsOf(next);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(byCodeUnit);
  return names.flatMap((operation) => changeOf(operation, before.get(operation), after.get(operation)));
};

const changeOf = (operation: string, before: Part | undefined, after: Part | undefined): readonly UpstreamChange[] => {
  if (after === undefined) return before === undefined ? [] : [{ kind: 'removed', operation, at: before.at }];
  if (before === undefined) return [{ kind: 'added', operation, at: after.at }];
  const pointers = differences(before.value, after.value, '');
  return pointers.length === 0 ? [] : [{ kind: 'changed', operation, at: after.at, pointers }];
};

/** `POST /path` for operations, the names of fields for all that stands beside them. */
const partsOf = (doc: SourceDoc): ReadonlyMap<string, Part> => {
  const parts = new Map<string, Part>();
  for (const { key, offset, value } of entriesOf(doc.tree.contents)) {
    if (key === 'paths') for (const [name, part] of operationsOf(doc, value)) parts.set(name, part);
    else parts.set(key, { value: toData(value), at: doc.lines.at(offset) });
  }
  return parts;
};

const operationsOf = (doc: SourceDoc, paths: unknown): readonly (readonly [string, Part])[] =>
  entriesOf(paths).flatMap(({ key: path, value: item }) =>
    entriesOf(item).map(({ key, offset, value }) => {
      const isMethod = (HTTP_METHODS as readonly string[]).includes(key);
      return [isMethod ? `${key.toUpperCase()} ${path}` : `${key} of ${path}`, { value: toData(value), at: doc.lines.at(offset) }] as const;
    }),
  );

/** Pointers to what differs, as deep as it can be told; parameters are compared by their names, not by their places. */
const differences = (before: MutableJson | undefined, after: MutableJson | undefined, pointer: string): readonly string[] => {
  if (before !== undefined && after !== undefined && sameJson(before, after)) return [];
  const [left, right] = [membersOf(before), membersOf(after)];
  if (left === undefined || right === undefined) return [pointer];
  const inside = [...new Set([...right.keys(), ...left.keys()])].flatMap((key) => differences(left.get(key), right.get(key), pointerTo(pointer, key)));
  return inside.length === 0 ? [pointer] : inside;
};

const membersOf = (value: MutableJson | undefined): ReadonlyMap<string, MutableJson> | undefined => {
  if (isMutableObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return undefined;
  const names = value.map((item, index) => (isMutableObject(item) && typeof item['name'] === 'string' ? item['name'] : String(index)));
  return new Set(names).size === names.length ? new Map(names.map((name, index) => [name, value[index] ?? null])) : undefined;
};
