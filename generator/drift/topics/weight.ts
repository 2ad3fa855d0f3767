import type { RequestWeight } from '../../core/extensions.js';
import type { EndpointFacts, WeightFact } from '../../docs/types.js';
import type { SpecClaim, Topic } from '../topic.js';
import { operationPlace, pagePlace } from './places.js';

/**
 * The case a weight is for. `''` is the rule, `without symbol` its exception: pages say "1 for a single symbol, 40 when
 * omitted", the spec `[{value: 40, when: {symbol: []}}, {value: 1}]`. A second case with a parameter keeps its name.
 */
const docsCase = (weight: WeightFact, index: number): string => {
  const condition = weight.condition;
  if (!condition) return index === 0 ? '' : `case ${index + 1}`;
  if (condition.given === false) return `without ${condition.parameter ?? 'it'}`;
  return index === 0 ? '' : `with ${condition.parameter ?? condition.text}`;
};

const specCase = ({ when }: RequestWeight): string => {
  const [parameter, values] = Object.entries(when ?? {})[0] ?? [];
  if (parameter === undefined || values === undefined) return '';
  return values.length === 0 ? `without ${parameter}` : `with ${parameter}`;
};

const placeOf = (facts: EndpointFacts): { at: WeightFact['at']; quote: string } => facts.weights[0] ?? pagePlace(facts);

const claim = (subject: string, value: string, when: string = subject): SpecClaim => ({
  subject,
  value,
  shown: when === '' ? value : `${value} (${when})`,
});

/** A case whose words are not understood is shown in them. */
const shownCase = (weight: WeightFact, index: number): string => {
  const { condition } = weight;
  if (index === 0 || condition?.parameter !== undefined) return docsCase(weight, index);
  return condition?.text ?? 'another case';
};

export const weightTopic: Topic = {
  name: 'request weight',
  docs: ({ weights }) =>
    weights.length === 0
      ? undefined
      : weights.map((weight, index) => ({
          ...claim(docsCase(weight, index), String(weight.value), shownCase(weight, index)),
          quote: weight.quote,
          at: weight.at,
        })),
  spec: ({ weights }) => weights.map((weight) => claim(specCase(weight), String(weight.value))),
  specPlace: (operation) => operationPlace(operation, 'x-request-weight'),
  docsPlace: (facts) => ({ at: placeOf(facts).at, quote: placeOf(facts).quote }),
  tokens: () => ['x-request-weight'],
  silenceCounts: true,
  severity: 'refused',
};

/** Many pages leave the scope out; then they say nothing about it. */
export const weightScopeTopic: Topic = {
  ...weightTopic,
  name: 'scope of the request weight',
  docs: ({ weights }) =>
    weights.flatMap((weight, index) =>
      weight.scope ? [{ ...claim(docsCase(weight, index), weight.scope), quote: weight.quote, at: weight.at }] : [],
    ),
  spec: ({ weights }) => weights.map((weight) => claim(specCase(weight), weight.scope)),
  specPlace: (operation) => {
    const { at } = operationPlace(operation, 'x-request-weight', '0', 'scope');
    return { pointer: operationPlace(operation, 'x-request-weight', 'scope').pointer, at };
  },
  tokens: () => ['x-request-weight', 'scope'],
  silenceCounts: false,
};
