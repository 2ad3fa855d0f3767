import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { defaultTopic } from '../topics/parameters.js';

/** What holds when the parameter is not sent: nothing is refused for it. */
export const parameterDefaultChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-default-changed',
  severity: ({ kind }) => (kind === 'changed' ? 'mistyped' : 'cosmetic'),
  worst: 'mistyped',
  topic: defaultTopic,
  on: ['changed', 'added', 'removed'],
};
