import type { WeightScope } from '../core/extensions.js';
import type { MutableObject } from '../core/mutable-json.js';
import type { WeightFact } from '../docs/types.js';
import { familyOf } from './families.js';
import type { EndpointGroup } from './group-endpoints.js';
import { shown, type Review } from './review.js';

/** Every documented weight above this that carries a scope counts against the account. */
const LARGEST_BY_ADDRESS = 200;

const WHERE = ['x-request-weight'] as const;

/** `x-request-weight`: the case in which a parameter is left out first, then the rule. */
export const draftWeights = (
  group: EndpointGroup,
  { review, parameters }: { readonly review: Review; readonly parameters: ReadonlySet<string> },
): readonly MutableObject[] => {
  const speaking = group.halves.filter(({ weights }) => weights.some(isUsable));
  const weights = (speaking[0]?.weights ?? []).filter(isUsable);
  const [rule] = weights;
  if (!rule) {
    review.add('weight', 'The page gives no request weight.', { at: group.first.path.at, where: WHERE });
    return [];
  }
  const scopeOf = (weight: WeightFact): WeightScope => scopeFor(weight, group, review);
  const absent = weights.filter((weight) => isAbsence(weight, parameters));
  const others = weights.filter((weight) => weight !== rule && !absent.includes(weight));
  for (const weight of others) tellCase(weight, review);
  tellLanguages(speaking, review);
  return [
    ...absent.map((weight) => ({
      value: weight.value,
      scope: scopeOf(weight),
      when: { [weight.condition?.parameter ?? '']: [] },
    })),
    ...(absent.includes(rule) ? [] : [{ value: rule.value, scope: scopeOf(rule) }]),
  ];
};

const isUsable = ({ value }: WeightFact): boolean => Number.isSafeInteger(value) && value >= 0;

/** The only case that a weight can be written for without the values of a parameter: it is left out. */
const isAbsence = ({ condition }: WeightFact, parameters: ReadonlySet<string>): boolean =>
  condition?.given === false && condition.parameter !== undefined && parameters.has(condition.parameter);

const scopeFor = (weight: WeightFact, group: EndpointGroup, review: Review): WeightScope => {
  const { halves } = group;
  const same = halves.flatMap(({ weights }) => weights).find(({ value, scope }) => scope && value === weight.value);
  const said = weight.scope ?? same?.scope;
  const known = said ?? familyOf(group).weightScope;
  if (known) return known;
  const guess = weight.value > LARGEST_BY_ADDRESS ? 'UID' : 'IP';
  const text = `The page does not say whom the weight ${weight.value} counts against; ${guess} is the likelier.`;
  review.add('weight-scope', text, { at: weight.at, where: [...WHERE, 'scope'] });
  return guess;
};

const tellCase = ({ value, condition, at }: WeightFact, review: Review): void => {
  const when = condition?.parameter ? `a case of ${shown(condition.parameter)}` : 'another case';
  review.add('weight', `The weight ${value} for ${when} is not written down: no value of a parameter tells the case.`, {
    at,
    where: WHERE,
  });
};

const tellLanguages = (speaking: readonly EndpointGroup['first'][], review: Review): void => {
  const [first, second] = speaking.map(({ weights }) => weights.filter(isUsable));
  const differ = (left: WeightFact, right: WeightFact | undefined): boolean =>
    left.value !== right?.value || (left.scope && right.scope ? left.scope !== right.scope : false);
  const other = second?.[0];
  if (first && other && (first.length !== second?.length || first.some((weight, at) => differ(weight, second[at])))) {
    const text = 'The languages give different request weights. The first one was taken.';
    review.add('languages-disagree', text, { at: other.at, where: WHERE });
  }
};
