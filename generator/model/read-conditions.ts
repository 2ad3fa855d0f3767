import type { Condition, WhenCondition } from '../core/extensions.js';
import { isSound, valuesOf, type Parameters, type Value } from './check-condition.js';
import { sentencesFor } from './condition-words.js';
import { literalTypes, unionOf } from './read-scalar.js';
import type { ReadParameter } from './read-parameters.js';
import { show, type SpecNode } from './spec-node.js';
import type { ParamsModel, TypeModel, Variant, VariantField, VariantGroup } from './types.js';

/** What holds for one value of a parameter, or for its absence. */
interface Demands {
  readonly require: ReadonlySet<string>;
  readonly forbid: ReadonlySet<string>;
}

/** Turns `x-conditions` into choices between small types. Conditions on one parameter become one choice. */
export const readParams = (parameters: readonly ReadParameter[], operation: SpecNode): ParamsModel => {
  const byName: Parameters = new Map(parameters.map((parameter) => [parameter.model.name, parameter]));
  const nodes = operation
    .get('x-conditions')
    .items()
    .filter((node) => isSound(node, byName));
  const conditions = nodes.map((node) => [readCondition(node), node] as const);
  const groups = [...whenGroups(conditions, byName), ...presenceGroups(conditions, byName)];
  const models = parameters.map(({ model }) => model);
  return {
    parameters: models,
    groups,
    conditions: conditions.map(([condition]) => condition),
    rules: conditions.flatMap(([condition]) => sentencesFor(condition, byName)),
    optional: models.every(isLeftOutByDefault) && groups.every((group) => group.some(isEmptyAllowed)),
  };
};

/** One condition that is sound, without anything that is no part of its form. */
const readCondition = (node: SpecNode): Condition => {
  const [when, atLeastOne] = [node.get('when'), node.get('atLeastOne')];
  if (when.exists) {
    return {
      when: { parameter: when.get('parameter').text ?? '', in: when.get('in').texts() },
      ...readDemands(node),
      ...(node.has('else') ? { else: readDemands(node.get('else')) } : {}),
    };
  }
  return atLeastOne.exists ? { atLeastOne: atLeastOne.texts() } : { exactlyOne: node.get('exactlyOne').texts() };
};

const readDemands = (node: SpecNode): Pick<WhenCondition, 'require' | 'forbid'> => ({
  ...(node.has('require') ? { require: node.get('require').texts() } : {}),
  ...(node.has('forbid') ? { forbid: node.get('forbid').texts() } : {}),
});

/**
 * `{}` has a `constructor` as far as TypeScript is concerned, so it is no value where a parameter bears such a name.
 */
const isLeftOutByDefault = ({ required, name }: ReadParameter['model']): boolean =>
  !required && !(name in Object.prototype);

const isEmptyAllowed = (variant: Variant): boolean => variant.fields.every(({ presence }) => presence !== 'required');

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
  return [...shared.values()].map((cell) => ({
    fields: [discriminant(parameter, cell.values), ...demanded(cell.demands, parameters)],
  }));
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
    node?.error(
      'condition',
      `${show(name)} is both required and refused`,
      'Make the parameter optional, or correct the conditions.',
    );
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
  ...[...demands.require]
    .filter((name) => parameters.get(name)?.model.required !== true)
    .map((name) => required(name, parameters)),
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
    node.error(
      'condition',
      `${show(settled)} is required, so the others can never be given`,
      'Make it optional, or drop the condition.',
    );
  }
  return names.map((name) => ({
    fields: [
      required(name, parameters),
      ...names.filter((other) => other !== name).map((other) => ({ name: other, presence: 'absent' }) as const),
    ],
  }));
};
