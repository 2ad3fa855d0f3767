import { createClientOrderId } from '../format/client-order-id.js';
import type { AnyOperation, Parameter } from './request.js';

/**
 * Gives a new order an id by which it can be found again, unless the caller did. Of all that the client adds to a request,
 * this alone is no matter of signing.
 */
export const addClientOrderId = (operation: AnyOperation, parameters: readonly Parameter[]): readonly Parameter[] => {
  const name = operation.clientOrderId;
  if (name === undefined || parameters.some(([given]) => given === name)) return parameters;
  return [...parameters, [name, createClientOrderId()]];
};
