import { describeGiven } from '../call/parameters.js';
import type { AnyOperation, Parameter } from '../call/request.js';
import { ValidationError } from '../errors/errors.js';
import type { Redact } from '../errors/redact.js';
import { type Breach, checkCondition } from './check-condition.js';
import { createRules, type Rule } from './check-limits.js';

type Rules = ReadonlyMap<string, readonly Rule[]>;

/** Sets and regular expressions are made once. The descriptor is the key, so nothing outlives it. */
const RULES = new WeakMap<AnyOperation, Rules>();

const rulesOf = (operation: AnyOperation): Rules => {
  const known = RULES.get(operation);
  if (known !== undefined) return known;
  const kinds = new Map(Object.entries(operation.parameters));
  const rules = new Map(
    Object.entries(operation.limits ?? {}).map(([name, limits]) => [
      name,
      createRules(limits, typeof kinds.get(name) === 'object'),
    ]),
  );
  RULES.set(operation, rules);
  return rules;
};

const findBreach = (operation: AnyOperation, parameters: readonly Parameter[]): Breach | undefined => {
  const rules = rulesOf(operation);
  for (const [name, text] of parameters) {
    const broken = rules.get(name)?.find(({ holds }) => !holds(text));
    if (broken !== undefined) return { parameter: name, expected: broken.expected };
  }
  const { conditions = [] } = operation;
  if (conditions.length === 0) return undefined;
  const given = new Map(parameters);
  for (const condition of conditions) {
    const breach = checkCondition(condition, given);
    if (breach !== undefined) return breach;
  }
  return undefined;
};

/**
 * Checks the parameters of a call, as they are sent, against what the spec says of them: their values, bounds, lengths
 * and patterns, and which of them need or exclude each other. Throws `ValidationError` at the first that does not fit.
 */
export const checkParameters = (operation: AnyOperation, parameters: readonly Parameter[], redact: Redact): void => {
  const breach = findBreach(operation, parameters);
  if (breach === undefined) return;
  const { parameter, expected } = breach;
  const text = parameters.find(([name]) => name === parameter)?.[1];
  const given = text === undefined ? 'nothing' : describeGiven(parameter, text, redact);
  throw new ValidationError({ operation: operation.name, parameter, expected, given });
};
