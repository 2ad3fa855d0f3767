import { Document, Scalar, YAMLMap, YAMLSeq, Pair, type Node } from 'yaml';
import type { MutableJson, MutableObject } from '../core/mutable-json.js';

const WIDTH = 120;

/** Short lists and mappings that the hand-written files keep on one line. */
const LISTS_ON_ONE_LINE: ReadonlySet<string> = new Set([
  'enum',
  'required',
  'tags',
  'type',
  'in',
  'require',
  'forbid',
  'atLeastOne',
  'exactlyOne',
  'atMostOne',
]);
const MAPS_ON_ONE_LINE: ReadonlySet<string> = new Set(['when', 'else']);
const ITEMS_ON_ONE_LINE: ReadonlySet<string> = new Set(['x-request-weight']);

/** `[A, B]` beside `{ a: 1 }`: the people who wrote the other files pad mappings only. */
class FlowList extends YAMLSeq {
  override toString(context?: Parameters<YAMLSeq['toString']>[0], ...rest: readonly (() => void)[]): string {
    return super.toString(this.flow && context ? { ...context, flowCollectionPadding: '' } : context, ...rest);
  }
}

/** YAML in the style of the hand-written files. Built node by node: every key and text is data, whatever it holds. */
export const renderYaml = (value: MutableObject, width: number = WIDTH): string => {
  const document = new Document();
  document.contents = nodeFor(value, { key: '', level: 0 }) as typeof document.contents;
  return document.toString({ lineWidth: width, singleQuote: true, flowCollectionPadding: true, minContentWidth: 0 });
};

interface Place {
  readonly key: string;
  readonly level: number;
  /** Whether it stands in a list whose items are kept on one line. */
  readonly item?: boolean;
}

const nodeFor = (value: MutableJson, place: Place): Node => {
  if (Array.isArray(value)) return listNode(value, place);
  if (typeof value === 'object' && value !== null) return mapNode(value, place);
  return scalarNode(value, place);
};

const listNode = (list: readonly MutableJson[], { key, level }: Place): Node => {
  const node = new FlowList();
  const item = ITEMS_ON_ONE_LINE.has(key);
  for (const each of list) node.items.push(nodeFor(each, { key: item ? '' : key, level: level + 1, item }));
  node.flow = list.length === 0 || (LISTS_ON_ONE_LINE.has(key) && list.every(isScalar) && fits(list, key, level));
  return node;
};

const mapNode = (map: MutableObject, { key, level, item }: Place): Node => {
  const node = new YAMLMap();
  for (const [name, value] of Object.entries(map)) {
    node.items.push(new Pair(new Scalar(name), nodeFor(value, { key: name, level: level + 1 })));
  }
  const short = item === true || MAPS_ON_ONE_LINE.has(key);
  node.flow = node.items.length === 0 || (short && fits(map, key, level));
  return node;
};

const isScalar = (value: MutableJson): boolean => typeof value !== 'object' || value === null;

const fits = (value: MutableJson | readonly MutableJson[], key: string, level: number): boolean =>
  JSON.stringify(value).length + key.length + 2 * level + 4 < WIDTH;

/** Prose that is too long for its line is folded, as people write it. */
const scalarNode = (value: MutableJson, { key, level }: Place): Node => {
  const node = new Scalar(value);
  const long = typeof value === 'string' && value.length + key.length + 2 * level + 4 > WIDTH;
  if (long && key !== 'review' && /^\S(?: ?[^\s\p{Cc}])*$/u.test(value)) node.type = 'BLOCK_FOLDED';
  else if (typeof value === 'string' && key === 'version') node.type = 'QUOTE_SINGLE';
  return node;
};
