import type { Json, JsonObject } from '../../generator/core/json.js';
import { LINKED_SLOTS, linkedDocument } from './emit-slots-linked.js';

/** Texts that do something wherever they leave their place: set a global that the test looks for. */
export const PAYLOADS: readonly string[] = [
  '*/globalThis.PWNED=1;/*',
  "');globalThis.PWNED=1;('",
  '");globalThis.PWNED=1;("',
  '`${globalThis.PWNED=1}`',
  '\n});globalThis.PWNED=1;({\n',
  '\r*/\rglobalThis.PWNED=1;\r/*',
  '\u2028globalThis.PWNED=1;//\u2029',
  "\\'+(globalThis.PWNED=1)+\\'",
  '\\u0027;globalThis.PWNED=1;//',
  '</script><script>globalThis.PWNED=1</script>',
  '<!--\nglobalThis.PWNED=1;\n-->',
  '{{{this}}}{{literal this}}${globalThis.PWNED=1}',
  '(()=>{globalThis.PWNED=1})()',
  '};globalThis.PWNED=1;const x={',
  '__proto__',
  'constructor',
  'Array',
  'delete',
  '../../../escaped',
  '@deprecated {@link javascript:globalThis.PWNED=1}',
  '[x](javascript:globalThis.PWNED=1) <img src=x onerror=globalThis.PWNED=1> | ```\n```js',
  '\u0000\u001b[31m\u202egnp.exe\ud800',
  'x'.repeat(5000),
  '',
];

/** A place in a document, and what puts a text there. */
export type Slot = readonly [name: string, put: (document: Draft, text: string) => void];

/** A document that may still be changed. */
type Draft = { [key: string]: Json } & {
  paths: Record<string, Record<string, DraftOperation>>;
  components: { schemas: Record<string, Json>; securitySchemes: Record<string, Json> };
};

interface DraftOperation {
  [key: string]: unknown;
  parameters: Record<string, unknown>[];
  responses: Record<string, { content: Record<string, { schema: Record<string, unknown> }> }>;
}

const PATH = '/sapi/v1/thing';

const operation = (document: Draft): DraftOperation => document.paths[PATH]?.['post'] as DraftOperation;
const parameter = (document: Draft, index = 0): Record<string, unknown> =>
  operation(document).parameters[index] as Record<string, unknown>;
const schemaOf = (document: Draft, index = 0): Record<string, unknown> =>
  parameter(document, index)['schema'] as Record<string, unknown>;
const body = (document: Draft): Record<string, unknown> =>
  operation(document).responses['200']?.content['application/json']?.schema as Record<string, unknown>;
const properties = (document: Draft): Record<string, Json> => body(document)['properties'] as Record<string, Json>;
const thing = (document: Draft): Record<string, Json> =>
  document.components.schemas['Thing'] as unknown as Record<string, Json>;
const first = (value: unknown): Record<string, unknown> =>
  (value as Record<string, unknown>[])[0] as Record<string, unknown>;

/** Own property, also where the name is `__proto__`. */
const define = (target: object, key: string, value: unknown): void => {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
};

const at =
  (find: (document: Draft) => object, key: string): Slot[1] =>
  (document, text) => {
    define(find(document), key, text);
  };

const rename = (target: Record<string, unknown>, from: string, to: string): void => {
  const value = target[from];
  delete target[from];
  define(target, to, value);
};

