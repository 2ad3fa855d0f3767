import type { Condition, WhenCondition } from '../core/extensions.js';
import { code, doc, type DocText } from '../core/prose.js';
import type { Parameters } from './check-condition.js';

/** A condition in words, for the comment above the params. */
export const sentencesFor = (condition: Condition, parameters: Parameters): readonly DocText[] => {
  if ('atLeastOne' in condition) return [doc`Give at least one of ${listed(condition.atLeastOne, 'and')}.`];
  if ('exactlyOne' in condition) return [doc`Give exactly one of ${listed(condition.exactlyOne, 'and')}.`];
  const { when } = condition;
  const orAbsent = parameters.get(when.parameter)?.model.required === true ? '' : ' or left out';
  return [
    ...demandSentence(doc`When ${code(when.parameter)} is ${listed(when.in, 'or')}`, condition),
    ...demandSentence(doc`When ${code(when.parameter)} is anything else${orAbsent}`, condition.else),
  ];
};

const demandSentence = (
  when: DocText,
  demands: Pick<WhenCondition, 'require' | 'forbid'> | undefined,
): readonly DocText[] => [
  ...(demands?.require === undefined ? [] : [doc`${when}, give ${listed(demands.require, 'and')}.`]),
  ...(demands?.forbid === undefined ? [] : [doc`${when}, leave out ${listed(demands.forbid, 'and')}.`]),
];

const listed = (names: readonly string[], word: string): DocText => {
  const spans = names.map((name) => code(name).text);
  return spans.length < 2
    ? doc`${spans.join('')}`
    : doc`${spans.slice(0, -1).join(', ')} ${word} ${spans.at(-1) ?? ''}`;
};
