import { isMap, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Json } from '../core/json.js';
import { pointerTokens } from '../core/json.js';
import { changed, entriesOf, toData, valueAt, type Entry } from '../core/yaml-tree.js';

/**
 * What a path-level field means for one operation, written into the operation. Undefined when the operation already has
 * a text of its own, which the field would be lost to.
 */
export const pushDown = (operation: YAMLMap, field: Entry, root: unknown): YAMLMap | undefined => {
  const own = entriesOf(operation).find((entry) => entry.key === field.key);
  if (own === undefined) return changed(operation, { items: [...operation.items, field.pair] });
  if (field.key === 'servers') return operation;
  if (field.key !== 'parameters' || !isSeq(own.value) || !isSeq(field.value)) return undefined;
  const named = new Set(own.value.items.map((item) => parameterId(item, root)));
  const inherited = field.value.items.filter((item) => !named.has(parameterId(item, root)));
  const joined = changed(own.value, { items: [...inherited, ...own.value.items] });
  const pairs = operation.items.map((pair) => (pair === own.pair ? changed(pair, { value: joined }) : pair));
  return changed(operation, { items: pairs });
};

/**
 * An operation's parameter takes the place of the path's one with the same name and place; `$ref` is looked through.
 */
const parameterId = (item: unknown, root: unknown): string => {
  const parameter = isMap(item) ? (referred(item, root) ?? item) : item;
  const id: Json = [toData(valueAt(parameter, 'name')), toData(valueAt(parameter, 'in'))];
  return JSON.stringify(id);
};

const referred = (item: YAMLMap, root: unknown): Node | undefined => {
  const ref = toData(valueAt(item, '$ref'));
  if (typeof ref !== 'string' || !ref.startsWith('#/')) return undefined;
  let node: Node | null | undefined;
  for (const token of pointerTokens(ref.slice(1))) node = valueAt(node === undefined ? root : node, token);
  return node ?? undefined;
};
