import type { Condition, Demands } from '../operation.js';

/** What stands against a condition. */
export interface Breach {
  readonly parameter: string;
  /** What is allowed, in words that follow "must be". */
  readonly expected: string;
}

/** The parameters of a call that are there. An empty text is there. */
type Given = ReadonlyMap<string, string>;

const checkLists = ({ require, forbid }: Demands, given: Given, because: string): Breach | undefined => {
  const missing = require?.find((name) => !given.has(name));
  if (missing !== undefined) return { parameter: missing, expected: `given${because}` };
  const surplus = forbid?.find((name) => given.has(name));
  return surplus === undefined ? undefined : { parameter: surplus, expected: `left out${because}` };
};

/** One of the names has to be given. */
const checkNeeded = (names: readonly string[] | undefined, given: Given, because: string): Breach | undefined => {
  const [first, ...others] = names ?? [];
  if (first === undefined || names?.some((name) => given.has(name)) === true) return undefined;
  const unless = others.length === 0 ? '' : ` unless ${others.join(' or ')} is`;
  return { parameter: first, expected: `given${unless}${unless && because && ','}${because}` };
};

/** No second one of the names may be given. */
const checkAlone = (names: readonly string[] | undefined, given: Given, because: string): Breach | undefined => {
  const [one, other] = names?.filter((name) => given.has(name)) ?? [];
  if (other === undefined) return undefined;
  return { parameter: other, expected: because ? `left out beside ${one}${because}` : `left out when ${one} is given` };
};

const checkDemands = (demands: Demands | undefined, given: Given, because: string): Breach | undefined =>
  demands &&
  (checkLists(demands, given, because) ??
    checkNeeded(demands.atLeastOne, given, because) ??
    checkNeeded(demands.exactlyOne, given, because) ??
    checkAlone(demands.exactlyOne, given, because) ??
    checkAlone(demands.atMostOne, given, because));

/** Whether the case of a condition is that of a call; one without a case always is. */
const isCase = ({ when }: Condition, given: Given): boolean => {
  if (when === undefined) return true;
  const value = given.get(when.parameter);
  return value !== undefined && (when.in?.includes(value) ?? true);
};

/** What a call breaks of a condition; undefined when it breaks nothing. What is left out has no value. */
export const checkCondition = (condition: Condition, given: Given): Breach | undefined => {
  const { when } = condition;
  if (when === undefined) return checkDemands(condition, given, '');
  const { parameter } = when;
  if (isCase(condition, given)) {
    const value = when.in === undefined ? 'given' : given.get(parameter);
    return checkDemands(condition, given, ` when ${parameter} is ${value}`);
  }
  return checkDemands(condition.else, given, ` unless ${parameter} is ${when.in?.join(' or ') ?? 'given'}`);
};
