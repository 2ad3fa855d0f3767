import { pointerTo } from '../../core/json.js';
import type { DocType, EndpointFacts, FieldFact, JsonKind, ResponseRow } from '../../docs/types.js';
import type { SpecKind } from '../spec-schema.js';
import type { DocsClaim, Topic } from '../topic.js';
import { fieldTypesAlike } from './json-of-type.js';
import { KINDS_OF_TYPE, showKinds } from './parameters.js';
import { documentedPaths, fieldPlace, responsePlace, speaks } from './response.js';

/** What an example shows, for the spec to be held against: a text with letters is no number in quotes. */
type ShownKind = JsonKind | 'word';

/** What each kind of JSON may be in the spec: decimals and long integers stand in quotes as well. */
const JSON_OF_KIND: Readonly<Record<ShownKind, readonly SpecKind[]>> = {
  string: ['string', 'digits', 'values', 'decimal'],
  word: ['string', 'values'],
  integer: ['int64', 'int32', 'integer', 'number', 'decimal'],
  decimal: ['decimal', 'number'],
  boolean: ['boolean'],
  null: [],
  object: ['object'],
  array: ['array'],
};

const kindsIn = (fields: readonly FieldFact[]): readonly JsonKind[] =>
  [...new Set(fields.flatMap(({ kinds }) => kinds))].filter((kind) => kind !== 'null').sort();

const rowClaims = (rows: readonly ResponseRow[]): readonly DocsClaim[] =>
  rows.flatMap(({ path, type, quote }) =>
    type ? [{ subject: path, value: type.value, shown: type.value, quote, at: type.at }] : [],
  );

/** By the table where it has the field, else by the example. `null`, and a type nobody could read, tell nothing. */
const typeClaims = (facts: EndpointFacts): readonly DocsClaim[] => {
  const rows = facts.responseTable?.rows ?? [];
  const told = new Set(rows.map((row) => row.path));
  const seen = new Set<string>();
  const fields = facts.examples
    .flatMap((example) => example.fields)
    .flatMap((field): readonly DocsClaim[] => {
      const kinds = kindsIn([field]);
      if (told.has(field.path) || seen.has(field.path) || kinds.length === 0) return [];
      seen.add(field.path);
      const { path: subject, quote, at } = field;
      return [{ subject, value: kinds.join(','), shown: kinds.join(' or '), quote, at }];
    });
  return [...rowClaims(rows), ...fields];
};

/** Several types, each of which lets through what the page shows. */
const EITHER = '|';

/** A text that cannot be read as a number. One that is empty tells nothing. */
const showsWord = ({ kinds, numericText, token }: FieldFact): boolean =>
  kinds.includes('string') && !numericText && token.trim() !== '';

/** The kinds of a field in all examples, words apart from numbers in quotes. */
const shownKinds = (fields: readonly FieldFact[]): string => {
  const kinds = kindsIn(fields).join(',');
  return fields.some(showsWord) ? kinds.replace('string', 'word') : kinds;
};

/**
 * What the table and the examples leave open for the spec. A STRING whose examples are all numbers may be a decimal, and
 * where table and examples disagree, which is a finding of its own, the spec may side with either.
 */
const claimsForSpec = (facts: EndpointFacts): readonly DocsClaim[] => {
  const all = facts.examples.flatMap((example) => example.fields);
  return typeClaims(facts).map((claim) => {
    const fields = all.filter(({ path, kinds }) => path === claim.subject && kinds.length > 0);
    if (isDocType(claim.value)) return { ...claim, value: typesLeft(claim.value, fields).join(EITHER) };
    if (!fields.some(showsWord)) return claim;
    return { ...claim, value: claim.value.replace('string', 'word') };
  });
};

const typesLeft = (type: DocType, fields: readonly FieldFact[]): readonly string[] => {
  const kinds = kindsIn(fields);
  if (kinds.length === 0) return [type];
  if (!fieldTypesAlike(type, kinds.join(','))) return [type, shownKinds(fields)];
  return type === 'STRING' && fields.every(({ numericText }) => numericText) ? [type, 'DECIMAL'] : [type];
};

const isDocType = (value: string): value is DocType => Object.hasOwn(KINDS_OF_TYPE, value);

const fits = (value: string, kinds: readonly SpecKind[]): boolean =>
  isDocType(value)
    ? KINDS_OF_TYPE[value].some((kind) => kinds.includes(kind))
    : value.split(',').every((kind) => JSON_OF_KIND[kind as ShownKind].some((fit) => kinds.includes(fit)));

export const fieldTypeTopic: Topic = {
  name: 'response type',
  docs: (facts) => (speaks(facts) ? typeClaims(facts) : undefined),
  docsForSpec: (facts) => (speaks(facts) ? claimsForSpec(facts) : undefined),
  spec: ({ response }) =>
    [...response.fields].flatMap(([path, { kinds }]) =>
      kinds.size === 0 ? [] : [{ subject: path, value: [...kinds].join(','), shown: showKinds(kinds) }],
    ),
  specPlace: (operation, path) => {
    const { pointer } = responsePlace(operation, path);
    return { pointer: pointerTo(pointer, 'type'), at: operation.originOf(pointerTo(pointer, 'type')) };
  },
  docsPlace: fieldPlace,
  tokens: (path) => ['responses', path, 'type'],
  inSpec: ({ response }, path) => response.fields.has(path),
  inDocs: (facts, path) => documentedPaths(facts).includes(path),
  agrees: (docs, spec) => {
    const kinds = spec.value.split(',') as readonly SpecKind[];
    return docs.value.split(EITHER).some((value) => fits(value, kinds));
  },
  alike: (left, right) => fieldTypesAlike(left.value, right.value),
  silenceCounts: false,
  severity: 'mistyped',
};
