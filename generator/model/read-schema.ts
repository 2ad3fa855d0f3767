import type { FileStem, Identifier } from '../core/names.js';
import { readComposition } from './read-composition.js';
import { NO_DOC, readDoc } from './read-doc.js';
import { readObject } from './read-object.js';
import {
  isScalarType,
  literalTypes,
  NULL,
  readLiterals,
  readScalarKind,
  typeOut,
  unionOf,
  UNKNOWN,
} from './read-scalar.js';
import type { FileScope } from './file-scope.js';
import { show, type SpecNode } from './spec-node.js';
import type { Declaration, ResponseKindModel, TypeModel } from './types.js';

/** One response schema: its type for the compiler and its kind for the runtime. */
export interface ReadSchema {
  readonly type: TypeModel;
  readonly kind: ResponseKindModel;
}

/** Where a schema stands: what an interface made for it is called, and in which file it goes. */
export interface Place {
  readonly file: FileScope;
  /** The words an interface's name is made of. */
  readonly base: string;
  /** The name itself where it is already settled. */
  readonly name?: Identifier | undefined;
  readonly depth: number;
  readonly components: ComponentSchemas;
}

/** The named schemas of the document, read when first used. */
export interface ComponentSchemas {
  readonly read: (node: SpecNode) => (ReadSchema & { readonly stem: FileStem }) | undefined;
}

export const ANYTHING: ReadSchema = { type: UNKNOWN, kind: 'any' };

const DEEPEST = 64;

/** Keywords that say more than a generated type and the runtime's reader can express. */
const REFUSED = [
  'not',
  'if',
  'then',
  'else',
  'patternProperties',
  'propertyNames',
  'prefixItems',
  'contains',
  'dependentSchemas',
  'dependentRequired',
  'unevaluatedItems',
  '$dynamicRef',
  '$recursiveRef',
] as const;

/** Reads a response schema. What it cannot express is an error, and stands as `unknown` meanwhile. */
export const readSchema = (node: SpecNode, place: Place): ReadSchema => {
  if (place.depth > DEEPEST)
    return refuse(node, 'too-deep', `schemas are nested deeper than ${DEEPEST} levels`, 'Flatten the schema.');
  if (node.value === true || !node.exists) return ANYTHING;
  if (node.has('$ref')) return readRef(node, place);
  if (!node.isObject)
    return refuse(node, 'schema', `${show(node.value)} is no schema`, 'Write a schema object, or "true" for anything.');
  if (!isExpressible(node)) return ANYTHING;
  return readComposition(node, place) ?? readTypes(node, place);
};

export const refuse = (node: SpecNode, code: string, message: string, hint: string): ReadSchema => {
  node.error(code, message, hint);
  return ANYTHING;
};

/** One level further down, where interfaces are named after the way there. */
export const below = (place: Place, word: string): Place => ({
  ...place,
  base: `${place.base} ${word}`,
  name: undefined,
  depth: place.depth + 1,
});

const isExpressible = (node: SpecNode): boolean => {
  if (node.has('nullable')) {
    node
      .get('nullable')
      .error('keyword', '"nullable" is no keyword of OpenAPI 3.1', "Use a type list such as type: [string, 'null'].");
    return false;
  }
  const refused = REFUSED.find((keyword) => node.has(keyword));
  if (refused === undefined) return true;
  node
    .get(refused)
    .error('keyword', `"${refused}" cannot be expressed in the generated types`, 'Describe the response without it.');
  return false;
};

/** What may stand beside a `$ref` without changing which values are meant. */
const IS_ANNOTATION = /^(\$ref|\$comment|title|description|summary|deprecated|examples?|readOnly|writeOnly|x-.*)$/;

const readRef = (node: SpecNode, place: Place): ReadSchema => {
  const beside = node.entries().find(([key]) => !IS_ANNOTATION.test(key));
  if (beside !== undefined) {
    return refuse(
      beside[1],
      'keyword',
      `"${beside[0]}" beside "$ref" cannot be expressed`,
      'Join both with an "allOf", or write the schema out.',
    );
  }
  const target = node.resolved();
  if (target === undefined) return ANYTHING;
  const component = place.components.read(target);
  return component ?? readSchema(target, { ...place, depth: place.depth + 1 });
};

const readTypes = (node: SpecNode, place: Place): ReadSchema => {
  const types = typesOf(node);
  const [first] = types.filter((type) => type !== 'null');
  if (first === undefined) return types.length > 0 ? { type: NULL, kind: 'any' } : readUntyped(node, place);
  const read = readType(node, first, place);
  for (const other of types) {
    if (other === 'null' || other === first) continue;
    const next = readType(node, other, place);
    if (next.kind !== read.kind) {
      return refuse(
        node.get('type'),
        'mixed-types',
        `a value cannot be read as ${first} or ${other}`,
        'Choose one type, or give both one format.',
      );
    }
  }
  return types.includes('null') || hasNull(node) ? { ...read, type: orNull(read.type) } : read;
};

/** The types a schema allows; where it names none, its own keywords may leave only one. */
const typesOf = (node: SpecNode): readonly string[] => {
  const type = node.get('type');
  if (type.exists) return type.text === undefined ? type.texts() : [type.text];
  if (node.has('properties') || node.has('additionalProperties')) return ['object'];
  return node.has('items') ? ['array'] : [];
};

const hasNull = (node: SpecNode): boolean =>
  node
    .get('enum')
    .items()
    .some((item) => item.value === null);

const orNull = (type: TypeModel): TypeModel =>
  type.kind === 'union'
    ? { kind: 'union', members: [...type.members, NULL] }
    : { kind: 'union', members: [type, NULL] };

const readUntyped = (node: SpecNode, place: Place): ReadSchema => {
  if (!node.has('enum') && !node.has('const')) return ANYTHING;
  const values = node.has('const') ? [node.get('const')] : node.get('enum').items();
  const types = new Set(values.flatMap((item) => (item.value === null ? [] : [typeof item.value])));
  const [only] = types;
  if (types.size !== 1 || only === undefined) {
    return refuse(
      node,
      'mixed-types',
      'the allowed values are of several types, or of none',
      'Give the schema a "type".',
    );
  }
  return readType(node, only === 'number' ? 'integer' : only, place);
};

const readType = (node: SpecNode, type: string, place: Place): ReadSchema => {
  if (type === 'object') return readObject(node, place);
  if (type === 'array') return readArray(node, place);
  if (!isScalarType(type)) {
    return refuse(
      node.get('type'),
      'type',
      `${show(type)} is no type`,
      'Use string, integer, number, boolean, object, array or null.',
    );
  }
  const kind = readScalarKind(node, type);
  if (kind === undefined) return ANYTHING;
  const values = readLiterals(node, kind);
  return { kind, type: values === undefined ? typeOut(kind) : unionOf(literalTypes(values)) };
};

const readArray = (node: SpecNode, place: Place): ReadSchema => {
  const items = readSchema(node.get('items'), below(place, 'item'));
  return { type: { kind: 'array', items: items.type, readonly: false }, kind: { list: items.kind } };
};

/** The declaration that gives a settled name to what was read, unless it bears that name already. */
export const aliasFor = (name: Identifier, node: SpecNode, read: ReadSchema): Declaration | undefined => {
  if (read.type.kind === 'reference' && read.type.name.text === name.text) return undefined;
  return { kind: 'alias', name, doc: node.exists ? readDoc(node, undefined) : NO_DOC, type: read.type };
};
