import { setOwn, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import type { Position } from '../core/position.js';
import type { DefinitionFact, DocType, JsonKind } from '../docs/types.js';
import { defineValues } from './definitions.js';
import type { FieldNode } from './field-tree.js';
import { fieldWords, withUnit, wordsOfName } from './glossary.js';
import { int64Kind, isAmountName, isDecimal, isDigits, isIdName, isTimeName } from './numbers.js';
import { shown, type Review } from './review.js';

export interface FieldContext {
  readonly review: Review;
  readonly definitions: readonly DefinitionFact[];
}

/** The schema of one field, its own fields included. */
export const draftField = (node: FieldNode, context: FieldContext): MutableObject => {
  tellDisagreement(node, context);
  const kinds = new Set(node.facts.flatMap((fact) => fact.kinds));
  const schema = shapeSchema(node, kinds, context);
  if (kinds.has('null')) allowNull(schema, node, context);
  const kind = typeof schema['x-int64'] === 'string' ? schema['x-int64'] : undefined;
  const words = withUnit(fieldWords(node.name) ?? wordsOfName(node.name), kind);
  schema['description'] = `${words}${bareNumber(schema, kinds)}`;
  return ordered(schema);
};

/** A table and an example that disagree: the client reads both. */
const bareNumber = ({ type }: MutableObject, kinds: ReadonlySet<JsonKind>): string =>
  type === 'string' && (kinds.has('integer') || kinds.has('decimal'))
    ? ' The documented example sends it as a bare number.'
    : '';

/** The keys in the order of the hand-written files: what it is, what it means, what is in it. */
const ORDER = ['type', 'format', 'x-int64', 'enum', 'description', 'items', 'required', 'properties'] as const;

const ordered = (schema: MutableObject): MutableObject => {
  const sorted: MutableObject = {};
  for (const key of ORDER) if (schema[key] !== undefined) sorted[key] = schema[key];
  return sorted;
};

/** An object schema with these fields. */
export const draftObject = (children: readonly FieldNode[], context: FieldContext): MutableObject => {
  const properties: MutableObject = {};
  for (const child of children) setOwn(properties, child.name, draftField(child, context));
  const required = children.filter((child) => child.required).map(({ name }) => name);
  return {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    ...(children.length > 0 ? { properties } : {}),
  };
};

export const inLists = (schema: MutableObject, depth: number): MutableObject =>
  depth === 0 ? schema : { type: 'array', items: inLists(schema, depth - 1) };

const place = (node: FieldNode): { readonly at: Position; readonly where: readonly string[] } => ({
  at: node.facts[0]?.at ?? node.rows[0]?.at ?? { file: '', line: 1, col: 1 },
  where: ['responses', node.path],
});

const shapeSchema = (node: FieldNode, kinds: ReadonlySet<JsonKind>, context: FieldContext): MutableObject => {
  const type = node.rows.find((row) => row.type)?.type?.value;
  const [object, list] = [kinds.has('object'), kinds.has('array')];
  const plain = [...kinds].some((kind) => !['object', 'array', 'null'].includes(kind));
  if ((object && list) || ((object || list) && plain)) {
    context.review.add('type', `${shown(node.path)} is ${[...kinds].join(' or ')} in the examples.`, place(node));
  }
  if (type === 'OBJECT ARRAY' && object && !list) {
    const text = `${shown(node.path)} is a list by the table and an object in the example, which was taken.`;
    context.review.add('type', text, place(node));
  }
  if (node.children.length > 0) return inLists(draftObject(node.children, context), node.depth);
  if (list || (kinds.size === 0 && (type === 'ARRAY' || type === 'OBJECT ARRAY'))) return bareList(node, context);
  if (object || (kinds.size === 0 && type === 'OBJECT')) {
    context.review.add('response', `${shown(node.path)} is an object, and nothing tells its fields.`, place(node));
    return { type: 'object' };
  }
  return type === undefined ? byExample(node, kinds, context) : byTable(node, type, context);
};

/** What the elements of a list are, where the kind of those in the examples tells it all. */
const ITEMS: Readonly<Partial<Record<JsonKind, MutableObject>>> = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  decimal: { type: 'number', format: 'decimal' },
};

/** A list of plain values: where no example holds one, its name may tell. */
const bareList = (node: FieldNode, { review }: FieldContext): MutableObject => {
  const held = [...new Set(node.facts.flatMap(({ items = [] }) => items))];
  const only = held.length === 1 && held[0] !== undefined ? ITEMS[held[0]] : undefined;
  if (only) return { type: 'array', items: { ...only } };
  const texts = /(?:assets?|symbols?|pairs?|names?|types?|permissions|ips?|list)$/i.test(node.name);
  const guess = texts ? ': here texts, by its name' : '';
  review.add('response', `Of what ${shown(node.path)} is a list${guess}.`, place(node));
  return { type: 'array', items: texts ? { type: 'string' } : {} };
};

