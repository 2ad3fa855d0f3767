import type { Condition } from '../operation.js';

/** What stands against a condition. */
export interface Breach {
  readonly parameter: string;
  /** What is allowed, in words that follow "must be". */
  readonly expected: string;
}

/** The parameters of a call that are there. An empty text is there. */
type Given = ReadonlyMap<string, string>;

type When = Extract<Condition, { when: unknown }>;
type Demands = Pick<When, 'require' | 'forbid'>;

const findBreach = (demands: Demands | undefined, given: Given, because: string): Breach | undefined => {
  const missing = demands?.require?.find((name) => !given.has(name));
  if (missing !== undefined) return { parameter: missing, expected: `given ${because}` };
  const surplus = demands?.forbid?.find((name) => given.has(name));
  return surplus === undefined ? undefined : { parameter: surplus, expected: `left out ${because}` };
};

const checkWhen = (condition: When, given: Given): Breach | undefined => {
  const { when } = condition;
  const value = given.get(when.parameter);
  if (value !== undefined && when.in.includes(value)) {
    return findBreach(condition, given, `when ${when.parameter} is ${value}`);
  }
  return findBreach(condition.else, given, `unless ${when.parameter} is ${when.in.join(' or ')}`);
};

const checkAtLeastOne = (names: readonly string[], given: Given): Breach | undefined => {
  const [first, ...others] = names;
  if (first === undefined || names.some((name) => given.has(name))) return undefined;
  return { parameter: first, expected: others.length === 0 ? 'given' : `given unless ${others.join(' or ')} is` };
};

const checkExactlyOne = (names: readonly string[], given: Given): Breach | undefined => {
  const [one, other] = names.filter((name) => given.has(name));
  if (one === undefined) return checkAtLeastOne(names, given);
  return other === undefined ? undefined : { parameter: other, expected: `left out when ${one} is given` };
};

/** What a call breaks of a condition; undefined when it breaks nothing. What is left out has no value. */
export const checkCondition = (condition: Condition, given: Given): Breach | undefined => {
  if ('atLeastOne' in condition) return checkAtLeastOne(condition.atLeastOne, given);
  if ('exactlyOne' in condition) return checkExactlyOne(condition.exactlyOne, given);
  return checkWhen(condition, given);
};
