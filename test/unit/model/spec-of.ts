import { pointerTo, type JsonObject } from '../../../generator/core/json.js';
import type { Position } from '../../../generator/core/position.js';
import { HTTP_METHODS, type MergedSpec, type OperationRef } from '../../../generator/merge/types.js';

/** A merged spec from plain data. Without positions of its own, a diagnostic names the pointer as its file. */
export const specFrom = (document: JsonObject, originOf: (pointer: string) => Position = atPointer): MergedSpec => {
  const paths = (document['paths'] ?? {}) as JsonObject;
  const operations = Object.keys(paths).flatMap((path): readonly OperationRef[] =>
    HTTP_METHODS.filter((method) => Object.hasOwn(paths[path] as JsonObject, method)).map((method) => {
      const pointer = pointerTo(pointerTo('/paths', path), method);
      return { path, method, pointer, origin: originOf(pointer) };
    }),
  );
  return { document, operations, originOf };
};

const atPointer = (pointer: string): Position => ({ file: pointer, line: 1, col: 1 });

/**
 * A document with one operation `GET /sapi/v1/thing`; `more` overrides or adds to its parts, each given as YAML or
 * data.
 */
export const documentWith = (operation: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Test', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: { '/sapi/v1/thing': { get: { ...PLAIN_OPERATION, ...operation } } },
  ...more,
  components: { securitySchemes: SCHEMES, ...((more['components'] ?? {}) as JsonObject) },
});

const SCHEMES: JsonObject = {
  apiKey: { type: 'apiKey', in: 'header', name: 'X-MBX-APIKEY' },
  hmacSignature: { type: 'apiKey', in: 'query', name: 'signature' },
};

/** Everything an operation needs. */
export const PLAIN_OPERATION: JsonObject = {
  operationId: 'getThing',
  summary: 'Looks up a thing',
  'x-client-name': 'things.get',
  'x-security-type': 'USER_DATA',
  'x-effect': 'read',
  'x-request-weight': [{ value: 1, scope: 'IP' }],
  responses: { '200': { description: 'The thing', content: { 'application/json': { schema: { type: 'object' } } } } },
  security: [{ apiKey: [], hmacSignature: [] }],
};

/** The responses of an operation whose result has this schema. */
export const respondingWith = (schema: JsonObject | boolean): JsonObject => ({
  '200': { description: 'OK', content: { 'application/json': { schema } } },
});
