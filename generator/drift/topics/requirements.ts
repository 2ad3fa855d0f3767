import { comparable } from '../../core/plain-text.js';
import type { EndpointFacts } from '../../docs/types.js';
import type { DocsClaim, DocsTopic } from '../topic.js';
import { pagePlace } from './places.js';

/** Tables such as "Type | Additional mandatory parameters". The spec has them in its conditions, in a freer form. */
export const requirementTopic: DocsTopic<EndpointFacts> = {
  name: 'what else is mandatory',
  docs: ({ conditions, parameters }) =>
    conditions.length === 0 && !parameters
      ? undefined
      : conditions.map(({ when, require }) => ({
          subject: comparable(when.value),
          value: [...require].sort().join(','),
          shown: require.length === 0 ? 'nothing' : require.join(', '),
          quote: `${when.quote}: ${require.join(', ')}`,
          at: when.at,
        })),
  docsPlace: (facts, subject) => {
    const row = facts.conditions.find(({ when }) => comparable(when.value) === subject) ?? facts.conditions[0];
    return row ? { at: row.when.at, quote: row.when.quote } : pagePlace(facts);
  },
  tokens: (subject) => ['x-conditions', subject],
  silenceCounts: false,
  severity: 'refused',
};

/** Whether the newer claim makes something mandatory that the older one does not. */
export const asksForMore = (older: DocsClaim | undefined, newer: DocsClaim | undefined): boolean => {
  const known = older?.value.split(',') ?? [];
  return (newer?.value ?? '').split(',').some((name) => name !== '' && !known.includes(name));
};