const digitsOf = ({ facts }: FieldNode): readonly string[] => facts.map(({ token }) => token).filter(isDigits);

const int64 = (node: FieldNode, type: MutableJson = 'integer'): MutableObject => ({
  type,
  format: 'int64',
  'x-int64': int64Kind(node.name, digitsOf(node)),
});

/** Whether the value is a number of 64 bits, by its name and by every example. */
const isInt64 = (node: FieldNode): boolean =>
  (isIdName(node.name) || isTimeName(node.name)) &&
  node.facts.length > 0 &&
  node.facts.every(({ token }) => isDigits(token));

const byTable = (node: FieldNode, type: DocType, context: FieldContext): MutableObject => {
  if (type === 'LONG') return int64(node);
  if (type === 'INT') return { type: 'integer' };
  if (type === 'BOOLEAN') return { type: 'boolean' };
  if (type === 'DECIMAL') return { type: 'string', format: 'decimal' };
  if (type === 'STRING') return isInt64(node) ? int64(node, 'string') : { type: 'string' };
  if (type === 'ENUM') return enumField(node, context);
  const text = `${shown(node.path)} is ${type} by the table and a plain value in the example.`;
  context.review.add('type', text, place(node));
  return byExample(node, new Set(node.facts.flatMap(({ kinds }) => kinds)), context);
};

const enumField = (node: FieldNode, { review, definitions }: FieldContext): MutableObject => {
  const defined = defineValues(node.name, node.rows[0]?.at.file ?? '', definitions);
  if (defined?.exact) return { type: 'string', enum: [...defined.values] };
  review.add('enum-unknown', `${shown(node.path)} is ENUM by the table, and nothing tells its values.`, place(node));
  return { type: 'string' };
};

const byExample = (node: FieldNode, kinds: ReadonlySet<JsonKind>, { review }: FieldContext): MutableObject => {
  const plain = [...kinds].filter((kind) => !['null', 'object', 'array'].includes(kind)).sort();
  if (plain.length === 0) {
    review.add('response', `No example and no table tells the type of ${shown(node.path)}.`, place(node));
    return {};
  }
  if (plain.length === 1) {
    if (plain[0] === 'boolean') return { type: 'boolean' };
    if (plain[0] === 'decimal') return { type: 'number', format: 'decimal' };
    if (plain[0] === 'string') return textSchema(node);
    return wholeSchema(node, review);
  }
  if (plain.includes('boolean')) {
    const text = `${shown(node.path)} is ${plain.join(' or ')} in the examples: no type reads both.`;
    review.add('type', text, place(node));
    return {};
  }
  if (!plain.includes('string')) return { type: 'number', format: 'decimal' };
  review.add('type', `${shown(node.path)} is ${plain.join(' or ')} in the examples.`, place(node));
  return isInt64(node) ? int64(node, ['string', 'integer']) : { type: ['string', 'number'], format: 'decimal' };
};

const textSchema = (node: FieldNode): MutableObject => {
  if (isInt64(node)) return int64(node, 'string');
  const number = !isIdName(node.name) && node.facts.every(({ token }) => isDecimal(token));
  return number && !TEXT_NAME.test(node.name) ? { type: 'string', format: 'decimal' } : { type: 'string' };
};

/** Names of texts that may be all digits. */
const TEXT_NAME = /(?:^code$|client\w*Id$|version|symbol|^asset$|^coin$|email|^ip|name|status|type|msg|date$)/i;

/** A bare whole number that is no id and no time: an amount may have a fraction next time. */
const wholeSchema = (node: FieldNode, review: Review): MutableObject => {
  const schema = int64(node);
  if (schema['x-int64'] !== 'count' || !isAmountName(node.name)) return schema;
  const text = `${shown(node.path)} is a whole number in the example; by its name it is an amount.`;
  review.add('type-from-one-example', text, place(node));
  return { type: 'number', format: 'decimal' };
};

const allowNull = (schema: MutableObject, node: FieldNode, { review }: FieldContext): void => {
  const { type } = schema;
  if (type === undefined) return;
  schema['type'] = Array.isArray(type) ? [...type, 'null'] : [type, 'null'];
  review.add('response', `${shown(node.path)} is null in an example.`, place(node));
};

/** Tables of the two languages, or table and example, that say different things. */
const tellDisagreement = (node: FieldNode, { review }: FieldContext): void => {
  const types = node.rows.flatMap(({ type }) => type ?? []);
  const other = types.find(({ value }) => value !== types[0]?.value);
  if (types[0] && other) {
    const said = `${types[0].value} in one table and ${other.value} in another`;
    const text = `${shown(node.path)} is ${said}. The first was taken.`;
    review.add('languages-disagree', text, { at: other.at, where: ['responses', node.path] });
  }
};
