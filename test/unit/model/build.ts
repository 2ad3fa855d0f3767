import { buildModel } from '../../../generator/model/build-model.js';
import type { JsonObject } from '../../../generator/core/json.js';
import type { ApiModel, OperationModel } from '../../../generator/model/types.js';
import { documentWith, specFrom } from './spec-of.js';

/** The model of a document, which must be one the stage accepts. */
export const modelOf = (document: JsonObject): ApiModel => {
  const outcome = buildModel(specFrom(document));
  if (!outcome.ok) throw new Error(faultsOf(document).join('\n'));
  return outcome.value;
};

/** The one operation of `documentWith`. */
export const operationOf = (operation: JsonObject, more?: JsonObject): OperationModel => {
  const [first] = modelOf(documentWith(operation, more)).operations;
  if (first === undefined) throw new Error('the operation is gone');
  return first;
};

/** Every diagnostic as `severity code pointer`. */
export const faultsOf = (document: JsonObject): readonly string[] =>
  buildModel(specFrom(document)).diagnostics.map(({ severity, code, at }) => `${severity} ${code} ${at?.file ?? ''}`);

/** Like `faultsOf`, with pointers relative to the one operation of `documentWith`. */
export const operationFaults = (operation: JsonObject, more?: JsonObject): readonly string[] =>
  faultsOf(documentWith(operation, more)).map((fault) => fault.replace('/paths/~1sapi~1v1~1thing/get', ''));
