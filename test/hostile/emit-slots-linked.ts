/**
 * The places where one part of a spec speaks of another: a history of its parameters and fields, a settlement of a
 * query. Each slot fills several of them at once, so that the other side knows the name.
 */
import type { Json, JsonObject } from '../../generator/core/json.js';

/** A place in a document, and what puts a text there. */
export type LinkedSlot = readonly [name: string, put: (document: JsonObject, text: string) => void];

type Part = Record<string, unknown>;

const within = (value: unknown, ...keys: readonly (string | number)[]): Part =>
  keys.reduce((part, key) => (part as Part)[key], value) as Part;

const [WRITE, QUERY] = ['/sapi/v1/thing', '/sapi/v1/records'] as const;

const write = (document: JsonObject): Part => within(document, 'paths', WRITE, 'post');
const query = (document: JsonObject): Part => within(document, 'paths', QUERY, 'get');
const settledBy = (document: JsonObject): Part => within(write(document), 'x-settled-by');
const history = (document: JsonObject): Part => within(query(document), 'x-history');
const page = (document: JsonObject): Part =>
  within(query(document), 'responses', '200', 'content', 'application/json', 'schema', 'properties');
const row = (document: JsonObject): Part => within(page(document), 'rows', 'items', 'properties');

/** An own property, also where the name is `__proto__`. */
const define = (target: Part, key: string, value: unknown): void => {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
};

const rename = (target: Part, from: string, to: string): void => {
  const value = target[from];
  delete target[from];
  define(target, to, value);
};

export const LINKED_SLOTS: readonly LinkedSlot[] = [
  [
    'error catalogue',
    (document, text) =>
      Object.assign(within(document, 'x-error-catalogue', 0), { name: text, message: text, description: text }),
  ],
  [
    'pattern that is anchored',
    (document, text) => void (within(write(document), 'parameters', 0, 'schema')['pattern'] = `^${text}$`),
  ],
  [
    'values of a list',
    (document, text) => void (within(write(document), 'parameters', 2, 'schema', 'items')['enum'] = [text]),
  ],
  ['name of a client order id', (document, text) => void (write(document)['x-client-order-id'] = text)],
  [
    'client order id',
    (document, text) => {
      within(write(document), 'parameters', 1)['name'] = text;
      write(document)['x-client-order-id'] = text;
    },
  ],
  ['place of the parameters', (document, text) => void (write(document)['x-parameters-in'] = text)],
  ['field of a history', (document, text) => void (history(document)['id'] = text)],
  [
    'fields of a history',
    (document, text) => {
      rename(row(document), 'id', text);
      rename(row(document), 'time', `${text}2`);
      rename(page(document), 'rows', text);
      Object.assign(history(document), { rows: text, id: text, time: `${text}2` });
      Object.assign(within(settledBy(document), 'rows'), { field: text, time: `${text}2` });
    },
  ],
  [
    'parameters of a history',
    (document, text) => {
      const names = ['', 2, 3, 4].map((end) => `${text}${end}`);
      names.forEach((name, index) => void (within(query(document), 'parameters', index + 1)['name'] = name));
      within(history(document), 'size')['parameter'] = names[0];
      within(history(document), 'page')['parameter'] = names[1];
      Object.assign(within(history(document), 'window'), { start: names[2], end: names[3] });
      settledBy(document)['since'] = names[2];
    },
  ],
  ['query that settles', (document, text) => void (settledBy(document)['operation'] = text)],
  [
    'parameters of a settlement',
    (document, text) => {
      within(query(document), 'parameters', 0)['name'] = text;
      within(write(document), 'parameters', 0)['name'] = text;
      const sources = within(settledBy(document), 'parameters');
      rename(sources, 'name', text);
      define(sources, text, { from: text });
      within(settledBy(document), 'rows', 'equal')['name'] = text;
    },
  ],
  [
    'fields of a settlement',
    (document, text) => {
      rename(row(document), 'name', text);
      rename(row(document), 'state', `${text}2`);
      rename(within(settledBy(document), 'rows', 'equal'), 'name', text);
      within(settledBy(document), 'state')['field'] = `${text}2`;
    },
  ],
  [
    'texts of a settlement',
    (document, text) => {
      define(within(settledBy(document), 'parameters'), 'name', { value: text });
      Object.assign(within(settledBy(document), 'state'), { done: [text], failed: [`${text}2`] });
    },
  ],
];

const SENT = { in: 'query' };
const TEXT = { type: 'string' };
const TIME = { type: 'integer', format: 'int64', 'x-int64': 'time' };

const answering = (schema: Json): JsonObject => ({
  '200': { description: 'Done', content: { 'application/json': { schema } } },
});

const COMMON: JsonObject = {
  'x-request-weight': [],
  security: [{ apiKey: [], hmacSignature: [] }],
};

/** A write, the query that settles it, and a catalogue; no part of it stands in two places. */
export const linkedDocument = (clean: JsonObject): JsonObject => {
  const catalogue = [{ code: -2, name: 'OTHER', message: 'Said.', description: 'Text.', families: ['margin'] }];
  const paths = { [WRITE]: { post: WRITING }, [QUERY]: { get: QUERYING } };
  return JSON.parse(JSON.stringify({ ...clean, 'x-error-catalogue': catalogue, paths })) as JsonObject;
};

const WRITING: JsonObject = {
  ...COMMON,
  operationId: 'doThing',
  'x-client-name': 'things.run',
  'x-security-type': 'TRADE',
  'x-effect': 'write',
  'x-client-order-id': 'clientId',
  'x-parameters-in': 'body',
  'x-settled-by': {
    operation: 'things.records',
    parameters: { name: { from: 'text' } },
    since: 'start',
    absent: [-3],
    rows: { field: 'rows', equal: { name: 'text' }, time: 'time' },
    state: { field: 'state', done: ['DONE'], failed: ['FAILED'] },
  },
  parameters: [
    { ...SENT, name: 'text', schema: TEXT },
    { ...SENT, name: 'clientId', schema: TEXT },
    { ...SENT, name: 'list', explode: false, schema: { type: 'array', items: TEXT } },
  ],
  responses: answering({ type: 'object', properties: { id: TEXT } }),
};

const QUERYING: JsonObject = {
  ...COMMON,
  operationId: 'getRecords',
  'x-client-name': 'things.records',
  'x-security-type': 'USER_DATA',
  'x-effect': 'read',
  'x-history': {
    rows: 'rows',
    id: 'id',
    time: 'time',
    size: { parameter: 'size', max: 100 },
    page: { parameter: 'page' },
    window: { start: 'start', end: 'end', maxMs: 1000 },
  },
  parameters: [
    { ...SENT, name: 'name', schema: TEXT },
    { ...SENT, name: 'size', schema: { type: 'integer' } },
    { ...SENT, name: 'page', schema: { type: 'integer' } },
    { ...SENT, name: 'start', schema: TIME },
    { ...SENT, name: 'end', schema: TIME },
  ],
  responses: answering({
    type: 'object',
    required: ['rows'],
    properties: {
      rows: { type: 'array', items: { type: 'object', properties: { id: TEXT, time: TIME, name: TEXT, state: TEXT } } },
    },
  }),
};
