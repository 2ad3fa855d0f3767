import { at, dereference, isSpecList, isSpecMap, type SpecMap, type SpecValue, textAt } from './referee-document.js';
import { REFEREE_LIMITS } from './referee-limits.js';
import { typeNameOf, typesOf } from './referee-nodes.js';
import type { ReadSlot } from './referee-reading.js';

/** One thing that the spec says of a value and the referee reads differently. */
export interface Difference {
  readonly what: string;
  readonly inSpec: string;
  readonly read: string;
}

type Kind = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';

const KIND_FLAGS: Readonly<Record<Kind, readonly string[]>> = {
  string: 'isString isDate isDateTime isByteArray isBinary isUuid isUri isEmail isPassword isDecimal'.split(' '),
  integer: ['isInteger', 'isLong', 'isShort', 'isUnboundedInteger'],
  number: ['isNumber', 'isFloat', 'isDouble', 'isDecimal'],
  boolean: ['isBoolean'],
  array: ['isArray'],
  object: ['isModel', 'isMap', 'isFreeFormObject'],
};

/** Compares what the spec says of a parameter's or property's value with what the referee understood of it. */
export const compareSlot = (root: SpecMap, given: SpecValue | undefined, slot: ReadSlot): readonly Difference[] => {
  if (isBeyondTheReferee(given)) return [];
  const schema = withOwnDefault(dereference(root, given).node, given);
  if (isBeyondTheReferee(schema) || kindOf(schema) === undefined) return [];
  return [
    ...kindDifference(schema, slot),
    ...enumDifference(schema, slot),
    ...limitDifference(schema, slot, 'maximum'),
    ...limitDifference(schema, slot, 'minimum'),
    ...defaultDifference(schema, slot),
    ...nullDifference(schema, slot),
  ];
};

/** A default beside a `$ref` is the one that holds. */
const withOwnDefault = (target: SpecValue | undefined, given: SpecValue | undefined): SpecValue | undefined => {
  const own = at(given, 'default');
  return isSpecMap(target) && own !== undefined ? { ...target, default: own } : target;
};

const UNCOMPARED = REFEREE_LIMITS.filter(({ id }) => ['several-types', 'reference-siblings', 'null-type'].includes(id));

/** Schemas put together from others are models of the referee's own making; their parts are not compared. */
const isBeyondTheReferee = (schema: SpecValue | undefined): boolean =>
  !isSpecMap(schema) ||
  ['allOf', 'anyOf', 'oneOf', 'not'].some((keyword) => at(schema, keyword) !== undefined) ||
  UNCOMPARED.some((limit) => limit.concerns(schema, {}));

const kindOf = (schema: SpecValue | undefined): Kind | undefined => {
  const [type, ...others] = new Set([...typesOf(schema), ...typesOfValues(schema)].filter((name) => name !== 'null'));
  return others.length === 0 && type !== undefined && Object.hasOwn(KIND_FLAGS, type) ? (type as Kind) : undefined;
};

/** Without a `type`, an `enum` or `const` shows it. */
const typesOfValues = (schema: SpecValue | undefined): readonly string[] =>
  typesOf(schema).length > 0 ? [] : allowedValues(schema).map(typeNameOf);

const allowedValues = (schema: SpecValue | undefined): readonly SpecValue[] => {
  const constant = at(schema, 'const');
  const values = at(schema, 'enum');
  return constant === undefined ? (isSpecList(values) ? values : []) : [constant];
};

const kindDifference = (schema: SpecValue | undefined, { flags }: ReadSlot): readonly Difference[] => {
  const kind = kindOf(schema);
  if (kind === undefined || flags.has('isEnumRef')) return [];
  const accepted =
    kind === 'integer' && typesOf(schema).length === 0
      ? [...KIND_FLAGS.integer, ...KIND_FLAGS.number]
      : KIND_FLAGS[kind];
  if (!accepted.some((flag) => flags.has(flag))) return [{ what: 'type', inSpec: kind, read: readKind(flags) }];
  const isInt64 = kind === 'integer' && textAt(schema, 'format') === 'int64';
  return isInt64 && !flags.has('isLong') ? [{ what: 'format', inSpec: 'int64', read: readKind(flags) }] : [];
};

