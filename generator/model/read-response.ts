import type { Identifier } from '../core/names.js';
import type { Components } from './components.js';
import { FileScope, type TypeNames } from './file-scope.js';
import { UNKNOWN } from './read-scalar.js';
import { ANYTHING, aliasFor, readSchema, type ReadSchema } from './read-schema.js';
import type { SpecNode } from './spec-node.js';
import { readVariants, type ReadVariants } from './read-variants.js';
import type { ParameterModel, ResponseModel, VariantsModel } from './types.js';

/** What reading a response needs beside the operation itself. */
export interface ResponseContext {
  readonly names: TypeNames;
  readonly components: Components;
  readonly resultType: Identifier;
  readonly variantsType: Identifier;
  readonly parameters: readonly ParameterModel[];
}

/** Reads the one successful response of an operation. */
export const readResponse = (operation: SpecNode, context: ResponseContext): ResponseModel => {
  const { names, components, resultType: name } = context;
  const file = new FileScope(names, undefined);
  file.begin(name);
  const schema = successSchema(operation);
  const hasBody = describesBody(operation);
  const place = { file, base: name.text, name, depth: 0, components };
  const read = schema.exists ? readSchema(schema, place) : hasBody ? ANYTHING : NOTHING;
  const alias = aliasFor(name, schema, read);
  if (alias !== undefined) file.finish(alias);
  const variants = readVariants(operation, context.parameters, schema);
  return {
    declarations: file.declarations,
    kind: read.kind,
    mayBeEmpty: !hasBody || takesNull(schema, 0),
    variants: variants && nameVariants(variants, context),
  };
};

/** What comes without a body, or with one that nobody described. */
const NOTHING: ReadSchema = { type: { kind: 'keyword', name: 'void' }, kind: 'any' };

const DEEPEST = 32;

/** Whether null is a value of the schema by its own words. */
const takesNull = (node: SpecNode, depth: number): boolean => {
  const schema = depth > DEEPEST ? undefined : node.resolved();
  if (schema === undefined) return false;
  const type = schema.get('type');
  if (type.text === 'null' || type.texts().includes('null')) return true;
  if (
    schema
      .get('enum')
      .items()
      .some(({ value }) => value === null)
  )
    return true;
  const choices = [...schema.get('oneOf').items(), ...schema.get('anyOf').items()];
  return choices.some((choice) => takesNull(choice, depth + 1));
};

const nameVariants = (
  { schemas, ...read }: ReadVariants,
  { variantsType: name, components }: ResponseContext,
): VariantsModel => {
  const results = schemas.map(([value, schema]) => [value, components.read(schema)?.type ?? UNKNOWN] as const);
  return { ...read, name, results };
};

const IS_SUCCESS = /^2(\d\d|XX)$/;
const IS_JSON = /^application\/(?:[\w.+-]+\+)?json(?:\s*;.*)?$/i;

/** Whether its successful answer has a body, as far as anybody says. */
const describesBody = (operation: SpecNode): boolean =>
  operation
    .get('responses')
    .entries()
    .filter(([status]) => IS_SUCCESS.test(status))
    .some(([, response]) => (response.resolved() ?? response).has('content'));

/** The JSON schema of the 2xx response; a node without a value when that response has no body to speak of. */
const successSchema = (operation: SpecNode): SpecNode => {
  const responses = operation.get('responses');
  const codes = responses
    .entries()
    .map(([status]) => status)
    .filter((status) => IS_SUCCESS.test(status));
  const [status] = codes;
  if (status === undefined) {
    (responses.exists ? responses : operation).error(
      'response',
      'the operation has no successful response',
      'Describe the response with status 200.',
    );
    return operation.get('responses').get('200');
  }
  if (codes.length > 1) {
    responses.error(
      'response',
      `there are ${codes.length} successful responses: ${codes.join(', ')}`,
      'Describe one; the caller gets one type.',
    );
  }
  const content = (responses.get(status).resolved() ?? responses.get(status)).get('content');
  const json = content.entries().find(([mediaType]) => IS_JSON.test(mediaType));
  if (json === undefined && content.entries().length > 0) {
    content.error('response', 'the response is not JSON', 'Only application/json is read.');
  }
  return json?.[1].get('schema') ?? content.get('schema');
};
