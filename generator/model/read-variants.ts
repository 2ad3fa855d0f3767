import { pointerTokens } from '../core/json.js';
import { show, type SpecNode } from './spec-node.js';
import type { ParameterModel, VariantsModel } from './types.js';

/** Variants whose schemas are not read yet. */
export interface ReadVariants extends Omit<VariantsModel, 'name' | 'results'> {
  readonly schemas: readonly (readonly [value: string, schema: SpecNode])[];
}

type Parameters = readonly ParameterModel[];

/**
 * Reads `x-response-variants`: which of the schemas of a `oneOf` answers, by the value of a parameter. `response` is the
 * schema of the answer. Undefined, with diagnostics, where the extension does not fit the operation.
 */
export const readVariants = (
  operation: SpecNode,
  parameters: Parameters,
  response: SpecNode,
): ReadVariants | undefined => {
  const node = operation.get('x-response-variants');
  if (!node.exists) return undefined;
  if (operation.has('x-history')) return refuse(node, 'a history has rows of one kind', 'Leave one of the two out.');
  const variants = node.get('variants');
  const isByPresence = variants.has(PRESENT) && variants.has(ABSENT);
  const values = isByPresence ? presenceOf(node, parameters) : valuesOf(node.get('parameter'), parameters);
  if (values === undefined) return undefined;
  if (!namesAll(variants, values) || !isChoiceOf(response, variants)) return undefined;
  const otherwise = readDefault(node.get('default'), parameters, values);
  const schemas = values.map((value) => [value, schemaOf(variants.get(value))] as const);
  if (otherwise === undefined) return undefined;
  return { parameter: node.get('parameter').text ?? '', schemas, otherwise };
};

const PRESENT = 'present';
const ABSENT = 'absent';

/** What stands for the values of a parameter when it only counts whether it is there. */
const presenceOf = (node: SpecNode, parameters: Parameters): readonly string[] | undefined => {
  const [parameter, otherwise] = [node.get('parameter'), node.get('default')];
  if (!parameters.some(({ name, required }) => name === parameter.text && !required)) {
    const known = parameters.flatMap(({ name, required }) => (required ? [] : [name]));
    return refuse(
      parameter,
      `${show(parameter.value)} is no parameter that may be left out`,
      listOf(known, 'There are'),
    );
  }
  if (otherwise.text === ABSENT) return [PRESENT, ABSENT];
  return refuse(otherwise, `${show(otherwise.value)} cannot be the default here`, `Write "default: ${ABSENT}".`);
};

/** The values of a parameter that lists them; undefined, with a diagnostic, for any other. */
const valuesOf = (node: SpecNode, parameters: Parameters): readonly string[] | undefined => {
  const found = parameters.find(({ name }) => name === node.text);
  if (found?.kind === 'string' && found.limits.values !== undefined) return found.limits.values;
  const known = parameters.flatMap(({ name, kind, limits }) => (kind === 'string' && limits.values ? [name] : []));
  return refuse(node, `${show(node.value)} is no parameter with listed texts`, listOf(known, 'There are'));
};

/** Whether there is a variant for each value and for nothing else, each a named schema. */
const namesAll = (variants: SpecNode, values: readonly string[]): boolean => {
  const missing = values.filter((value) => !variants.has(value));
  if (missing.length > 0) refuse(variants, `there is no variant for ${missing.map(show).join(', ')}`, VALUES_HINT);
  const odd = variants.entries().filter(([value]) => !values.includes(value));
  for (const [value, node] of odd) refuse(node, `${show(value)} is no value of the parameter`, listOf(values));
  const unknown = variants.entries().filter(([, node]) => !schemaOf(node).exists);
  for (const [, node] of unknown) refuse(node, `there is no schema ${show(node.value)}`, SCHEMA_HINT);
  return missing.length + odd.length + unknown.length === 0;
};

const VALUES_HINT = 'Name a schema for each value that the parameter may have.';
const SCHEMA_HINT = 'Name one of "components/schemas".';

const schemaOf = (node: SpecNode): SpecNode =>
  node.reading.root
    .get('components')
    .get('schemas')
    .get(node.text ?? '');

/** Whether the response is a choice between just the schemas that the variants name. */
const isChoiceOf = (response: SpecNode, variants: SpecNode): boolean => {
  const named = new Set(variants.entries().map(([, node]) => node.text ?? ''));
  const listed = new Set(
    response
      .get('oneOf')
      .items()
      .map((item) => componentName(item.get('$ref'))),
  );
  if (named.size === listed.size && [...named].every((name) => listed.has(name))) return true;
  const place = response.exists ? response : variants;
  const names = [...named].map(show).join(', ');
  refuse(place, 'the response is no choice between its variants', `Write a "oneOf" of "$ref"s to ${names}.`);
  return false;
};

const componentName = (ref: SpecNode): string | undefined => {
  const [root, kind, name, ...more] = pointerTokens(ref.text?.startsWith('#/') === true ? ref.text.slice(1) : '');
  return root === 'components' && kind === 'schemas' && more.length === 0 ? name : undefined;
};

const readDefault = (
  node: SpecNode,
  parameters: Parameters,
  values: readonly string[],
): ReadVariants['otherwise'] | undefined => {
  if (!node.isObject) return readValue(node, values);
  const deciding = valuesOf(node.get('parameter'), parameters);
  if (deciding === undefined) return undefined;
  const cases = node.get('values').entries();
  for (const [value, place] of cases)
    if (!deciding.includes(value))
      return refuse(place, `${show(value)} is no value of the parameter`, listOf(deciding));
  const read = cases.map(([value, place]) => [value, readValue(place, values)] as const);
  const known = read.flatMap(([value, to]) => (to === undefined ? [] : [[value, to] as const]));
  const rest = readValue(node.get('else'), values);
  if (rest === undefined || known.length < read.length) return undefined;
  return { parameter: node.get('parameter').text ?? '', values: known, else: rest };
};

const readValue = (node: SpecNode, values: readonly string[]): string | undefined =>
  node.text !== undefined && values.includes(node.text)
    ? node.text
    : refuse(node, `${show(node.value)} is no variant`, listOf(values));

const listOf = (names: readonly string[], start = 'It may be'): string =>
  `${start}: ${names.map(show).join(', ') || 'none'}.`;

const refuse = (node: SpecNode, message: string, hint: string): undefined =>
  node.error('response-variants', `"x-response-variants": ${message}`, hint) as undefined;