const readKind = (flags: ReadonlySet<string>): string =>
  Object.entries(KIND_FLAGS).find(([, names]) => names.some((name) => flags.has(name)))?.[0] ?? 'any value';

/** The referee shows a null among the values as an empty one; whether null is allowed is compared by itself. */
const enumDifference = (schema: SpecValue | undefined, slot: ReadSlot): readonly Difference[] => {
  const values = allowedValues(schema);
  const isNullAllowed = values.includes(null);
  const expected = values.filter((value) => value !== null).map((value) => String(value));
  const read = isNullAllowed ? slot.enumValues.filter((value) => value !== '') : slot.enumValues;
  if (kindOf(schema) === 'boolean' || kindOf(schema) === 'array' || sameList(expected, read)) return [];
  return [{ what: 'allowed values', inSpec: listed(expected), read: listed(read) }];
};

const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);

const listed = (values: readonly string[]): string =>
  values.length === 0 ? 'no list' : values.map((value) => `"${value}"`).join(', ');

const limitDifference = (
  schema: SpecValue | undefined,
  slot: ReadSlot,
  bound: 'maximum' | 'minimum',
): readonly Difference[] => {
  const exclusiveName = bound === 'maximum' ? 'exclusiveMaximum' : 'exclusiveMinimum';
  const exclusive = at(schema, exclusiveName);
  const inclusive = at(schema, bound);
  if (exclusive !== undefined && inclusive !== undefined) return [];
  const inSpec = inclusive ?? exclusive;
  const isSame = inSpec === undefined ? slot[bound] === '' : sameNumber(String(inSpec), slot[bound]);
  if (isSame && slot.flags.has(exclusiveName) === (exclusive !== undefined)) return [];
  const shown = (value: string, isExclusive: boolean): string =>
    value === '' ? 'none' : `${value}${isExclusive ? ' (exclusive)' : ''}`;
  return [
    {
      what: bound,
      inSpec: shown(inSpec === undefined ? '' : String(inSpec), exclusive !== undefined),
      read: shown(slot[bound], slot.flags.has(exclusiveName)),
    },
  ];
};

/** Whole numbers digit by digit, because two different ones above 2^53 may be the same to `Number`. */
const sameNumber = (one: string, other: string): boolean => {
  if (one === other) return true;
  const isWhole = /^-?\d+$/;
  return !(isWhole.test(one) && isWhole.test(other)) && other !== '' && Number(one) === Number(other);
};

/**
 * Only defaults whose written form leaves no doubt: its generator writes them as TypeScript, some as names of enum
 * members.
 */
const defaultDifference = (schema: SpecValue | undefined, slot: ReadSlot): readonly Difference[] => {
  const given = at(schema, 'default');
  const read = slot.defaultValue === 'undefined' || slot.defaultValue === 'null' ? '' : slot.defaultValue;
  if (given === null || isSpecMap(given) || isSpecList(given) || slot.flags.has('isEnumRef')) return [];
  if (typeof given === 'string' && /['\\\p{Cc}]/u.test(given)) return [];
  if (allowedValues(schema).length > 0 && /^[A-Za-z_]/.test(read)) return [];
  const isSame = given === undefined ? read === '' : read === `'${String(given)}'` || sameNumber(String(given), read);
  return isSame
    ? []
    : [{ what: 'default', inSpec: given === undefined ? 'none' : String(given), read: read || 'none' }];
};

const nullDifference = (schema: SpecValue | undefined, { flags }: ReadSlot): readonly Difference[] => {
  const types = typesOf(schema);
  const isNullable = types.length > 0 ? types.includes('null') : allowedValues(schema).includes(null);
  if (isNullable === flags.has('isNullable')) return [];
  return [
    { what: 'null', inSpec: isNullable ? 'allowed' : 'not allowed', read: isNullable ? 'not allowed' : 'allowed' },
  ];
};
