import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageMandatoryTopic } from '../topics/page-mandatory.js';

/** By what the row means: YES with a default is not required. */
export const parameterRequiredChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-required-changed',
  severity: ({ newer }) => (newer?.value === 'required' ? 'refused' : 'cosmetic'),
  topic: pageMandatoryTopic,
  on: ['changed', 'added', 'removed'],
};
