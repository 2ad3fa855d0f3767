import type { Choice, ChoiceCondition, Condition, Demands, WhenCondition } from '../core/extensions.js';
import { valuesOf, type Parameters, type Value } from './check-condition.js';
import { waysToMeet, type Way } from '../core/condition-ways.js';
import type { ReadParameter } from './read-parameters.js';
import { literalTypes, unionOf } from './read-scalar.js';
import { show, type SpecNode } from './spec-node.js';
import type { TypeModel, Variant, VariantField, VariantGroup } from './types.js';

/** A condition and where it was written. */
export type Noted<T> = readonly (readonly [T, SpecNode])[];

/** What may be told apart of a parameter: one of its values, that it is given at all, or that it is not. */
type Cell = { readonly value: Value } | 'given' | 'absent';

/** What conditions come to in types. */
export interface ConditionGroups {
  readonly groups: readonly VariantGroup[];
  /** Conditions that no type says: they are checked when a call is made, and only then. */
  readonly unsaid: ReadonlySet<Condition>;
}

interface Grouped {
  readonly group: VariantGroup;
  readonly conditions: readonly Condition[];
}

/** The choices between small types that conditions leave. Those on one parameter become one choice. */
export const groupsFor = (conditions: Noted<Condition>, parameters: Parameters): ConditionGroups => {
  const found = [...whenGroups(conditions, parameters), ...choiceGroups(conditions, parameters)];
  const said = chooseGroups(found);
  return {
    groups: found.filter((each) => said.has(each)).map(({ group }) => group),
    unsaid: new Set(found.filter((each) => !said.has(each)).flatMap((each) => each.conditions)),
  };
};

/** TypeScript multiplies choices that hold at once, and compares what comes of it one by one: beyond this, for minutes. */
const MOST_COMBINATIONS = 128;

/** The largest choices first: they say most. What would be too many is left to the check at run time. */
const chooseGroups = (found: readonly Grouped[]): ReadonlySet<Grouped> => {
  const said = new Set<Grouped>();
  let combinations = 1;
  for (const each of [...found].sort((left, right) => right.group.length - left.group.length)) {
    if (combinations * each.group.length > MOST_COMBINATIONS) continue;
    combinations *= each.group.length;
    said.add(each);
  }
  return said;
};

const tellTooMany = (node: SpecNode | undefined): void =>
  node?.error(
    'condition',
    'the conditions leave too many combinations for a type',
    'Say fewer of them, and the rest in the descriptions of the parameters.',
  );

const isWhen = (condition: Condition): condition is WhenCondition => 'when' in condition;

const whenGroups = (conditions: Noted<Condition>, parameters: Parameters): readonly Grouped[] => {
  const byParameter = new Map<string, [WhenCondition, SpecNode][]>();
  for (const [condition, node] of conditions) {
    if (!isWhen(condition)) continue;
    const list = byParameter.get(condition.when.parameter) ?? [];
    byParameter.set(condition.when.parameter, [...list, [condition, node]]);
  }
  return [...byParameter].flatMap(([name, list]) => {
    const parameter = parameters.get(name);
    // Values that nobody listed cannot be told apart.
    const typed = valuesOf(parameter) === undefined ? list.filter(([{ when }]) => 'given' in when) : list;
    if (parameter === undefined || typed.length === 0) return [];
    return [{ group: groupFor(parameter, typed, parameters), conditions: typed.map(([condition]) => condition) }];
  });
};

/** Cells with the same demands share their variants. */
const groupFor = (parameter: ReadParameter, conditions: Noted<WhenCondition>, parameters: Parameters): VariantGroup => {
  const shared = new Map<string, { readonly ways: readonly Way[]; readonly cells: Cell[] }>();
  for (const cell of cellsOf(parameter, conditions)) {
    const ways = waysIn(cell, parameter, { conditions, parameters });
    const key = JSON.stringify(ways.map((way) => [...way].sort()).sort());
    const same = shared.get(key) ?? { ways, cells: [] };
    same.cells.push(cell);
    shared.set(key, same);
  }
  return leastLast(
    [...shared.values()].flatMap(({ ways, cells }) =>
      firstLast(ways).map((way) => ({ fields: [discriminant(parameter, cells), ...fieldsOf(way, parameters)] })),
    ),
  );
};

/** Of many that fit equally badly TypeScript shows the last: of equal ways that is the first that the spec names. */
const firstLast = (ways: readonly Way[]): readonly Way[] => [...ways].reverse();

/** By the same rule, what asks for nothing stands last. */
const leastLast = (group: VariantGroup): VariantGroup => {
  const asks = ({ fields }: Variant): boolean => fields.some(({ presence }) => presence === 'required');
  return [...group.filter(asks), ...group.filter((variant) => !asks(variant))];
};

