import { setOwn, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import type { DefinitionFact, DocType, Fact, ParameterFact } from '../docs/types.js';
import { defineValues } from './definitions.js';
import { exactNumber, int64Kind, isTimeName } from './numbers.js';
import { shown, type Review } from './review.js';

/** The rows of one parameter in the languages of its page, English first. */
export interface ParameterRows {
  readonly name: string;
  readonly first: ParameterFact;
  readonly rows: readonly ParameterFact[];
}

export interface ParameterContext {
  readonly review: Review;
  readonly definitions: readonly DefinitionFact[];
}

/** The first row that says something on a matter; another one that says something else is told. */
export const saidOf = <T>(
  { name, rows }: ParameterRows,
  pick: (row: ParameterFact) => Fact<T> | undefined,
  about: { readonly matter: string; readonly review: Review },
): Fact<T> | undefined => {
  const said = rows.flatMap((row) => pick(row) ?? []);
  const [first] = said;
  const other = said.find(({ value }) => keyOf(value) !== keyOf(first?.value));
  if (first && other) {
    const values = `${shown(textOf(first.value))} in one language, ${shown(textOf(other.value))} in the other`;
    about.review.add('languages-disagree', `${about.matter} of ${shown(name)}: ${values}. The first was taken.`, {
      at: other.at,
      where: ['parameters', name],
    });
  }
  return first;
};

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));
const keyOf = (value: unknown): string =>
  Array.isArray(value) ? [...(value as readonly string[])].sort().join(',') : String(value);

/** The schema of a parameter, as the hand-written fragments write it. */
export const draftParameterSchema = (rows: ParameterRows, context: ParameterContext): MutableObject => {
  const { review } = context;
  const type = saidOf(rows, (row) => row.type, { matter: 'Type', review });
  const schema = typeSchema(rows, type?.value, context);
  const say = (matter: string) => ({ matter, review });
  const written: readonly (readonly [string, Fact | undefined])[] = [
    ['default', saidOf(rows, (row) => row.default, say('Default'))],
    ['minimum', saidOf(rows, (row) => row.minimum, say('Minimum'))],
    ['maximum', saidOf(rows, (row) => row.maximum, say('Maximum'))],
    ['minLength', asText(saidOf(rows, (row) => row.minLength, say('Shortest length')))],
    ['maxLength', asText(saidOf(rows, (row) => row.maxLength, say('Longest length')))],
    ['pattern', saidOf(rows, (row) => row.pattern, say('Pattern'))],
  ];
  for (const [key, fact] of written) {
    const value = fact && limitValue(key, fact.value, schema);
    if (value !== undefined) setOwn(schema, key, value);
    else if (fact) {
      review.add('default', `The ${key} of ${shown(rows.name)}, ${shown(fact.value)}, does not fit its type.`, {
        at: fact.at,
        where: ['parameters', rows.name, 'schema', key],
      });
    }
  }
  return schema;
};

const asText = (fact: Fact<number> | undefined): Fact | undefined => fact && { ...fact, value: String(fact.value) };

const limitValue = (key: string, text: string, schema: MutableObject): MutableJson | undefined => {
  const { type } = schema;
  if (key === 'pattern') return type === 'string' && isPattern(text) ? text : undefined;
  if (key.endsWith('Length')) return type === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
  if (key !== 'default') return exactNumber(text);
  if (type === 'boolean') return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined;
  if (type === 'integer') return /^-?\d+$/.test(text) ? exactNumber(text) : undefined;
  return type === 'string' ? text : undefined;
};

