import { waysToMeet } from '../core/condition-ways.js';
import type { Condition, ConditionCase, Demands } from '../core/extensions.js';

/** The parameters that a caller gives, by name. */
export type Known = ReadonlyMap<string, KnownParameter>;

export interface KnownParameter {
  readonly required: boolean;
  /** Its values where they are listed; TRUE and FALSE of a boolean in lower case. */
  readonly values: readonly string[];
}

export const valuesIn = (known: Known, name: string): readonly string[] => known.get(name)?.values ?? [];

/** Whether some case could never be met: such conditions cannot be written together. */
export const contradicts = (conditions: readonly Condition[], known: Known): boolean => {
  const parameters = new Set(
    conditions.flatMap((condition) => ('when' in condition ? [condition.when.parameter] : [])),
  );
  const chosen = conditions.some(
    (condition) => !('when' in condition) && secondsIn(condition).some((name) => known.get(name)?.required),
  );
  return chosen || [...parameters].some((name) => hasContradiction(name, conditions, known));
};

/** The parameters of which no second one may be given. */
const secondsIn = ({ exactlyOne = [], atMostOne = [] }: Demands): readonly string[] => [...exactlyOne, ...atMostOne];

const hasContradiction = (parameter: string, conditions: readonly Condition[], known: Known): boolean => {
  const required = [...known].filter(([, { required }]) => required).map(([name]) => [name, true] as const);
  const isRequired = known.get(parameter)?.required === true;
  const cells: readonly Cell[] = [GIVEN, ...valuesIn(known, parameter), ...(isRequired ? [] : [undefined])];
  return cells.some((cell) => {
    const demands = conditions.flatMap((condition): readonly Demands[] => {
      if (!('when' in condition) || condition.when.parameter !== parameter) return [];
      if (holds(condition.when, cell)) return [condition];
      return condition.else === undefined ? [] : [condition.else];
    });
    return waysToMeet(demands, new Map([...required, [parameter, cell !== undefined]]))?.length === 0;
  });
};

/** A value of which nobody knows. */
const GIVEN: unique symbol = Symbol('given');

/** One of the values, or absence. */
type Cell = string | typeof GIVEN | undefined;

const holds = (when: ConditionCase, cell: Cell): boolean => {
  if (cell === undefined) return false;
  return 'given' in when || (cell !== GIVEN && when.in.includes(cell));
};
