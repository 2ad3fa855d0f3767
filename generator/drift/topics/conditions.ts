import type { EndpointFacts, ParameterFact } from '../../docs/types.js';
import type { DocsClaim, Topic } from '../topic.js';
import { findParameter, operationPlace, rowPlace, SIGNING_PARAMETERS } from './places.js';

const CONDITIONAL = { value: 'conditional' } as const;

/** What the row rests on: the words that were recognised, or all of a description that speaks of the case. */
const wordsOf = ({ mandatory, description }: ParameterFact): string => {
  const said = description?.quote ?? '';
  // A column of its own, such as CONDITIONAL, need not say in which case.
  const column = mandatory?.value === 'depends' ? mandatory.quote : '';
  const words = mandatory?.because ?? [column, said].filter((each) => each !== '').join(': ');
  return words.length > 120 ? `${words.slice(0, 119)}…` : words;
};

const inWords = (facts: EndpointFacts): readonly DocsClaim[] | undefined =>
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
  );

const isOptional = ({ parameters }: EndpointFacts, name: string): boolean =>
  parameters?.rows.some((row) => row.name === name && row.mandatory?.meaning === 'optional') ?? false;

/** Rows of a table such as "Type | Additional mandatory parameters" name parameters whose own row may be silent. */
const inTables = (facts: EndpointFacts): readonly DocsClaim[] =>
  facts.conditions.flatMap(({ when, require }) =>
    require
      .filter((name) => isOptional(facts, name))
      .map((name) => ({
        ...CONDITIONAL,
        subject: name,
        shown: `mandatory with ${when.value}`,
        quote: when.quote,
        at: when.at,
      })),
  );

/** One claim for each parameter: the first that says so. */
const once = (claims: readonly DocsClaim[]): readonly DocsClaim[] =>
  claims.filter(({ subject }, index) => claims.findIndex((each) => each.subject === subject) === index);

/**
 * Whether a parameter goes with a case. A page says so in words, the spec by naming it in `x-conditions`. Which case it
 * is stays with the reader: words for it are too free to be held against a condition.
 */
export const conditionTopic: Topic = {
  name: 'condition',
  docs: inWords,
  docsForSpec: (facts) => {
    const words = inWords(facts);
    return words && once([...words, ...inTables(facts)]);
  },
  spec: ({ conditioned }) => conditioned.map((name) => ({ ...CONDITIONAL, subject: name, shown: 'conditional' })),
  specPlace: (operation, name) => operationPlace(operation, 'x-conditions', name),
  docsPlace: rowPlace,
  tokens: (name) => ['x-conditions', name],
  inSpec: (operation, name) => findParameter(operation, name) !== undefined,
  inCapture: (facts, name) => facts.parameters?.rows.some((row) => row.name === name) ?? false,
  silenceCounts: false,
  severity: 'refused',
};
