import type { Json } from '../core/json.js';
import type { ScalarKind, TypeModel } from './types.js';
import { show, type SpecNode } from './spec-node.js';

/** JSON Schema types that are no list and no object, and not `null`. */
export type ScalarType = 'string' | 'integer' | 'number' | 'boolean';

export const isScalarType = (type: string): type is ScalarType =>
  type === 'string' || type === 'integer' || type === 'number' || type === 'boolean';

/** Integer formats whose whole range a JavaScript number holds. */
const SMALL_INTEGERS = new Set(['int8', 'int16', 'int32', 'uint8', 'uint16', 'uint32']);

/** How a value travels. Nothing is guessed: where the spec leaves it open, that is an error. */
export const readScalarKind = (node: SpecNode, type: ScalarType): ScalarKind | undefined => {
  const format = node.get('format').text;
  if (node.has('x-int64') && format !== 'int64') return refuseInt64Kind(node);
  if (type === 'boolean') return 'bool';
  if (format === 'decimal' && type !== 'integer') return 'decimal';
  if (format === 'int64' && type !== 'number') return readInt64Kind(node);
  if (type === 'string') return 'string';
  if (type === 'integer' && (format === undefined || SMALL_INTEGERS.has(format))) return 'int';
  return refuseNumber(node, type, format);
};

const readInt64Kind = (node: SpecNode): ScalarKind | undefined => {
  const kind = node.get('x-int64');
  if (kind.text === 'identifier') return 'id';
  if (kind.text === 'time') return 'time';
  if (kind.text === 'count') return 'int';
  const said = kind.exists ? `"x-int64" is ${show(kind.value)}` : 'an int64 has no "x-int64"';
  (kind.exists ? kind : node.get('format')).error(
    'int64-kind',
    `${said}: it is unknown whether it may exceed 2^53`,
    'Add "x-int64: identifier", "x-int64: time" or "x-int64: count"; for upstream, in an overlay.',
  );
  return undefined;
};

const refuseInt64Kind = (node: SpecNode): undefined => {
  node
    .get('x-int64')
    .error('int64-kind', '"x-int64" stands at a schema that is no int64', 'Add "format: int64", or take it away.');
};

const refuseNumber = (node: SpecNode, type: ScalarType, format: string | undefined): undefined => {
  const what = format === undefined ? `a ${type} without a format` : `a ${type} with the format "${format}"`;
  (format === undefined ? node.get('type') : node.get('format')).error(
    'number-kind',
    `${what} cannot be read exactly: a binary number rounds it`,
    'Use "type: string" or "type: number" with "format: decimal", or "type: integer" with "format: int32" or "int64".',
  );
};

const keyword = (name: Extract<TypeModel, { kind: 'keyword' }>['name']): TypeModel => ({ kind: 'keyword', name });

const STRING = keyword('string');
const NUMBER = keyword('number');
const BOOLEAN = keyword('boolean');
export const NULL: TypeModel = keyword('null');
export const UNKNOWN: TypeModel = keyword('unknown');

const WAY_IN: Readonly<Record<ScalarKind, TypeModel>> = {
  string: STRING,
  id: { kind: 'union', members: [STRING, keyword('bigint'), NUMBER] },
  decimal: { kind: 'union', members: [STRING, NUMBER] },
  time: NUMBER,
  int: NUMBER,
  bool: BOOLEAN,
};

/** The type a caller gives. */
export const typeIn = (kind: ScalarKind): TypeModel => WAY_IN[kind];

/** The type a caller gets: what a number cannot hold exactly is a string. */
export const typeOut = (kind: ScalarKind): TypeModel =>
  kind === 'bool' ? BOOLEAN : kind === 'time' || kind === 'int' ? NUMBER : STRING;

/** The values of `const` or `enum`, or undefined when the schema has neither. Null among them is left to the caller. */
export const readLiterals = (node: SpecNode, kind: ScalarKind): readonly (string | number | boolean)[] | undefined => {
  const listed = node.has('const')
    ? [node.get('const')]
    : node.get('enum').exists
      ? node.get('enum').items()
      : undefined;
  if (listed === undefined) return undefined;
  const values: (string | number | boolean)[] = [];
  for (const item of listed) {
    if (item.value === null) continue;
    if (!fits(item.value, kind)) {
      item.error('enum-value', `${show(item.value)} is not a value of its own schema`, ENUM_HINT);
    } else if (!values.includes(item.value)) values.push(item.value);
  }
  if (values.length === 0)
    node.error('enum-value', 'the list of allowed values is empty', 'Name the values, or take "enum" away.');
  return values;
};

const ENUM_HINT =
  'Strings go with "type: string", safe integers with "integer", booleans with "boolean". Quote TRUE and FALSE.';

/** Identifiers, times and decimals have no literal form that is exact on both ways, so they take no `enum`. */
const fits = (value: Json | undefined, kind: ScalarKind): value is string | number | boolean => {
  if (kind === 'string') return typeof value === 'string';
  if (kind === 'int') return Number.isSafeInteger(value);
  return kind === 'bool' && typeof value === 'boolean';
};

export const unionOf = (members: readonly TypeModel[]): TypeModel => {
  const [only] = members;
  return only !== undefined && members.length === 1 ? only : { kind: 'union', members };
};

export const literalTypes = (values: readonly (string | number | boolean)[]): readonly TypeModel[] =>
  values.map((value) => ({ kind: 'literal', value }));
