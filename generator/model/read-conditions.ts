import type { Condition, WhenCondition } from '../core/extensions.js';
import { code, doc, type DocText } from '../core/prose.js';
import { literalTypes, unionOf } from './read-scalar.js';
import type { ReadParameter } from './read-parameters.js';
import { show, type SpecNode } from './spec-node.js';
import type { ParamsModel, TypeModel, Variant, VariantField, VariantGroup } from './types.js';

type Value = string | number | boolean;
type Parameters = ReadonlyMap<string, ReadParameter>;

/** What holds for one value of a parameter, or for its absence. */
interface Demands {
  readonly require: ReadonlySet<string>;
  readonly forbid: ReadonlySet<string>;
}

/** Turns `x-conditions` into choices between small types. Conditions on one parameter become one choice. */
export const readParams = (parameters: readonly ReadParameter[], operation: SpecNode): ParamsModel => {
  const byName: Parameters = new Map(parameters.map((parameter) => [parameter.model.name, parameter]));
  const nodes = operation.get('x-conditions').items().filter((node) => isSound(node, byName));
  const conditions = nodes.map((node) => [node.value as unknown as Condition, node] as const);
  const groups = [...whenGroups(conditions, byName), ...presenceGroups(conditions, byName)];
  const models = parameters.map(({ model }) => model);
  return {
    parameters: models,
    groups,
    rules: conditions.flatMap(([condition]) => sentencesFor(condition, byName)),
    optional: models.every(isLeftOutByDefault) && groups.every((group) => group.some(isEmptyAllowed)),
  };
};

/** `{}` has a `constructor` as far as TypeScript is concerned, so it is no value where a parameter bears such a name. */
const isLeftOutByDefault = ({ required, name }: ReadParameter['model']): boolean => !required && !(name in Object.prototype);

const isEmptyAllowed = (variant: Variant): boolean => variant.fields.every(({ presence }) => presence !== 'required');

/** Whether a condition has one of the three forms and speaks only of parameters and values that exist. */
const isSound = (node: SpecNode, parameters: Parameters): boolean => {
  const lists = ['atLeastOne', 'exactlyOne', 'require', 'forbid'].map((key) => node.get(key));
  lists.push(node.get('else').get('require'), node.get('else').get('forbid'));
  const named = [...lists.flatMap((list) => list.items()), ...(node.has('when') ? [node.get('when').get('parameter')] : [])];
  if (named.length === 0) {
    node.error('condition', 'a condition needs "when", "atLeastOne" or "exactlyOne"', 'See "x-conditions" in CONTEXT.md.');
    return false;
  }
  const unknown = named.find((name) => name.text === undefined || !parameters.has(name.text));
  unknown?.error('condition', `${show(unknown.value)} is no parameter that a caller gives`, `There are ${[...parameters.keys()].map(show).join(', ')}.`);
  return unknown === undefined && (!node.has('when') || hasKnownValues(node.get('when'), parameters));
};

const hasKnownValues = (when: SpecNode, parameters: Parameters): boolean => {
  const values = parameters.get(when.get('parameter').text ?? '')?.values;
  const known = valuesOf(parameters.get(when.get('parameter').text ?? ''));
  if (known === undefined) {
    const hint = 'Give the parameter an "enum" of its values; without one the condition can only be said in its comment.';
    when.warn('condition-untyped', `the values of ${show(when.get('parameter').value)} are not listed, so the condition has no type`, hint);
    return true;
  }
  const wrong = when.get('in').items().find((item) => item.text === undefined || !known.map(String).includes(item.text));
  wrong?.error('condition', `${show(wrong.value)} is no value of ${show(when.get('parameter').value)}`, `Its values are ${(values ?? known).map(show).join(', ')}.`);
  return wrong === undefined && when.get('in').items().length > 0;
};

const valuesOf = (parameter: ReadParameter | undefined): readonly Value[] | undefined =>
  parameter?.values ?? (parameter?.model.kind === 'bool' ? [true, false] : undefined);

type Noted<T> = readonly (readonly [T, SpecNode])[];

const isWhen = (condition: Condition): condition is WhenCondition => 'when' in condition;

const whenGroups = (conditions: Noted<Condition>, parameters: Parameters): readonly VariantGroup[] => {
  const byParameter = new Map<string, [WhenCondition, SpecNode][]>();
  for (const [condition, node] of conditions) {
    if (!isWhen(condition)) continue;
    const list = byParameter.get(condition.when.parameter) ?? [];
    byParameter.set(condition.when.parameter, [...list, [condition, node]]);
  }
  return [...byParameter].flatMap(([name, list]) => {
    const parameter = parameters.get(name);
    const values = valuesOf(parameter);
    return parameter === undefined || values === undefined ? [] : [groupFor(parameter, values, list, parameters)];
  });
};

