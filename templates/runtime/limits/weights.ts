import type { AnyOperation, Parameter } from '../call/request.js';
import type { RequestWeight, WeightScope } from '../operation.js';

/** What a request weighs in one scope. */
export interface Weight {
  readonly scope: WeightScope;
  readonly value: number;
}

const holds = ({ when = {} }: RequestWeight, parameters: readonly Parameter[]): boolean =>
  Object.entries(when).every(([name, values]) => {
    const given = parameters.find((parameter) => parameter[0] === name)?.[1];
    return given === undefined ? values.length === 0 : values.includes(given);
  });

/** Which of an operation's weights hold for these parameters: in every scope the first whose `when` holds. */
export const pickWeight = (operation: AnyOperation, parameters: readonly Parameter[]): readonly Weight[] => {
  const picked: Weight[] = [];
  for (const weight of operation.weight) {
    if (picked.some(({ scope }) => scope === weight.scope) || !holds(weight, parameters)) continue;
    picked.push({ scope: weight.scope, value: weight.value });
  }
  return picked;
};
