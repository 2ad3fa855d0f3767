import { HTTP_METHODS } from '../core/http-methods.js';
import {
  at,
  dereference,
  entriesAt,
  isSpecList,
  isSpecMap,
  listAt,
  pointedTo,
  type SpecMap,
  type SpecValue,
  textAt,
} from './referee-document.js';

/* What the limits ask of a node, and the small rewrites that they are made of. */

const ANNOTATIONS = new Set('description title summary deprecated default example examples $comment'.split(' '));

/** Whether a keyword beside a `$ref` says which values are allowed; an extension does not. */
export const narrows = (keyword: string): boolean => !ANNOTATIONS.has(keyword) && !keyword.startsWith('x-');

/** The keywords beside a `$ref`. */
export const siblingsOf = (node: SpecValue | undefined): readonly string[] =>
  isSpecMap(node) && textAt(node, '$ref') !== undefined ? Object.keys(node).filter((key) => key !== '$ref') : [];

/** A default goes into a copy of the schema it belongs to, if that is one value and not an object or a list. */
export const withoutAnnotations = (node: SpecValue, root: SpecMap): SpecValue => {
  const target = dereference(root, node).node;
  const given = at(node, 'default');
  const isOneValue =
    typesOf(target).every((type) => type !== 'object' && type !== 'array') && typesOf(target).length > 0;
  return given !== undefined && isOneValue
    ? withField(target ?? {}, 'default', given)
    : { $ref: at(node, '$ref') ?? '' };
};

const ONE_NAME = new WeakMap<SpecMap, boolean>();

/** Whether two tags of the document, or a tag and the lack of one, come to the same file name. */
export const hasTagsOfOneName = (root: SpecMap): boolean => {
  const known = ONE_NAME.get(root);
  if (known !== undefined) return known;
  const operations = entriesAt(root, 'paths').flatMap(([, item]) => HTTP_METHODS.map((method) => at(item, method)));
  const names = new Set(
    operations
      .filter(isSpecMap)
      .flatMap(tagsOf)
      .map((tag) => tag.replace(/[^A-Za-z0-9]/g, '')),
  );
  const files = new Set([...names].map((name) => name.toLowerCase() || 'default'));
  ONE_NAME.set(root, files.size < names.size);
  return files.size < names.size;
};

const tagsOf = (operation: SpecMap): readonly string[] => {
  const tags = listAt(operation, 'tags').filter((tag) => typeof tag === 'string');
  return tags.length > 0 ? tags : ['Default'];
};

/** The types a schema names, as a list even when there is one. */
export const typesOf = (schema: SpecValue | undefined): readonly string[] => {
  const type = at(schema, 'type');
  const types = isSpecList(type) ? type : [type];
  return types.filter((name): name is string => typeof name === 'string');
};

/** The JSON Schema type name of a value. */
export const typeNameOf = (value: SpecValue): string => {
  if (value === null) return 'null';
  if (isSpecList(value)) return 'array';
  if (typeof value === 'bigint') return 'integer';
  return typeof value;
};

/** A path item with what its `$ref` points to, if it has one. Fields beside the `$ref` win. */
export const resolvePathItem = (node: SpecValue, root: SpecMap): SpecValue => {
  const found = pathItemBehind(node, root);
  return found === undefined ? node : { ...found, ...withoutField(node, '$ref') };
};

/** The path item that a `$ref` points to. */
export const pathItemBehind = (node: SpecValue | undefined, root: SpecMap): SpecMap | undefined => {
  const reference = textAt(node, '$ref');
  const found = reference === undefined ? undefined : pointedTo(root, reference);
  return isSpecMap(found) ? found : undefined;
};

/** A copy of a node with one field set. */
export const withField = (node: SpecValue, key: string, value: SpecValue): SpecValue =>
  isSpecMap(node) ? { ...node, [key]: value } : node;

/** A copy of a node without one field. */
export const withoutField = (node: SpecValue, key: string): SpecMap =>
  isSpecMap(node) ? Object.fromEntries(Object.entries(node).filter(([name]) => name !== key)) : {};
