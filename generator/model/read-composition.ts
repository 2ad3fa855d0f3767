import { readInterface } from './read-object.js';
import { NULL } from './read-scalar.js';
import { ANYTHING, below, readSchema, refuse, type Place, type ReadSchema } from './read-schema.js';
import type { SpecNode } from './spec-node.js';
import type { FieldsKindModel, ResponseKindModel, TypeModel } from './types.js';

/** Reads `allOf`, `oneOf` and `anyOf`; undefined when the schema has none of them. */
export const readComposition = (node: SpecNode, place: Place): ReadSchema | undefined => {
  const used = (['allOf', 'oneOf', 'anyOf'] as const).filter((keyword) => node.has(keyword));
  const [keyword] = used;
  if (keyword === undefined) return undefined;
  if (used.length > 1)
    return refuse(
      node,
      'keyword',
      `${used.map((word) => `"${word}"`).join(' and ')} stand in one schema`,
      'Use one of them.',
    );
  return keyword === 'allOf' ? readAllOf(node, place) : readChoice(node, node.get(keyword), place);
};

const readAllOf = (node: SpecNode, place: Place): ReadSchema => {
  const [only, ...others] = node.get('allOf').items();
  if (only !== undefined && others.length === 0 && !node.has('properties'))
    return readSchema(only, { ...place, depth: place.depth + 1 });
  const parts = partsOf(node, 0);
  return parts === undefined ? ANYTHING : readInterface(parts, node, place);
};

const DEEPEST = 32;

/** Every object that an `allOf` joins, with those that its members join in turn. */
const partsOf = (node: SpecNode, depth: number): readonly SpecNode[] | undefined => {
  if (depth > DEEPEST) return refuseParts(node, 'this "allOf" joins itself, or is nested too deeply');
  const target = node.resolved();
  if (target === undefined) return undefined;
  const nested = target
    .get('allOf')
    .items()
    .map((member) => partsOf(member, depth + 1));
  if (nested.includes(undefined)) return undefined;
  if (target.has('oneOf') || target.has('anyOf') || (target.has('type') && target.get('type').text !== 'object')) {
    return refuseParts(target, 'this part of an "allOf" is not one plain object');
  }
  if (target.get('additionalProperties').isObject)
    return refuseParts(target, 'this part of an "allOf" has typed "additionalProperties"');
  return [...nested.flatMap((parts) => parts ?? []), target];
};

const refuseParts = (node: SpecNode, message: string): undefined => {
  node.error('all-of', message, 'An "allOf" here joins objects with named properties.');
};

const readChoice = (node: SpecNode, choice: SpecNode, place: Place): ReadSchema => {
  if (node.has('properties') || node.has('required')) {
    return refuse(
      choice,
      'keyword',
      'a choice beside properties of the same schema cannot be expressed',
      'Move the properties into each alternative.',
    );
  }
  const read = choice.items().map((member, index) => readSchema(member, below(place, `option ${index + 1}`)));
  const types: TypeModel[] = [];
  for (const { type } of read)
    for (const part of type.kind === 'union' ? type.members : [type]) if (!types.some(sameAs(part))) types.push(part);
  const kinds = read.filter(({ type }) => type !== NULL).map(({ kind }) => kind);
  const kind =
    kinds.length === 0
      ? 'any'
      : kinds.reduce<ResponseKindModel | undefined>((left, right) => joinKinds(left, right), kinds[0]);
  if (kind === undefined || types.length === 0) {
    return refuse(
      choice,
      'mixed-types',
      'one value would have to be read in two ways',
      'Let all alternatives give a field the same type.',
    );
  }
  return { kind, type: types.length === 1 && types[0] !== undefined ? types[0] : { kind: 'union', members: types } };
};

const sameAs =
  (one: TypeModel) =>
  (other: TypeModel): boolean =>
    one === other || identity(one) === identity(other);

const identity = (type: TypeModel): string =>
  JSON.stringify(type, (key, value: unknown) => (key === 'name' || key === 'schema' ? String(value) : value));

/** One way of reading that fits both, or undefined: the runtime sees the value, not which alternative was meant. */
const joinKinds = (left: ResponseKindModel | undefined, right: ResponseKindModel): ResponseKindModel | undefined => {
  if (left === undefined || typeof left === 'string' || typeof right === 'string')
    return left === right ? left : undefined;
  if (isListAndObject(left, right)) return { either: 'list' in left ? [left, right] : [right, left] };
  if ('list' in left && 'list' in right) return wrap(joinKinds(left.list, right.list), (list) => ({ list }));
  if ('record' in left && 'record' in right)
    return wrap(joinKinds(left.record, right.record), (record) => ({ record }));
  return 'fields' in left && 'fields' in right ? joinFields(left, right) : undefined;
};

/** The value itself tells which of the two it is. */
const isListAndObject = (one: object, other: object): boolean =>
  'list' in one !== 'list' in other && ('fields' in one || 'fields' in other);

const wrap = (
  kind: ResponseKindModel | undefined,
  around: (kind: ResponseKindModel) => ResponseKindModel,
): ResponseKindModel | undefined => (kind === undefined ? undefined : around(kind));

const joinFields = (left: FieldsKindModel, right: FieldsKindModel): ResponseKindModel | undefined => {
  const fields = new Map(left.fields);
  for (const [key, kind] of right.fields) {
    const before = fields.get(key);
    const joined = before === undefined ? kind : joinKinds(before, kind);
    if (joined === undefined) return undefined;
    fields.set(key, joined);
  }
  return { fields: [...fields], required: left.required.filter((key) => right.required.includes(key)) };
};
