import type { Identifier } from '../core/names.js';
import type { Components } from './components.js';
import { FileScope, type TypeNames } from './file-scope.js';
import { ANYTHING, aliasFor, readSchema } from './read-schema.js';
import type { SpecNode } from './spec-node.js';
import type { ResponseModel } from './types.js';

/** What reading a response needs beside the operation itself. */
export interface ResponseContext {
  readonly names: TypeNames;
  readonly components: Components;
  readonly resultType: Identifier;
}

/** Reads the one successful response of an operation. */
export const readResponse = (operation: SpecNode, context: ResponseContext): ResponseModel => {
  const { names, components, resultType: name } = context;
  const file = new FileScope(names, undefined);
  file.begin(name);
  const schema = successSchema(operation);
  const read = schema.exists ? readSchema(schema, { file, base: name.text, name, depth: 0, components }) : ANYTHING;
  const alias = aliasFor(name, schema, read);
  if (alias !== undefined) file.finish(alias);
  return { declarations: file.declarations, kind: read.kind };
};

const IS_JSON = /^application\/(?:[\w.+-]+\+)?json(?:\s*;.*)?$/i;

/** The JSON schema of the 2xx response; a node without a value when that response has no body to speak of. */
const successSchema = (operation: SpecNode): SpecNode => {
  const responses = operation.get('responses');
  const codes = responses
    .entries()
    .map(([status]) => status)
    .filter((status) => /^2(\d\d|XX)$/.test(status));
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