const isPattern = (text: string): boolean => {
  try {
    return text !== '' && new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
};

const SIMPLE: Readonly<Partial<Record<DocType, MutableObject>>> = {
  INT: { type: 'integer' },
  DECIMAL: { type: 'string', format: 'decimal' },
  BOOLEAN: { type: 'boolean' },
};

const typeSchema = (rows: ParameterRows, type: DocType | undefined, context: ParameterContext): MutableObject => {
  // Values of a BOOLEAN are texts: `"TRUE"` in quotes.
  if (type === 'BOOLEAN' && rows.rows.some(({ values }) => values)) return withValues(rows, type, context);
  const simple = type && SIMPLE[type];
  if (simple) return { ...simple, ...numbersOf(rows, type, context) };
  if (type === 'LONG') {
    return { type: 'integer', format: 'int64', 'x-int64': int64Kind(rows.name, []), ...numbersOf(rows, type, context) };
  }
  if (type === 'ARRAY') return listSchema(rows, context);
  if (type === 'OBJECT' || type === 'OBJECT ARRAY') return textInstead(rows, type, context);
  if (type === undefined) {
    context.review.add('type', `The page gives ${shown(rows.name)} no type that can be read.`, place(rows));
    if (isTimeName(rows.name)) return { type: 'integer', format: 'int64', 'x-int64': 'time' };
  }
  return withValues(rows, type, context);
};

/** A whole number that may have some values only. Other numbers have no list: it could not be exact on both ways. */
const numbersOf = (rows: ParameterRows, type: DocType, { review }: ParameterContext): MutableObject => {
  const listed = saidOf(rows, (row) => row.values, { matter: 'Values', review });
  if (!listed || listed.value.length === 0) return {};
  const numbers = [...new Set(listed.value.map((value) => (/^-?\d+$/.test(value) ? Number(value) : Number.NaN)))];
  const whole = type === 'INT' || (type === 'LONG' && int64Kind(rows.name, []) === 'count');
  if (whole && numbers.every(Number.isSafeInteger)) return { enum: numbers };
  const text = `The values of ${shown(rows.name)} are not written down.`;
  review.add('enum-from-prose', text, { ...place(rows), at: listed.at });
  return {};
};

const place = ({ name, first }: ParameterRows): { at: ParameterFact['at']; where: readonly string[] } => ({
  at: first.at,
  where: ['parameters', name, 'schema'],
});

const listSchema = (rows: ParameterRows, { review }: ParameterContext): MutableObject => {
  const text = `How the list ${shown(rows.name)} is sent, and of what it is: here texts joined by commas.`;
  review.add('type', text, place(rows));
  return { type: 'array', items: { type: 'string' } };
};

const textInstead = (rows: ParameterRows, type: DocType, { review }: ParameterContext): MutableObject => {
  const text = `${shown(rows.name)} is ${type} by the page: a query carries it as text, here a string.`;
  review.add('type', text, place(rows));
  return { type: 'string' };
};

const withValues = (rows: ParameterRows, type: DocType | undefined, context: ParameterContext): MutableObject => {
  const { review } = context;
  const listed = saidOf(rows, (row) => row.values, { matter: 'Values', review });
  if (listed && listed.value.length > 0) {
    if (type !== 'ENUM' && !listed.value.every((value) => /^(?:true|false)$/i.test(value))) {
      const values = shown(listed.value.join(', '));
      const text = `The values of ${shown(rows.name)} stand in a sentence: ${values}. Are these all?`;
      review.add('enum-from-prose', text, { ...place(rows), at: listed.at });
    }
    return { type: 'string', enum: [...new Set(listed.value)] };
  }
  return type === 'ENUM' ? definedSchema(rows, context) : { type: 'string' };
};

/** An ENUM without values refers to the common definitions. */
const definedSchema = (rows: ParameterRows, { review, definitions }: ParameterContext): MutableObject => {
  const resolved = rows.rows.find(({ definedValues }) => (definedValues?.value.length ?? 0) > 0)?.definedValues;
  if (resolved) return { type: 'string', enum: [...new Set(resolved.value)] };
  const defined = defineValues(rows.name, rows.first.at.file, definitions);
  if (!defined) {
    review.add('enum-unknown', `${shown(rows.name)} is ENUM by the page, and nothing tells its values.`, place(rows));
    return { type: 'string' };
  }
  if (!defined.exact) {
    const title = shown(defined.definition.title.value);
    const text = `${shown(rows.name)} has the values of "${title}". Do all of them fit?`;
    review.add('enum-from-prose', text, place(rows));
  }
  return { type: 'string', enum: [...defined.values] };
};
