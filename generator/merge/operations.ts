import { HTTP_METHODS, isHttpMethod, type HttpMethod } from '../core/http-methods.js';
import { isMutableObject, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import type { SourceDoc } from '../core/source.js';
import { entriesOf, valueAt } from '../core/yaml-tree.js';
import type { Origin } from './origins.js';

export interface OperationPlace {
  readonly path: string;
  readonly method: HttpMethod;
  readonly pathItem: MutableObject;
  readonly operation: MutableObject;
}

/** `GET /path`, the name of an operation in messages and sets. */
export const operationName = ({ path, method }: { readonly path: string; readonly method: string }): string =>
  `${method.toUpperCase()} ${path}`;

/** The operations of a document, path by path. */
export const operationsOf = (root: MutableObject): readonly OperationPlace[] =>
  pathItemsOf(root).flatMap(([path, pathItem]) =>
    HTTP_METHODS.flatMap((method) => {
      const operation = own(pathItem, method);
      return isMutableObject(operation) ? [{ path, method, pathItem, operation }] : [];
    }),
  );

export const pathItemsOf = (root: MutableObject): readonly (readonly [string, MutableObject])[] => {
  const paths = own(root, 'paths');
  if (!isMutableObject(paths)) return [];
  return Object.entries(paths).flatMap(([path, item]) =>
    path.startsWith('/') && isMutableObject(item) ? [[path, item] as const] : [],
  );
};

export const own = (object: MutableObject, key: string): MutableJson | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

export const listOf = (value: MutableJson | undefined): MutableJson[] => (Array.isArray(value) ? value : []);

export const operationNames = (root: MutableObject): ReadonlySet<string> =>
  new Set(operationsOf(root).map(operationName));

/**
 * Every operation of a source and where it stands, counted in its YAML tree, independently of what merge makes of it.
 */
export const countInTree = (source: SourceDoc): readonly (readonly [string, Origin])[] =>
  entriesOf(valueAt(source.tree.contents, 'paths')).flatMap((path) =>
    entriesOf(path.value).flatMap(({ key, offset }) =>
      isHttpMethod(key)
        ? [[operationName({ path: path.key, method: key }), { lines: source.lines, offset }] as const]
        : [],
    ),
  );
