import type { OperationRef } from '../merge/types.js';
import type { Components } from './components.js';
import type { TypeNames } from './file-scope.js';
import type { OperationNames } from './name-operations.js';
import { readDocsLink, readMethod, readPath, readServer } from './read-address.js';
import { readParams } from './read-conditions.js';
import { textOf } from './read-doc.js';
import { readClientOrderId, readEffect, readErrors, readParametersIn, readWeight } from './read-extensions.js';
import { readHistory } from './read-history.js';
import { readParameters } from './read-parameters.js';
import { readResponse } from './read-response.js';
import { readSecurity } from './read-security.js';
import type { Reading } from './spec-node.js';
import type { OperationModel } from './types.js';

/** What the operations of one document share while they are read. */
export interface OperationContext {
  readonly reading: Reading;
  readonly names: TypeNames;
  readonly components: Components;
}

/** Reads one operation; undefined, with diagnostics, when something it cannot do without is missing or wrong. */
export const readOperation = (
  ref: OperationRef,
  names: OperationNames,
  context: OperationContext,
): OperationModel | undefined => {
  const operation = context.reading.at(ref.pointer);
  const pathItem = context.reading.at(ref.pointer.slice(0, ref.pointer.lastIndexOf('/')));
  const security = readSecurity(operation);
  const read = readParameters(operation, pathItem, security?.signed ?? true);
  const [method, path, server] = [
    readMethod(operation, ref),
    readPath(operation, ref),
    readServer(operation, pathItem),
  ];
  const effect = readEffect(operation);
  const weight = readWeight(operation, new Set(read.map(({ model }) => model.name)));
  const params = readParams(read, operation);
  const response = readResponse(operation, { ...names, ...context, parameters: params.parameters });
  const clientOrderId = readClientOrderId(operation, params.parameters);
  const parametersIn = readParametersIn(operation, method);
  if (!security || !method || !path || !server || !effect) return undefined;
  return {
    ...names,
    method,
    path,
    server,
    security: security.alternatives,
    securityType: security.type,
    weight,
    effect,
    errors: readErrors(operation),
    docs: readDocsLink(operation),
    docsName: textOf(operation.get('externalDocs').get('description')),
    summary: textOf(operation.get('summary')),
    description: textOf(operation.get('description')),
    deprecated: operation.get('deprecated').isTrue,
    params,
    response,
    history: readHistory(operation, { effect, params, response }, context.components),
    // Speaks of another operation, so it is read when all are known.
    settlement: undefined,
    clientOrderId,
    parametersIn,
    origin: ref.origin,
  };
};
