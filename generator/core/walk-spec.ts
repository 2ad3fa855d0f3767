import { HTTP_METHODS } from './http-methods.js';
import { isObject, pointerTo, type Json, type JsonObject } from './json.js';

/** What an object in an OpenAPI document is, as far as the walk needs to tell. */
export type SpecKind =
  | 'root'
  | 'plain'
  | 'server'
  | 'paths'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'responses'
  | 'response'
  | 'mediaType'
  | 'encoding'
  | 'link'
  | 'callback'
  | 'components'
  | 'securityScheme'
  | 'flows'
  | 'schema';

export interface SpecNode {
  readonly kind: SpecKind;
  readonly pointer: string;
  readonly value: JsonObject;
}

/**
 * Visits every object that OpenAPI gives a meaning to, parents first. Examples, defaults, enums and the contents of
 * extensions are somebody's data and are not visited: an `x-…` or `$ref` in there is only text.
 */
export const walkSpec = (document: Json, visit: (node: SpecNode) => void): void =>
  walkNode('root', '', document, visit);

const walkNode = (kind: SpecKind, pointer: string, value: Json, visit: (node: SpecNode) => void): void => {
  if (!isObject(value)) return;
  visit({ kind, pointer, value });
  const { fields, rest } = GRAMMAR[kind];
  for (const [key, child] of Object.entries(value)) {
    const known = fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined;
    const below = pointerTo(pointer, key);
    if (known !== undefined) walkChildren(known, below, child, visit);
    else if (rest !== undefined && !key.startsWith('x-')) walkNode(rest, below, child, visit);
  }
};

const walkChildren = ({ kind, many }: Child, pointer: string, value: Json, visit: (node: SpecNode) => void): void => {
  if (many === undefined) return walkNode(kind, pointer, value, visit);
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== (many === 'list')) return;
  for (const [key, child] of Object.entries(value)) walkNode(kind, pointerTo(pointer, key), child as Json, visit);
};

interface Child {
  readonly kind: SpecKind;
  /** The field holds a mapping of names, or a list, of such objects. */
  readonly many?: 'map' | 'list';
}

interface Rule {
  readonly fields?: Readonly<Record<string, Child>>;
  /** All other keys, extensions aside, are names of such objects. */
  readonly rest?: SpecKind;
}

const one = (kind: SpecKind): Child => ({ kind });
const map = (kind: SpecKind): Child => ({ kind, many: 'map' });
const list = (kind: SpecKind): Child => ({ kind, many: 'list' });

const all = (names: readonly string[], child: Child): Readonly<Record<string, Child>> =>
  Object.fromEntries(names.map((name) => [name, child]));

const SERVED = { servers: list('server'), externalDocs: one('plain') } as const;
const VALUED = { schema: one('schema'), examples: map('plain') } as const;

const GRAMMAR: Readonly<Record<SpecKind, Rule>> = {
  root: {
    fields: {
      ...SERVED,
      info: one('plain'),
      paths: one('paths'),
      webhooks: map('pathItem'),
      components: one('components'),
      tags: list('plain'),
    },
  },
  plain: { fields: all(['contact', 'license', 'externalDocs'], one('plain')) },
  server: { fields: { variables: map('plain') } },
  paths: { rest: 'pathItem' },
  pathItem: { fields: { ...SERVED, ...all(HTTP_METHODS, one('operation')), parameters: list('parameter') } },
  operation: {
    fields: {
      ...SERVED,
      parameters: list('parameter'),
      requestBody: one('requestBody'),
      responses: one('responses'),
      callbacks: map('callback'),
    },
  },
  parameter: { fields: { ...VALUED, content: map('mediaType') } },
  requestBody: { fields: { content: map('mediaType') } },
  responses: { rest: 'response' },
  response: { fields: { headers: map('parameter'), content: map('mediaType'), links: map('link') } },
  mediaType: { fields: { ...VALUED, encoding: map('encoding') } },
  encoding: { fields: { headers: map('parameter') } },
  link: { fields: { server: one('server') } },
  callback: { rest: 'pathItem' },
  components: {
    fields: {
      schemas: map('schema'),
      responses: map('response'),
      parameters: map('parameter'),
      examples: map('plain'),
      requestBodies: map('requestBody'),
      headers: map('parameter'),
      securitySchemes: map('securityScheme'),
      links: map('link'),
      callbacks: map('callback'),
      pathItems: map('pathItem'),
    },
  },
  securityScheme: { fields: { flows: one('flows') } },
  flows: { fields: all(['implicit', 'password', 'clientCredentials', 'authorizationCode'], one('plain')) },
  schema: {
    fields: {
      ...all(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'], map('schema')),
      ...all(['allOf', 'anyOf', 'oneOf', 'prefixItems'], list('schema')),
      ...all(['items', 'additionalProperties', 'unevaluatedItems', 'unevaluatedProperties', 'contains'], one('schema')),
      ...all(['propertyNames', 'not', 'if', 'then', 'else', 'contentSchema'], one('schema')),
      ...all(['discriminator', 'xml', 'externalDocs'], one('plain')),
    },
  },
};