const cellsOf = (parameter: ReadParameter, conditions: Noted<WhenCondition>): readonly Cell[] => {
  const byValue = conditions.some(([{ when }]) => 'in' in when);
  const given = byValue ? (valuesOf(parameter) ?? []).map((value) => ({ value })) : (['given'] as const);
  return parameter.model.required ? given : [...given, 'absent'];
};

/** How to meet what holds in a cell. None where absence would need the parameter itself: then it is never absent. */
const waysIn = (
  cell: Cell,
  { model: { name } }: ReadParameter,
  { conditions, parameters }: { readonly conditions: Noted<WhenCondition>; readonly parameters: Parameters },
): readonly Way[] => {
  const demands = conditions.flatMap(([condition]): readonly Demands[] =>
    holds(condition, cell) ? [condition] : condition.else === undefined ? [] : [condition.else],
  );
  const settled = alwaysGiven(parameters);
  const ways = waysToMeet(demands, new Map([...settled, [name, cell !== 'absent']]));
  const node = conditions[0]?.[1];
  if (ways === undefined) tellTooMany(node);
  if (ways?.length === 0 && !(cell === 'absent' && waysToMeet(demands, settled)?.length !== 0)) {
    tellContradiction(demands, parameters, node);
  }
  // What every call has, and what the discriminant says.
  return (ways ?? []).map((way) => new Map([...way].filter(([each]) => each !== name && !settled.has(each))));
};

const holds = ({ when }: WhenCondition, cell: Cell): boolean => {
  if (cell === 'absent') return false;
  return 'given' in when || (cell !== 'given' && when.in.includes(String(cell.value)));
};

const alwaysGiven = (parameters: Parameters): Way =>
  new Map([...parameters].flatMap(([name, { model }]) => (model.required ? [[name, true] as const] : [])));

const tellContradiction = (demands: readonly Demands[], parameters: Parameters, node: SpecNode | undefined): void => {
  const required = new Set(demands.flatMap(({ require }) => require ?? []));
  const name = demands
    .flatMap(({ forbid }) => forbid ?? [])
    .find((each) => required.has(each) || parameters.get(each)?.model.required === true);
  node?.error(
    'condition',
    name === undefined ? 'what it demands can never be met' : `${show(name)} is both required and refused`,
    'Make the parameter optional, or correct the conditions.',
  );
};

const discriminant = ({ model }: ReadParameter, cells: readonly Cell[]): VariantField => {
  const { name, type } = model;
  const values = cells.flatMap((cell) => (typeof cell === 'object' ? [cell.value] : []));
  if (cells.every((cell) => cell === 'absent')) return { name, presence: 'absent' };
  const presence = cells.includes('absent') ? 'optional' : 'required';
  return { name, presence, type: cells.includes('given') ? type : unionOf(literalTypes(values)) };
};

/** Those that are given first. */
const fieldsOf = (way: Way, parameters: Parameters): readonly VariantField[] => [
  ...[...way].flatMap(([name, given]) => (given ? [required(name, parameters)] : [])),
  ...[...way].flatMap(([name, given]) => (given ? [] : [{ name, presence: 'absent' } as const])),
];

const UNTYPED: TypeModel = { kind: 'keyword', name: 'unknown' };

const required = (name: string, parameters: Parameters): VariantField => ({
  name,
  presence: 'required',
  type: parameters.get(name)?.model.type ?? UNTYPED,
});

const choiceGroups = (conditions: Noted<Condition>, parameters: Parameters): readonly Grouped[] =>
  conditions.flatMap(([condition, node]) => {
    if (isWhen(condition)) return [];
    checkChoice(condition, parameters, node);
    const ways = waysToMeet([condition], new Map());
    if (ways === undefined) tellTooMany(node);
    if (ways === undefined) return [];
    const group = leastLast(firstLast(ways).map((way) => ({ fields: fieldsOf(way, parameters) })));
    return [{ group, conditions: [condition] }];
  });

const NO_SECOND = ['exactlyOne', 'atMostOne'] as const satisfies readonly Choice[];

const checkChoice = (condition: ChoiceCondition, parameters: Parameters, node: SpecNode): void => {
  const demands: Demands = condition;
  const settled = NO_SECOND.flatMap((choice) => demands[choice] ?? []).find(
    (name) => parameters.get(name)?.model.required === true,
  );
  if (settled === undefined) return;
  node.error(
    'condition',
    `${show(settled)} is required, so the others can never be given`,
    'Make it optional, or drop the condition.',
  );
};
