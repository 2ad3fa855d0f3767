import type { Condition } from '../core/extensions.js';

/** The parameters that a caller gives, by name. */
export type Known = ReadonlyMap<string, KnownParameter>;

export interface KnownParameter {
  readonly required: boolean;
  /** Its values where they are listed; TRUE and FALSE of a boolean in lower case. */
  readonly values: readonly string[];
}

export const valuesIn = (known: Known, name: string): readonly string[] => known.get(name)?.values ?? [];

/** Whether some case would both need and refuse a parameter: such conditions cannot be written together. */
export const contradicts = (conditions: readonly Condition[], known: Known): boolean => {
  const parameters = new Set(
    conditions.flatMap((condition) => ('when' in condition ? [condition.when.parameter] : [])),
  );
  const chosen = conditions.some(
    (condition) => 'exactlyOne' in condition && condition.exactlyOne.some((name) => known.get(name)?.required),
  );
  return chosen || [...parameters].some((name) => hasContradiction(name, conditions, known));
};

const hasContradiction = (parameter: string, conditions: readonly Condition[], known: Known): boolean =>
  [...valuesIn(known, parameter), undefined].some((value) => {
    const require = new Set<string>();
    const forbid = new Set<string>();
    for (const condition of conditions) {
      if (!('when' in condition) || condition.when.parameter !== parameter) continue;
      const side = value !== undefined && condition.when.in.includes(value) ? condition : condition.else;
      for (const name of side?.require ?? []) require.add(name);
      for (const name of side?.forbid ?? []) forbid.add(name);
    }
    return [...forbid].some((name) => require.has(name) || known.get(name)?.required === true);
  });
