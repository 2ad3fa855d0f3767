import type { MutableObject } from '../core/mutable-json.js';
import type { ParameterFact } from '../docs/types.js';
import type { EndpointGroup } from './group-endpoints.js';
import { parameterWords, withAsset, withUnit, wordsOfName } from './glossary.js';
import { draftParameterSchema, saidOf, type ParameterContext, type ParameterRows } from './parameter-schema.js';
import { shown } from './review.js';
import { isSigning } from './shared-parameters.js';

/** The parameters of an endpoint, each with its rows of all languages. */
export const rowsOf = ({ halves }: EndpointGroup): readonly ParameterRows[] => {
  const byName = new Map<string, ParameterFact[]>();
  for (const half of halves) {
    const told = new Set<string>();
    for (const row of half.parameters?.rows ?? []) {
      if (told.has(row.name)) continue;
      told.add(row.name);
      byName.set(row.name, [...(byName.get(row.name) ?? []), row]);
    }
  }
  return [...byName].flatMap(([name, rows]) => (rows[0] ? [{ name, rows, first: rows[0] }] : []));
};

/** The largest window that the exchange takes. */
const LARGEST_WINDOW = 60_000;

/** The `parameters` of the operation: those of the page, and what a signed request carries. */
export const draftParameters = (
  group: EndpointGroup,
  context: ParameterContext & { readonly signed: boolean },
): readonly MutableObject[] => {
  const all = rowsOf(group);
  const own = all.filter(({ name }) => !isSigning(name) || (!context.signed && name !== 'signature'));
  tellDuplicates(group, context);
  tellLopsided(group, all, context);
  const names = own.map(({ name }) => name);
  const drafted = own.map((rows) => draftParameter(rows, names, context));
  return context.signed ? [...drafted, ...signingOf(all, context)] : drafted;
};

const draftParameter = (rows: ParameterRows, names: readonly string[], context: ParameterContext): MutableObject => {
  const schema = draftParameterSchema(rows, context);
  const parameter: MutableObject = { name: rows.name, in: 'query' };
  if (isRequired(rows, context)) parameter['required'] = true;
  if (schema['type'] === 'array') parameter['explode'] = false;
  const kind = typeof schema['x-int64'] === 'string' ? schema['x-int64'] : undefined;
  const words = withAsset(parameterWords(rows.name) ?? wordsOfName(rows.name), names);
  parameter['description'] = withUnit(words, kind);
  parameter['schema'] = schema;
  return parameter;
};

const isRequired = (rows: ParameterRows, { review }: ParameterContext): boolean => {
  const meant = saidOf(
    rows,
    (row) =>
      row.mandatory && { ...row.mandatory, value: row.mandatory.meaning === 'required' ? 'required' : 'not required' },
    { matter: 'Being mandatory', review },
  );
  const place = { at: rows.first.at, where: ['parameters', rows.name, 'required'] };
  if (!meant) review.add('required', `The page does not say whether ${shown(rows.name)} is mandatory.`, place);
  const torn = rows.rows.find(({ mandatory }) => mandatory?.value === 'yes' && mandatory.because !== undefined);
  if (torn) {
    const text = `${shown(rows.name)} is mandatory by its column, yet its description names a default or a case.`;
    review.add('required', text, { ...place, at: torn.at });
  }
  return meant?.value === 'required';
};

/**
 * A page that leaves out what every signed request takes says nothing about it; one that lists `timestamp` is taken at
 * its word about `recvWindow`.
 */
const signingOf = (all: readonly ParameterRows[], context: ParameterContext): readonly MutableObject[] => {
  const window = all.find(({ name }) => name === 'recvWindow');
  const silent = !all.some(({ name }) => name === 'timestamp');
  const timestamp = { type: 'integer', format: 'int64', 'x-int64': 'time' };
  return [
    ...(window || silent ? [recvWindow(window, context)] : []),
    { name: 'timestamp', in: 'query', required: true, description: wordsFor('timestamp'), schema: timestamp },
    { name: 'signature', in: 'query', required: true, description: wordsFor('signature'), schema: { type: 'string' } },
  ];
};

const wordsFor = (name: string): string => parameterWords(name) ?? wordsOfName(name);

const recvWindow = (rows: ParameterRows | undefined, context: ParameterContext): MutableObject => {
  const typed = rows?.rows.some(({ type }) => type !== undefined) === true;
  const schema: MutableObject =
    rows && typed ? draftParameterSchema(rows, context) : { type: 'integer', format: 'int64', 'x-int64': 'count' };
  if (schema['type'] === 'integer' && schema['maximum'] === undefined) schema['maximum'] = LARGEST_WINDOW;
  const required = rows && isRequired(rows, context) ? { required: true } : {};
  return { name: 'recvWindow', in: 'query', ...required, description: wordsFor('recvWindow'), schema };
};

const tellDuplicates = ({ halves }: EndpointGroup, { review }: ParameterContext): void => {
  for (const { parameters } of halves) {
    const seen = new Set<string>();
    for (const { name, at } of parameters?.rows ?? []) {
      if (seen.has(name)) {
        const text = `${shown(name)} stands in the table twice; the first row was taken.`;
        review.add('page', text, { at, where: ['parameters', name] });
      }
      seen.add(name);
    }
  }
};

/** A parameter that only one of the languages lists. */
const tellLopsided = ({ halves }: EndpointGroup, all: readonly ParameterRows[], { review }: ParameterContext): void => {
  if (halves.filter(({ parameters, incomplete }) => parameters && !incomplete).length < 2) return;
  for (const { name, rows, first } of all) {
    if (rows.length > 1 || name === 'timestamp' || name === 'signature') continue;
    const text = `${shown(name)} stands in one of the languages only.`;
    review.add('languages-disagree', text, { at: first.at, where: ['parameters', name] });
  }
};
