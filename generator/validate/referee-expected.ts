import { HTTP_METHODS, type HttpMethod } from '../core/http-methods.js';
import { pointerTo } from '../core/json.js';
import {
  at,
  dereference,
  entriesAt,
  isSpecList,
  isSpecMap,
  type SpecMap,
  type SpecValue,
  textAt,
} from './referee-document.js';
import { resolvePathItem } from './referee-nodes.js';

/** One operation as the spec has it, in the terms in which the referee's reading is compared. */
export interface ExpectedOperation {
  readonly operationId: string | undefined;
  readonly method: HttpMethod;
  readonly path: string;
  readonly pointer: string;
  readonly isDeprecated: boolean;
  readonly schemes: ReadonlySet<string>;
  /** Absolute addresses of the operation's own servers; empty when it uses those of the document. */
  readonly servers: readonly string[];
  readonly parameters: readonly ExpectedParameter[];
  readonly responses: readonly ExpectedResponse[];
}

export interface ExpectedParameter {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly schema: SpecValue | undefined;
  readonly pointer: string;
}

export interface ExpectedResponse {
  readonly status: string;
  readonly schema: SpecValue;
  readonly pointer: string;
}

/** `operationId`, or method and path where there is none. */
export const nameOf = ({
  operationId,
  method,
  path,
}: Pick<ExpectedOperation, 'operationId' | 'method' | 'path'>): string =>
  operationId ?? `${method.toUpperCase()} ${path}`;

/** Every operation below `paths`, in the order of the document. */
export const expectedOperations = (root: SpecMap): readonly ExpectedOperation[] =>
  entriesAt(root, 'paths').flatMap(([path, given]) => {
    const item = resolvePathItem(given, root);
    const pointer = pointerTo('/paths', path);
    return HTTP_METHODS.filter((method) => isSpecMap(at(item, method))).map((method) =>
      expectedOperation(root, item, { path, method, pointer: pointerTo(pointer, method) }),
    );
  });

type Place = Pick<ExpectedOperation, 'path' | 'method' | 'pointer'>;

const expectedOperation = (root: SpecMap, item: SpecValue, place: Place): ExpectedOperation => {
  const operation = at(item, place.method);
  return {
    ...place,
    operationId: textAt(operation, 'operationId'),
    isDeprecated: at(operation, 'deprecated') === true,
    schemes: schemesOf(at(operation, 'security') ?? at(root, 'security'), root),
    servers: serversOf(at(operation, 'servers') ?? at(item, 'servers')),
    parameters: parametersOf(root, item, place),
    responses: responsesOf(root, operation, place.pointer),
  };
};

/** All scheme names of all alternatives: the referee does not tell alternatives apart, nor does it know mutual TLS. */
const schemesOf = (security: SpecValue | undefined, root: SpecMap): ReadonlySet<string> => {
  const names = (isSpecList(security) ? security : []).flatMap((one) => (isSpecMap(one) ? Object.keys(one) : []));
  const known = at(at(root, 'components'), 'securitySchemes');
  return new Set(names.filter((name) => textAt(at(known, name), 'type') !== 'mutualTLS'));
};

const serversOf = (servers: SpecValue | undefined): readonly string[] =>
  (isSpecList(servers) ? servers : []).map((server) => textAt(server, 'url')).filter((url) => url !== undefined);

/** Parameters of the operation and those of its path item that it does not override. */
const parametersOf = (root: SpecMap, item: SpecValue, place: Place): readonly ExpectedParameter[] => {
  const own = parameterList(root, at(at(item, place.method), 'parameters'), place.pointer);
  const shared = parameterList(root, at(item, 'parameters'), place.pointer.slice(0, place.pointer.lastIndexOf('/')));
  const isOverridden = (one: ExpectedParameter): boolean =>
    own.some((other) => other.name === one.name && other.in === one.in);
  return [...shared.filter((one) => !isOverridden(one)), ...own];
};

const parameterList = (root: SpecMap, list: SpecValue | undefined, parent: string): readonly ExpectedParameter[] =>
  (isSpecList(list) ? list : []).map((given, index) => {
    const parameter = dereference(root, given).node;
    return {
      name: textAt(parameter, 'name') ?? '',
      in: textAt(parameter, 'in') ?? '',
      isRequired: at(parameter, 'required') === true,
      schema: at(parameter, 'schema'),
      pointer: pointerTo(pointerTo(parent, 'parameters'), index),
    };
  });

const responsesOf = (root: SpecMap, operation: SpecValue | undefined, parent: string): readonly ExpectedResponse[] =>
  entriesAt(operation, 'responses').flatMap(([status, given]) =>
    entriesAt(dereference(root, given).node, 'content').flatMap(([mediaType, content]) => {
      const schema = at(content, 'schema');
      const pointer = [status, 'content', mediaType, 'schema'].reduce(pointerTo, pointerTo(parent, 'responses'));
      return schema === undefined ? [] : [{ status, schema, pointer }];
    }),
  );
