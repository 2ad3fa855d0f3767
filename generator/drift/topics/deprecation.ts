import type { EndpointFacts } from '../../docs/types.js';
import type { DocsTopic, Topic } from '../topic.js';
import { operationPlace, pagePlace } from './places.js';

const numbersIn = (text: string): string => (text.match(/\d+/g) ?? []).map(Number).join(' ');

/** That an endpoint is to go. A page, or a half of one, that is silent says nothing about it. */
export const deprecationTopic: Topic = {
  name: 'deprecation',
  docs: ({ deprecated }) =>
    deprecated
      ? [
          {
            subject: '',
            value: numbersIn(deprecated.value),
            shown: `"${deprecated.value}"`,
            quote: deprecated.quote,
            at: deprecated.at,
          },
        ]
      : [],
  spec: ({ deprecated }) => (deprecated ? [{ subject: '', value: 'deprecated', shown: 'deprecated' }] : []),
  specPlace: (operation) => operationPlace(operation, 'deprecated'),
  docsPlace: pagePlace,
  tokens: () => ['deprecated'],
  agrees: () => true,
  alike: () => true,
  silenceCounts: false,
  severity: 'breaks-call',
};

/** Between captures another day counts as well: its words do not. */
export const pageDeprecationTopic: DocsTopic<EndpointFacts> = {
  ...deprecationTopic,
  alike: (left, right) => left.value === right.value,
};
