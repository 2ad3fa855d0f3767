import { HTTP_METHODS } from '../core/http-methods.js';
import { byCodeUnit, isMutableObject, type MutableObject } from '../core/mutable-json.js';
import type { Draft } from './draft.js';
import { operationsOf, own, pathItemsOf } from './operations.js';

const ROOT = [
  'openapi',
  'info',
  'jsonSchemaDialect',
  'externalDocs',
  'servers',
  'tags',
  'security',
  'paths',
  'webhooks',
  'components',
  'x-error-catalogue',
  'x-streams',
];
const PATH_ITEM = ['summary', 'description', 'servers', 'parameters', ...HTTP_METHODS];
const OPERATION = [
  'operationId',
  'x-client-name',
  'summary',
  'description',
  'deprecated',
  'externalDocs',
  'tags',
  'x-security-type',
  'x-request-weight',
  'x-effect',
  'x-parameters-in',
  'x-conditions',
  'x-client-order-id',
  'x-history',
  'x-settled-by',
  'x-response-variants',
  'x-error-codes',
  'servers',
  'parameters',
  'requestBody',
  'responses',
  'callbacks',
  'security',
];

/** Brings the keys into an order that does not depend on who wrote what, so that a diff shows only what changed. */
export const orderDocument = (draft: Draft): void => {
  const { root, origins } = draft;
  origins.reorder(root, inOrder(ROOT));
  for (const section of ['paths', 'components', 'x-streams']) {
    const object = own(root, section);
    if (isMutableObject(object)) origins.reorder(object, byCodeUnit);
  }
  for (const [, pathItem] of pathItemsOf(root)) origins.reorder(pathItem, inOrder(PATH_ITEM));
  for (const { operation } of operationsOf(root)) origins.reorder(operation, inOrder(OPERATION));
  for (const section of sectionsOf(root)) origins.reorder(section, byCodeUnit);
};

const sectionsOf = (root: MutableObject): readonly MutableObject[] => {
  const components = own(root, 'components');
  return isMutableObject(components) ? Object.values(components).filter(isMutableObject) : [];
};

/** Named keys first, in the order of the names; all others after them. */
const inOrder =
  (names: readonly string[]) =>
  (left: string, right: string): number =>
    rank(names, left) - rank(names, right) || byCodeUnit(left, right);

const rank = (names: readonly string[], key: string): number => {
  const index = names.indexOf(key);
  return index === -1 ? names.length : index;
};
