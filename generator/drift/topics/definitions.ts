import type { DefinitionFact, Fact } from '../../docs/types.js';
import type { DocsTopic } from '../topic.js';

/** A definition as a half to compare: nothing of it is ever said to be cut off. */
export type DefinitionHalf = DefinitionFact & { readonly file: string; readonly incomplete?: Fact };

/** Which values a list of the common definitions has. */
export const definitionTopic: DocsTopic<DefinitionHalf> = {
  name: 'value',
  docs: ({ values }) =>
    values.map(({ value, quote, at }) => ({ subject: value, value: 'listed', shown: value, quote, at })),
  docsPlace: ({ title, values }, subject) => {
    const place = values.find(({ value }) => value === subject) ?? title;
    return { at: place.at, quote: place.quote };
  },
  tokens: (value) => ['values', value],
  silenceCounts: true,
  severity: 'mistyped',
};