/** Values with the same demands share a variant; `undefined` stands for the parameter's absence. */
const groupFor = (
  parameter: ReadParameter,
  values: readonly Value[],
  conditions: Noted<WhenCondition>,
  parameters: Parameters,
): VariantGroup => {
  const cells: readonly (Value | undefined)[] = parameter.model.required ? values : [...values, undefined];
  const shared = new Map<string, { demands: Demands; values: (Value | undefined)[] }>();
  for (const value of cells) {
    const demands = demandsFor(value, conditions);
    if (value === undefined && demands.require.has(parameter.model.name)) continue;
    checkDemands(demands, conditions, parameters);
    const key = JSON.stringify([[...demands.require].sort(), [...demands.forbid].sort()]);
    const cell = shared.get(key) ?? { demands, values: [] };
    cell.values.push(value);
    shared.set(key, cell);
  }
  return [...shared.values()].map((cell) => ({ fields: [discriminant(parameter, cell.values), ...demanded(cell.demands, parameters)] }));
};

const demandsFor = (value: Value | undefined, conditions: Noted<WhenCondition>): Demands => {
  const demands = { require: new Set<string>(), forbid: new Set<string>() };
  for (const [condition] of conditions) {
    const side = value !== undefined && condition.when.in.includes(String(value)) ? condition : condition.else;
    for (const name of side?.require ?? []) demands.require.add(name);
    for (const name of side?.forbid ?? []) demands.forbid.add(name);
  }
  return demands;
};

const checkDemands = (demands: Demands, conditions: Noted<WhenCondition>, parameters: Parameters): void => {
  const node = conditions[0]?.[1];
  for (const name of demands.forbid) {
    if (!demands.require.has(name) && parameters.get(name)?.model.required !== true) continue;
    node?.error('condition', `${show(name)} is both required and refused`, 'Make the parameter optional, or correct the conditions.');
    return;
  }
};

const discriminant = (parameter: ReadParameter, cell: readonly (Value | undefined)[]): VariantField => {
  const present = cell.filter((value) => value !== undefined);
  const { name } = parameter.model;
  if (present.length === 0) return { name, presence: 'absent' };
  return { name, presence: cell.includes(undefined) ? 'optional' : 'required', type: unionOf(literalTypes(present)) };
};

const demanded = (demands: Demands, parameters: Parameters): readonly VariantField[] => [
  ...[...demands.require].filter((name) => parameters.get(name)?.model.required !== true).map((name) => required(name, parameters)),
  ...[...demands.forbid].map((name) => ({ name, presence: 'absent' }) as const),
];

const UNTYPED: TypeModel = { kind: 'keyword', name: 'unknown' };

const required = (name: string, parameters: Parameters): VariantField => ({
  name,
  presence: 'required',
  type: parameters.get(name)?.model.type ?? UNTYPED,
});

const presenceGroups = (conditions: Noted<Condition>, parameters: Parameters): readonly VariantGroup[] =>
  conditions.flatMap(([condition, node]) => {
    if ('atLeastOne' in condition) return [atLeastOne(condition.atLeastOne, parameters)];
    return 'exactlyOne' in condition ? [exactlyOne(condition.exactlyOne, parameters, node)] : [];
  });

const atLeastOne = (names: readonly string[], parameters: Parameters): VariantGroup =>
  names.map((name) => ({ fields: [required(name, parameters)] }));

const exactlyOne = (names: readonly string[], parameters: Parameters, node: SpecNode): VariantGroup => {
  const settled = names.find((name) => parameters.get(name)?.model.required === true);
  if (settled !== undefined) {
    node.error('condition', `${show(settled)} is required, so the others can never be given`, 'Make it optional, or drop the condition.');
  }
  return names.map((name) => ({
    fields: [required(name, parameters), ...names.filter((other) => other !== name).map((other) => ({ name: other, presence: 'absent' }) as const)],
  }));
};

const sentencesFor = (condition: Condition, parameters: Parameters): readonly DocText[] => {
  if ('atLeastOne' in condition) return [doc`Give at least one of ${listed(condition.atLeastOne, 'and')}.`];
  if ('exactlyOne' in condition) return [doc`Give exactly one of ${listed(condition.exactlyOne, 'and')}.`];
  const { when } = condition;
  const orAbsent = parameters.get(when.parameter)?.model.required === true ? '' : ' or left out';
  return [
    ...demandSentence(doc`When ${code(when.parameter)} is ${listed(when.in, 'or')}`, condition),
    ...demandSentence(doc`When ${code(when.parameter)} is anything else${orAbsent}`, condition.else),
  ];
};

const demandSentence = (when: DocText, demands: Pick<WhenCondition, 'require' | 'forbid'> | undefined): readonly DocText[] => [
  ...(demands?.require === undefined ? [] : [doc`${when}, give ${listed(demands.require, 'and')}.`]),
  ...(demands?.forbid === undefined ? [] : [doc`${when}, leave out ${listed(demands.forbid, 'and')}.`]),
];

const listed = (names: readonly string[], word: string): DocText => {
  const spans = names.map((name) => code(name).text);
  return spans.length < 2 ? doc`${spans.join('')}` : doc`${spans.slice(0, -1).join(', ')} ${word} ${spans.at(-1) ?? ''}`;
};
