import type { ErrorCodeEntry, RequestWeight } from '../core/extensions.js';
import { EXTENSIONS } from '../core/extensions.js';
import { isObject, own, pointerTo, type Json, type JsonObject } from '../core/json.js';
import type { Position } from '../core/position.js';
import type { MergedSpec, OperationRef } from '../merge/types.js';
import { readSpecChoices, type SpecChoice } from './spec-choices.js';
import { readConditioned } from './spec-conditions.js';
import { readFields, type ResponseView } from './spec-response.js';
import { resolve, type Located } from '../core/schema-parts.js';

/** One operation of the merged spec, read for comparing. */
export interface OperationView {
  /** `POST /sapi/v1/margin/order`. */
  readonly label: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly at: Position;
  /** The documentation page that the operation links to, without host, language and fragment. */
  readonly page?: string;
  readonly securityType?: string;
  readonly deprecated: boolean;
  readonly weights: readonly RequestWeight[];
  readonly parameters: readonly ParameterView[];
  /** Names of the parameters that `x-conditions` requires or refuses in some case. */
  readonly conditioned: readonly string[];
  readonly choices: readonly SpecChoice[];
  readonly response: ResponseView;
  readonly errors: readonly ErrorCodeEntry[];
  readonly document: JsonObject;
  /** Where the node at a pointer of the document was written. */
  readonly originOf: (pointer: string) => Position;
}

export interface ParameterView {
  readonly name: string;
  /** By index, or in `components`. */
  readonly pointer: string;
  readonly required: boolean;
  readonly schema?: Located;
}

export const readOperations = (spec: MergedSpec): readonly OperationView[] =>
  spec.operations.map((reference) => readOperation(spec, reference));

const readOperation = (spec: MergedSpec, reference: OperationRef): OperationView => {
  const { document, originOf } = spec;
  const found = resolve(
    document,
    own(own(own(document, 'paths'), reference.path), reference.method),
    reference.pointer,
  );
  const operation: Located = found ?? { node: {}, pointer: reference.pointer };
  const method = reference.method.toUpperCase();
  const page = pageOf(own(own(operation.node, 'externalDocs'), 'url'));
  const securityType = own(operation.node, EXTENSIONS.securityType);
  return {
    label: `${method} ${reference.path}`,
    method,
    path: reference.path,
    pointer: reference.pointer,
    at: originOf(reference.pointer),
    ...(page === undefined ? {} : { page }),
    ...(typeof securityType === 'string' ? { securityType } : {}),
    deprecated: own(operation.node, 'deprecated') === true,
    weights: listOf(own(operation.node, EXTENSIONS.requestWeight)) as unknown as readonly RequestWeight[],
    parameters: readParameters(document, reference, operation),
    conditioned: readConditioned(listOf(own(operation.node, EXTENSIONS.conditions))),
    choices: readSpecChoices(listOf(own(operation.node, EXTENSIONS.conditions))),
    response: readFields(document, operation),
    errors: listOf(own(operation.node, EXTENSIONS.errorCodes)) as unknown as readonly ErrorCodeEntry[],
    document,
    originOf,
  };
};

const listOf = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

const pageOf = (url: Json | undefined): string | undefined =>
  typeof url === 'string'
    ? url
        .replace(/^https?:\/\/[^/]+/, '')
        .replace(/[?#].*$/s, '')
        .replace(/^\/(?:(?:en|zh-CN)\/)?docs\/(?:zh-CN\/)?/, '')
    : undefined;

/** Those of the operation, then those of its path item that it does not replace. */
const readParameters = (document: JsonObject, { path }: OperationRef, operation: Located): readonly ParameterView[] => {
  const item = resolve(document, own(own(document, 'paths'), path), pointerTo('/paths', path));
  const found = new Map<string, ParameterView>();
  for (const owner of [operation, item]) {
    const list = owner && own(owner.node, 'parameters');
    if (!owner || !Array.isArray(list)) continue;
    list.forEach((value: Json, index) => {
      const pointer = pointerTo(pointerTo(owner.pointer, 'parameters'), index);
      const parameter = readParameter(document, value, pointer);
      if (parameter && !found.has(parameter.name)) found.set(parameter.name, parameter);
    });
  }
  return [...found.values()];
};

const readParameter = (document: JsonObject, value: Json, pointer: string): ParameterView | undefined => {
  const located = resolve(document, value, pointer);
  const name = own(located?.node, 'name');
  if (!located || typeof name !== 'string') return undefined;
  const schema = resolve(document, own(located.node, 'schema'), pointerTo(located.pointer, 'schema'));
  const required = own(located.node, 'required') === true;
  return { name, pointer: located.pointer, required, ...(schema ? { schema } : {}) };
};
