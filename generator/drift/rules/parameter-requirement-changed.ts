import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { asksForMore, requirementTopic } from '../topics/requirements.js';

/** What one value of a parameter makes mandatory besides it. */
export const parameterRequirementChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-requirement-changed',
  severity: ({ older, newer }) => (asksForMore(older, newer) ? 'refused' : 'cosmetic'),
  topic: requirementTopic,
  on: ['changed', 'added', 'removed'],
};
