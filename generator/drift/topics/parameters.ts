import { own, type Json } from '../../core/json.js';
import { narrow } from '../../core/plain-text.js';
import type { DocType, EndpointFacts, Fact, ParameterFact } from '../../docs/types.js';
import { kindsOf, type SpecKind } from '../spec-schema.js';
import type { OperationView, ParameterView } from '../spec-view.js';
import type { DocsClaim, SpecClaim, Topic } from '../topic.js';
import { findParameter, parameterPlace, rowPlace, SIGNING_PARAMETERS } from './places.js';

const listed = (facts: EndpointFacts): readonly ParameterFact[] =>
  (facts.parameters?.rows ?? []).filter((row) => !SIGNING_PARAMETERS.includes(row.name));

const compared = (operation: OperationView): readonly ParameterView[] =>
  operation.parameters.filter((parameter) => !SIGNING_PARAMETERS.includes(parameter.name));

/**
 * Which parameters there are. A page that leaves out what every signed request takes (`timestamp` and `recvWindow`, as
 * loan-group/borrow does) says nothing about them; a page that lists one of them is held to both.
 */
export const presenceTopic: Topic = {
  name: 'parameter',
  docs: (facts) =>
    facts.parameters &&
    listed(facts).map((row) => ({ subject: row.name, value: 'listed', shown: row.name, ...rowPlace(facts, row.name) })),
  spec: (operation) => compared(operation).map(({ name }) => ({ subject: name, value: 'listed', shown: name })),
  specPlace: (operation, name) => parameterPlace(operation, name),
  docsPlace: rowPlace,
  tokens: (name) => ['parameters', name],
  inCapture: () => true,
  inDocs: (facts, name) =>
    name !== 'recvWindow' || (facts.parameters?.rows.some((row) => row.name === 'timestamp') ?? false),
  silenceCounts: true,
  severity: 'refused',
};

export interface Property {
  readonly name: string;
  readonly tokens: readonly string[];
  readonly severity: Topic['severity'];
  readonly docs: (row: ParameterFact) => Omit<SpecClaim, 'subject'> | undefined;
  readonly spec: (parameter: ParameterView, operation: OperationView) => Omit<SpecClaim, 'subject'> | undefined;
  readonly agrees?: Topic['agrees'];
  /** Where in the row the docs say it. */
  readonly fact: (row: ParameterFact) => Fact<unknown> | undefined;
  /** Rows that say nothing on purpose: what the spec has on them need not stand there. */
  readonly mayBeSilent?: (row: ParameterFact) => boolean;
}

/** A topic about one property of every parameter that both sides have. */
export const propertyTopic = ({ name, tokens, severity, docs, spec, agrees, fact, mayBeSilent }: Property): Topic => ({
  name,
  docs: (facts) => claimRows(facts, docs, fact),
  spec: (operation) =>
    compared(operation).flatMap((parameter) => {
      const said = spec(parameter, operation);
      return said ? [{ subject: parameter.name, ...said }] : [];
    }),
  specPlace: (operation, subject) => parameterPlace(operation, subject, ...tokens),
  docsPlace: rowPlace,
  tokens: (subject) => ['parameters', subject, ...tokens],
  inSpec: (operation, subject) => findParameter(operation, subject) !== undefined,
  inCapture: (facts, subject) => listed(facts).some((row) => row.name === subject),
  inDocs: (facts, subject) => listed(facts).some((row) => row.name === subject && !mayBeSilent?.(row)),
  silenceCounts: false,
  severity,
  ...(agrees ? { agrees } : {}),
});

/** What each row of the table says of one property. */
const claimRows = (
  facts: EndpointFacts,
  docs: (row: ParameterFact) => (Omit<SpecClaim, 'subject'> & { readonly quote?: string }) | undefined,
  fact: Property['fact'],
): readonly DocsClaim[] | undefined =>
  facts.parameters &&
  listed(facts).flatMap((row) => {
    const claim = docs(row);
    return claim ? [{ subject: row.name, quote: row.quote, ...claim, at: fact(row)?.at ?? row.at }] : [];
  });

export const said = (value: string, shown: string = value): Omit<SpecClaim, 'subject'> => ({ value, shown });

/** Which kinds of schema a documented type may have. A STRING with `format: decimal` would hide a change to DECIMAL. */
export const KINDS_OF_TYPE: Readonly<Record<DocType, readonly SpecKind[]>> = {
  STRING: ['string', 'values', 'digits'],
  ENUM: ['values'],
  LONG: ['int64', 'integer'],
  INT: ['integer', 'int32'],
  DECIMAL: ['decimal', 'number'],
  BOOLEAN: ['boolean'],
  ARRAY: ['array'],
  OBJECT: ['object'],
  'OBJECT ARRAY': ['array'],
};

export const SHOWN_KINDS: Readonly<Record<SpecKind, string>> = {
  string: 'string',
  digits: 'string of digits',
  values: 'string with an enum',
  decimal: 'decimal',
  int64: 'int64',
  int32: 'int32',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  array: 'array',
  object: 'object',
};

export const showKinds = (kinds: Iterable<SpecKind>): string =>
  [...kinds].map((kind) => SHOWN_KINDS[kind]).join(' or ');

