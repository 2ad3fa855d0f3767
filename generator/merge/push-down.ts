import { HTTP_METHODS } from '../core/http-methods.js';
import { pointerTokens } from '../core/json.js';
import { isMutableObject, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import type { Draft } from './draft.js';
import { listOf, own } from './operations.js';

/** Moves the parameters and servers of a path item into its operations, so that other operations can join the item. */
export const pushDown = (draft: Draft, pathItem: MutableObject, field: 'parameters' | 'servers'): void => {
  const value = own(pathItem, field);
  if (value === undefined) return;
  const origin = draft.at(pathItem, field);
  for (const method of HTTP_METHODS) {
    const operation = own(pathItem, method);
    if (!isMutableObject(operation)) continue;
    if (!Object.hasOwn(operation, field)) draft.origins.set(operation, field, draft.origins.copy(value), origin);
    else if (field === 'parameters') inheritParameters(draft, operation, listOf(value));
  }
  draft.origins.remove(pathItem, field);
};

const inheritParameters = (draft: Draft, operation: MutableObject, inherited: MutableJson[]): void => {
  const { origins, root } = draft;
  const parameters = listOf(own(operation, 'parameters'));
  const named = new Set(parameters.map((parameter) => parameterId(root, parameter)));
  const joined: MutableJson[] = [];
  inherited.forEach((parameter, index) => {
    if (!named.has(parameterId(root, parameter)))
      origins.push(joined, origins.copy(parameter), origins.of(inherited, index));
  });
  parameters.forEach((parameter, index) => origins.push(joined, parameter, origins.of(parameters, index)));
  origins.set(operation, 'parameters', joined, draft.at(operation, 'parameters'));
};

/** Name and place of a parameter, which together tell it from the others; `$ref` is looked through. */
export const parameterId = (root: MutableObject, parameter: MutableJson): string => {
  const found = resolve(root, parameter);
  return isMutableObject(found) ? JSON.stringify([own(found, 'name'), own(found, 'in')]) : '';
};

const resolve = (root: MutableObject, value: MutableJson): MutableJson | undefined => {
  const ref = isMutableObject(value) ? own(value, '$ref') : undefined;
  if (typeof ref !== 'string' || !ref.startsWith('#/')) return value;
  let node: MutableJson | undefined = root;
  for (const token of pointerTokens(ref.slice(1))) node = isMutableObject(node) ? own(node, token) : undefined;
  return node;
};
