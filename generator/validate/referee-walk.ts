import { pointerTo } from '../core/json.js';
import { HTTP_METHODS } from '../core/http-methods.js';
import { isSpecList, isSpecMap, type SpecValue } from './referee-document.js';

/**
 * What an object of an OpenAPI document is. Data such as examples, defaults and extensions has no kind and is never
 * visited.
 */
export type NodeKind =
  | 'document'
  | 'components'
  | 'path-item'
  | 'operation'
  | 'parameter'
  | 'body'
  | 'response'
  | 'media-type'
  | 'callback'
  | 'schema'
  | 'security-scheme';

type Child = NodeKind | `map:${NodeKind}` | `list:${NodeKind}` | 'schema-object';

const everyOf = <K extends string>(names: readonly K[], child: Child): Record<K, Child> =>
  Object.fromEntries(names.map((name) => [name, child])) as Record<K, Child>;

/**
 * Which fields of each kind hold further objects. `schema-object` is a schema unless it is written as `true` or
 * `false`.
 */
const CHILDREN: Readonly<Record<NodeKind, Readonly<Record<string, Child>>>> = {
  document: { paths: 'map:path-item', webhooks: 'map:path-item', components: 'components' },
  components: {
    schemas: 'map:schema',
    parameters: 'map:parameter',
    headers: 'map:parameter',
    responses: 'map:response',
    requestBodies: 'map:body',
    pathItems: 'map:path-item',
    callbacks: 'map:callback',
    securitySchemes: 'map:security-scheme',
  },
  'path-item': { parameters: 'list:parameter', ...everyOf(HTTP_METHODS, 'operation') },
  operation: {
    parameters: 'list:parameter',
    requestBody: 'body',
    responses: 'map:response',
    callbacks: 'map:callback',
  },
  parameter: { schema: 'schema', content: 'map:media-type' },
  body: { content: 'map:media-type' },
  response: { content: 'map:media-type', headers: 'map:parameter' },
  'media-type': { schema: 'schema' },
  callback: {},
  'security-scheme': {},
  schema: {
    ...everyOf(['properties', 'patternProperties', '$defs', 'dependentSchemas'], 'map:schema'),
    ...everyOf(['allOf', 'anyOf', 'oneOf', 'prefixItems'], 'list:schema'),
    ...everyOf(['items', 'not', 'if', 'then', 'else', 'contains', 'propertyNames', 'contentSchema'], 'schema'),
    ...everyOf(['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'], 'schema-object'),
  },
};

/** What it returns takes the node's place, before the children of the new node are visited. */
export type Visit = (kind: NodeKind, node: SpecValue, pointer: string) => SpecValue;

/** Rebuilds a document from the root down, letting `visit` replace every node that has a kind. */
export const rewriteSpec = (root: SpecValue, visit: Visit): SpecValue => {
  const one = (kind: NodeKind, given: SpecValue, pointer: string): SpecValue => {
    const node = visit(kind, given, pointer);
    if (!isSpecMap(node)) return node;
    const rebuilt = Object.entries(node).map(([key, value]) => {
      const child = childKind(kind, key);
      return [key, child === undefined ? value : descend(child, value, pointerTo(pointer, key))] as const;
    });
    return Object.fromEntries(rebuilt);
  };
  const descend = (child: Child, value: SpecValue, pointer: string): SpecValue => {
    if (child === 'schema-object') return isSpecMap(value) ? one('schema', value, pointer) : value;
    const [form, kind] = splitChild(child);
    if (form === 'one') return one(kind, value, pointer);
    if (form === 'list')
      return isSpecList(value) ? value.map((item, i) => one(kind, item, pointerTo(pointer, i))) : value;
    if (!isSpecMap(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, one(kind, item, pointerTo(pointer, key))]),
    );
  };
  return one('document', root, '');
};

const childKind = (kind: NodeKind, key: string): Child | undefined => {
  if (kind === 'callback') return 'path-item';
  const children = CHILDREN[kind];
  return Object.hasOwn(children, key) ? children[key] : undefined;
};

const splitChild = (child: Exclude<Child, 'schema-object'>): readonly ['one' | 'map' | 'list', NodeKind] => {
  const [form, kind] = child.split(':') as ['map' | 'list', NodeKind] | [NodeKind];
  return kind === undefined ? ['one', form as NodeKind] : [form as 'map' | 'list', kind];
};