const schemaTopic: Topic = propertyTopic({
  name: 'type',
  tokens: ['schema', 'type'],
  severity: 'mistyped',
  docs: (row) => row.type && said(row.type.value),
  spec: (parameter, operation) => {
    const kinds = kindsOf(operation.document, parameter.schema);
    return kinds.size === 0 ? undefined : said([...kinds].join(','), showKinds(kinds));
  },
  agrees: (docs, spec) => {
    const types = docs.value.split(',') as readonly DocType[];
    const kinds = spec.value.split(',') as readonly SpecKind[];
    return kinds.every((kind) => types.some((type) => KINDS_OF_TYPE[type].includes(kind)));
  },
  fact: (row) => row.type,
});

/** Words by which a text holds several values: a list in the spec is sent as just that. */
const JOINED = /\bcommas?\b|\bseparated by\s*["'`]?,|\bin batch(?:es)?\b|逗号|由\s*["'`]?,["'`]?\s*分隔/i;

/** The type of a row, and what its description makes of it as well. */
const typesOf = ({ type, values, description }: ParameterFact): readonly DocType[] => {
  if (!type) return [];
  // A BOOLEAN lists its values only where they are texts.
  if (type.value === 'BOOLEAN' && values) return ['BOOLEAN', 'ENUM'];
  const isJoined = type.value === 'STRING' && JOINED.test(narrow(description?.value ?? ''));
  return isJoined ? ['STRING', 'ARRAY'] : [type.value];
};

/** A format says more than a type, so where there is one it is what the docs disagree with. */
export const typeTopic: Topic = {
  ...schemaTopic,
  docsForSpec: (facts) =>
    claimRows(
      facts,
      (row) => row.type && said(typesOf(row).join(','), row.type.value),
      (row) => row.type,
    ),
  specPlace: (operation, name) => {
    const { pointer, at } = parameterPlace(operation, name, 'schema', 'type');
    const hasFormat = own(findParameter(operation, name)?.schema?.node, 'format') !== undefined;
    return { pointer, at: hasFormat ? parameterPlace(operation, name, 'schema', 'format').at : at };
  },
};

export const requiredTopic: Topic = propertyTopic({
  name: 'being mandatory',
  tokens: ['required'],
  severity: 'refused',
  docs: (row) => row.mandatory && said(row.mandatory.meaning === 'required' ? 'required' : 'not required'),
  spec: (parameter) => said(parameter.required ? 'required' : 'not required'),
  fact: (row) => row.mandatory,
});

export const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

const listing = (values: readonly string[]): Omit<SpecClaim, 'subject'> =>
  said([...values].sort().join(','), values.join(', '));

/** An ENUM without values refers to the common definitions; its page need not repeat them. */
const listedValuesTopic: Topic = propertyTopic({
  name: 'values',
  tokens: ['schema', 'enum'],
  severity: 'mistyped',
  docs: (row) => row.values && listing(row.values.value),
  spec: (parameter) => {
    const list = own(parameter.schema?.node, 'enum');
    return Array.isArray(list) ? listing(list.map((value: Json) => textOf(value) ?? 'null')) : undefined;
  },
  fact: (row) => row.values,
  mayBeSilent: (row) => row.type?.value === 'ENUM',
});

/**
 * The spec is held against the common definitions where a row lists nothing itself. Between pages the rows alone count:
 * a definition that changes is one matter, not one for each parameter that refers to it.
 */
export const valuesTopic: Topic = {
  ...listedValuesTopic,
  docsForSpec: (facts) =>
    claimRows(
      facts,
      (row) => {
        const values = row.values ?? row.definedValues;
        return values && { ...listing(values.value), ...(isBelow(row) ? { quote: quoteBoth(row) } : {}) };
      },
      (row) => row.values,
    ),
};

/** Values that a list below the table gives: what is judged on the row is judged on the list as well. */
const isBelow = ({ values, description }: ParameterFact): boolean =>
  values !== undefined && (values.at.line !== description?.at.line || values.at.col !== description.at.col);

const quoteBoth = ({ quote, values }: ParameterFact): string => `${quote} / ${values?.quote ?? ''}`;

/** The general information sets the limits of `recvWindow` for all signed requests, so many pages leave them out. */
const isGeneral = (row: ParameterFact): boolean => row.name === 'recvWindow';

/** `60000`, `60000.0` and `6e4` are one number. */
const numeric = (text: string): string => (Number.isFinite(Number(text)) ? String(Number(text)) : text);

const limitTopic = (name: 'maximum' | 'minimum'): Topic =>
  propertyTopic({
    name,
    tokens: ['schema', name],
    severity: 'refused',
    docs: (row) => row[name] && said(numeric(row[name].value), row[name].value),
    spec: (parameter) => {
      const limit = textOf(own(parameter.schema?.node, name));
      return limit === undefined ? undefined : said(numeric(limit), limit);
    },
    fact: (row) => row[name],
    mayBeSilent: isGeneral,
  });

export const maximumTopic: Topic = limitTopic('maximum');
export const minimumTopic: Topic = limitTopic('minimum');

export const defaultTopic: Topic = propertyTopic({
  name: 'default',
  tokens: ['schema', 'default'],
  severity: 'mistyped',
  docs: (row) => row.default && said(numeric(row.default.value), row.default.value),
  spec: (parameter) => {
    const value = textOf(own(parameter.schema?.node, 'default'));
    return value === undefined ? undefined : said(numeric(value), value);
  },
  fact: (row) => row.default,
  mayBeSilent: isGeneral,
});
