import type { EndpointFacts, WeightFact } from '../../docs/types.js';
import type { DocsClaim, DocsSpot, DocsTopic } from '../topic.js';
import { pagePlace } from './places.js';

/**
 * Weights as one page lists them, held against another page: one by one in their order, because the words of their
 * conditions differ between languages. All of them are shown, whichever changed.
 */
const claims = (
  weights: readonly WeightFact[],
  valueOf: (weight: WeightFact) => string | undefined,
): readonly DocsClaim[] => {
  const all = listWeights(weights);
  return weights.flatMap((weight, index) => {
    const value = valueOf(weight);
    return value === undefined
      ? []
      : [{ subject: String(index), value, shown: all, quote: weight.quote, at: weight.at }];
  });
};

const listWeights = (weights: readonly WeightFact[]): string =>
  weights
    .map(
      ({ value, scope, condition }) =>
        `${value}${scope ? ` (${scope})` : ''}${condition ? ` [${condition.text}]` : ''}`,
    )
    .join(', ');

/** What the weight is for, as far as its words are understood. */
const caseOf = ({ condition }: WeightFact): string =>
  condition?.parameter === undefined ? '' : ` ${condition.given === false ? 'without' : 'with'} ${condition.parameter}`;

const spot = (facts: EndpointFacts): DocsSpot => {
  const place = facts.weights[0] ?? pagePlace(facts);
  return { at: place.at, quote: place.quote };
};

export const pageWeightTopic: DocsTopic<EndpointFacts> = {
  name: 'request weight',
  docs: ({ weights }) => claims(weights, (weight) => `${weight.value}${caseOf(weight)}`),
  docsPlace: spot,
  list: ({ weights }) => listWeights(weights),
  // A case that one page words in a way that is understood, and another does not, is no disagreement.
  alike: (left, right) =>
    left.value === right.value ||
    (left.value.split(' ')[0] === right.value.split(' ')[0] && left.value.includes(' ') !== right.value.includes(' ')),
  tokens: () => ['x-request-weight'],
  silenceCounts: true,
  severity: 'refused',
};

/** Many pages leave the scope out; then they say nothing about it. */
export const pageWeightScopeTopic: DocsTopic<EndpointFacts> = {
  ...pageWeightTopic,
  name: 'scope of the request weight',
  docs: ({ weights }) => claims(weights, (weight) => weight.scope),
  inCapture: ({ weights }, subject) => weights[Number(subject)] !== undefined,
  alike: (left, right) => left.value === right.value,
  tokens: () => ['x-request-weight', 'scope'],
  silenceCounts: false,
};

/** The number in a claim; a case that is not listed weighs nothing. */
export const weightOf = (claim: DocsClaim | undefined): number => Number(claim?.value.split(' ', 1)[0] ?? 0);
