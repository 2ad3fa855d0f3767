import type { ParameterFact } from '../../docs/types.js';
import type { DocsClaim, Topic } from '../topic.js';
import { findParameter, operationPlace, rowPlace, SIGNING_PARAMETERS } from './places.js';

const CONDITIONAL = { value: 'conditional' } as const;

/** What the row rests on: the words that were recognised, or all of a description that speaks of the case. */
const wordsOf = ({ mandatory, description }: ParameterFact): string => {
  const words = mandatory?.because ?? description?.quote ?? mandatory?.quote ?? '';
  return words.length > 120 ? `${words.slice(0, 119)}…` : words;
};

/**
 * Whether a parameter goes with a case. A page says so in words, the spec by naming it in `x-conditions`. Which case it
 * is stays with the reader: words for it are too free to be held against a condition.
 */
export const conditionTopic: Topic = {
  name: 'condition',
  docs: (facts) =>
    facts.parameters?.rows.flatMap((row): readonly DocsClaim[] =>
      row.mandatory?.meaning === 'conditional' && !SIGNING_PARAMETERS.includes(row.name)
        ? [
            {
              ...CONDITIONAL,
              subject: row.name,
              shown: wordsOf(row),
              quote: row.quote,
              at: row.description?.at ?? row.mandatory.at,
            },
          ]
        : [],
    ),
  spec: ({ conditioned }) => conditioned.map((name) => ({ ...CONDITIONAL, subject: name, shown: 'conditional' })),
  specPlace: (operation, name) => operationPlace(operation, 'x-conditions', name),
  docsPlace: rowPlace,
  tokens: (name) => ['x-conditions', name],
  inSpec: (operation, name) => findParameter(operation, name) !== undefined,
  inCapture: (facts, name) => facts.parameters?.rows.some((row) => row.name === name) ?? false,
  silenceCounts: false,
  severity: 'refused',
};