/** Every place of a document where somebody else's text can stand. */
export const SLOTS: readonly Slot[] = [
  ['title', at((document) => document['info'] as object, 'title')],
  ['document description', at((document) => document['info'] as object, 'description')],
  ['server', (document, text) => void (document['servers'] = [{ url: text }])],
  ['server with a host', (document, text) => void (document['servers'] = [{ url: `https://api.example.com${text}` }])],
  ['path', (document, text) => rename(document.paths, PATH, text)],
  ['end of a path', (document, text) => rename(document.paths, PATH, `${PATH}${text}`)],
  ['operationId', at(operation, 'operationId')],
  ['end of an operationId', (document, text) => void (operation(document)['operationId'] = `doThing${text}`)],
  ['summary', at(operation, 'summary')],
  ['description', at(operation, 'description')],
  ['tag', (document, text) => void (operation(document)['tags'] = [text])],
  ['docs link', (document, text) => void (operation(document)['externalDocs'] = { url: text })],
  [
    'end of a docs link',
    (document, text) => void (operation(document)['externalDocs'] = { url: `https://example.com/${text}` }),
  ],
  ['client name', at(operation, 'x-client-name')],
  ['area', (document, text) => void (operation(document)['x-client-name'] = `${text}.run`)],
  ['method', (document, text) => void (operation(document)['x-client-name'] = `things.${text}`)],
  ['security type', at(operation, 'x-security-type')],
  ['effect', at(operation, 'x-effect')],
  ['weight scope', at((document) => first(operation(document)['x-request-weight']), 'scope')],
  [
    'weight case',
    (document, text) => define(first(operation(document)['x-request-weight'])['when'] as object, text, ['A']),
  ],
  [
    'weight value',
    (document, text) => void (first(operation(document)['x-request-weight'])['when'] = { mode: [text] }),
  ],
  ['error name', at((document) => first(operation(document)['x-error-codes']), 'name')],
  ['error message', at((document) => first(operation(document)['x-error-codes']), 'message')],
  ['error description', at((document) => first(operation(document)['x-error-codes']), 'description')],
  ['security scheme', (document, text) => rename(document.components.securitySchemes, 'apiKey', text)],
  ['security requirement', (document, text) => define(first(operation(document)['security']), text, [])],
  ['parameter name', at(parameter, 'name')],
  ['parameter description', at(parameter, 'description')],
  ['parameter type', at(schemaOf, 'type')],
  ['parameter format', at(schemaOf, 'format')],
  ['parameter default', at(schemaOf, 'default')],
  ['parameter pattern', at(schemaOf, 'pattern')],
  ['parameter enum', (document, text) => void (schemaOf(document, 1)['enum'] = ['A', text])],
  ['parameter kind', at((document) => schemaOf(document, 2), 'x-int64')],
  ['condition parameter', (document, text) => void (first(operation(document)['x-conditions'])['require'] = [text])],
  [
    'condition value',
    (document, text) => {
      schemaOf(document, 1)['enum'] = ['A', text];
      (first(operation(document)['x-conditions'])['when'] as Record<string, unknown>)['in'] = [text];
    },
  ],
  [
    'conditional parameter',
    (document, text) => {
      parameter(document)['name'] = text;
      first(operation(document)['x-conditions'])['require'] = [text];
    },
  ],
  [
    'media type',
    (document, text) =>
      rename(operation(document).responses['200']?.content as Record<string, unknown>, 'application/json', text),
  ],
  [
    'end of a media type',
    (document, text) =>
      rename(
        operation(document).responses['200']?.content as Record<string, unknown>,
        'application/json',
        `application/json;${text}`,
      ),
  ],
  ['response status', (document, text) => rename(operation(document).responses, '200', text)],
  ['property name', (document, text) => define(properties(document), text, { type: 'string' })],
  [
    'nested property name',
    (document, text) => define(properties(document), text, { type: 'object', properties: { a: { type: 'string' } } }),
  ],
  ['property description', at((document) => properties(document)['id'] as object, 'description')],
  ['property default', at((document) => properties(document)['id'] as object, 'default')],
  ['required property', (document, text) => void (body(document)['required'] = [text])],
  ['response enum', (document, text) => void (properties(document)['status'] = { enum: ['A', text] })],
  ['response const', (document, text) => void (properties(document)['status'] = { const: text })],
  ['keyword', (document, text) => define(body(document), text, {})],
  ['reference', (document, text) => void (properties(document)['status'] = { $ref: text })],
  [
    'end of a reference',
    (document, text) => void (properties(document)['status'] = { $ref: `#/components/schemas/${text}` }),
  ],
  [
    'schema name',
    (document, text) => {
      rename(document.components.schemas, 'Thing', text);
      properties(document)['thing'] = {
        $ref: `#/components/schemas/${encodeURIComponent(
          text
            .replace(/\p{Cs}/gu, '\ufffd')
            .replaceAll('~', '~0')
            .replaceAll('/', '~1'),
        )}`,
      };
    },
  ],
  ['schema title', at(thing, 'title')],
  ['schema description', at(thing, 'description')],
  ...LINKED_SLOTS,
];

/** A fresh document that uses everything, with one text in one of its places. */
export const infected = ([name, put]: Slot, text: string): JsonObject => {
  const isLinked = LINKED_SLOTS.some(([linked]) => linked === name);
  const document = structuredClone(isLinked ? linkedDocument(CLEAN) : CLEAN) as Draft;
  put(document, text);
  return document;
};

const QUERY = { in: 'query' };

const CLEAN: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Clean', version: '1', description: 'Clean' },
  servers: [{ url: 'https://api.example.com' }],
  paths: {
    [PATH]: {
      post: {
        operationId: 'doThing',
        summary: 'Does a thing',
        description: 'Does one thing.',
        'x-client-name': 'things.run',
        'x-security-type': 'TRADE',
        'x-effect': 'write',
        'x-request-weight': [
          { value: 1, scope: 'IP', when: { mode: [] } },
          { value: 2, scope: 'UID' },
        ],
        'x-error-codes': [{ code: -1, name: 'NAME', message: 'Message.', description: 'Description.' }],
        'x-conditions': [{ when: { parameter: 'mode', in: ['A'] }, require: ['text'] }],
        parameters: [
          { ...QUERY, name: 'text', description: 'Text.', schema: { type: 'string' } },
          { ...QUERY, name: 'mode', schema: { type: 'string', enum: ['A', 'B'] } },
          { ...QUERY, name: 'orderId', schema: { type: 'integer', format: 'int64', 'x-int64': 'identifier' } },
        ],
        responses: {
          '200': {
            description: 'Done',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['id'],
                  properties: {
                    id: { type: 'integer', format: 'int64', 'x-int64': 'identifier' },
                    status: { enum: ['A'] },
                    thing: { $ref: '#/components/schemas/Thing' },
                  },
                },
              },
            },
          },
        },
        security: [{ apiKey: [], hmacSignature: [] }],
      },
    },
  },
  components: {
    securitySchemes: {
      apiKey: { type: 'apiKey', in: 'header', name: 'X-MBX-APIKEY' },
      hmacSignature: { type: 'apiKey', in: 'query', name: 'signature' },
    },
    schemas: { Thing: { type: 'object', properties: { price: { type: 'string', format: 'decimal' } } } },
  },
};
