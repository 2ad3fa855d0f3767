import { CHOICES, type Choice, type Condition, type Demands, type WhenCondition } from '../core/extensions.js';
import { code, doc, type DocText } from '../core/prose.js';
import type { Parameters } from './check-condition.js';

const QUANTITY: Readonly<Record<Choice, DocText>> = {
  atLeastOne: doc`at least one`,
  exactlyOne: doc`exactly one`,
  atMostOne: doc`at most one`,
};

/** A condition in words, for the comment above the params. */
export const sentencesFor = (condition: Condition, parameters: Parameters): readonly DocText[] => {
  if (!('when' in condition)) {
    return choicesIn(condition).map(([choice, names]) => doc`Give ${QUANTITY[choice]} of ${listed(names, 'and')}.`);
  }
  const [holds, otherwise] = casesOf(condition, parameters);
  return [...demandSentences(holds, condition), ...demandSentences(otherwise, condition.else ?? {})];
};

/** The case, and all others. */
const casesOf = ({ when }: WhenCondition, parameters: Parameters): readonly [DocText, DocText] => {
  const name = code(when.parameter);
  if ('given' in when) return [doc`When ${name} is given`, doc`When ${name} is left out`];
  const orAbsent = parameters.get(when.parameter)?.model.required === true ? '' : ' or left out';
  return [doc`When ${name} is ${listed(when.in, 'or')}`, doc`When ${name} is anything else${orAbsent}`];
};

const demandSentences = (when: DocText, demands: Demands): readonly DocText[] => [
  ...(demands.require === undefined ? [] : [doc`${when}, give ${listed(demands.require, 'and')}.`]),
  ...choicesIn(demands).map(([choice, names]) => doc`${when}, give ${QUANTITY[choice]} of ${listed(names, 'and')}.`),
  ...(demands.forbid === undefined ? [] : [doc`${when}, leave out ${listed(demands.forbid, 'and')}.`]),
];

/** The choices that demands leave, in a fixed order. */
const choicesIn = (demands: Demands): readonly (readonly [Choice, readonly string[]])[] =>
  CHOICES.flatMap((choice) => {
    const names = demands[choice];
    return names === undefined ? [] : [[choice, names] as const];
  });

const listed = (names: readonly string[], word: string): DocText => {
  const spans = names.map((name) => code(name).text);
  return spans.length < 2
    ? doc`${spans.join('')}`
    : doc`${spans.slice(0, -1).join(', ')} ${word} ${spans.at(-1) ?? ''}`;
};
