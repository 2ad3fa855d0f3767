import {
  isScalarType,
  literalTypes,
  readLiterals,
  readScalarKind,
  typeIn,
  unionOf,
  type ScalarType,
} from './read-scalar.js';
import { show, type SpecNode } from './spec-node.js';
import type { ParameterKindModel, ScalarKind, TypeModel } from './types.js';

/** The value of a parameter: how it is written, its type, and its values where they are listed. */
export interface ReadValue {
  readonly kind: ParameterKindModel;
  readonly type: TypeModel;
  /** Of a list, those of its items. */
  readonly values: readonly (string | number | boolean)[] | undefined;
}

/** Reads a parameter's schema: one scalar, or a list of them. */
export const readValue = (schema: SpecNode, name: string): ReadValue | undefined => {
  if (schema.get('type').text === 'array') return readList(schema, name);
  return readScalar(schema, name);
};

const readList = (schema: SpecNode, name: string): ReadValue | undefined => {
  const items = schema.get('items').resolved();
  const item = items === undefined ? undefined : readScalar(items, name);
  if (item === undefined) return undefined;
  const type = { kind: 'array', items: item.type, readonly: true } as const;
  return { kind: { list: item.kind }, type, values: item.values };
};

const readScalar = (schema: SpecNode, name: string): (ReadValue & { readonly kind: ScalarKind }) | undefined => {
  const type = scalarTypeOf(schema);
  if (type === undefined) {
    const place = schema.has('type') ? schema.get('type') : schema;
    place.error(
      'parameter-type',
      `the parameter ${show(name)} has no type that a query can carry`,
      'Use string, integer, number with "format: decimal", boolean, or an array of one of them; no "oneOf", no null.',
    );
    return undefined;
  }
  const kind = readScalarKind(schema, type);
  if (kind === undefined) return undefined;
  const values = readLiterals(schema, kind);
  return { kind, values, type: values === undefined ? typeIn(kind) : unionOf(literalTypes(values)) };
};

/** The one type of a schema; only a decimal or an int64 may be written as a string or as a number. */
const scalarTypeOf = (schema: SpecNode): ScalarType | undefined => {
  if (['oneOf', 'anyOf', 'allOf', 'not'].some((keyword) => schema.has(keyword))) return undefined;
  const type = schema.get('type');
  const types = type.text === undefined ? type.texts() : [type.text];
  const [first] = types;
  if (types.length === 1 && first !== undefined) return isScalarType(first) ? first : undefined;
  const bothWays =
    types.every((name) => name === 'string' || name === 'number' || name === 'integer') && types.includes('string');
  return bothWays && ['decimal', 'int64'].includes(schema.get('format').text ?? '') ? 'string' : undefined;
};
