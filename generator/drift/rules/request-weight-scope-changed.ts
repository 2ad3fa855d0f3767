import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageWeightScopeTopic } from '../topics/page-weight.js';

/** The weight counts against another limit. */
export const requestWeightScopeChanged: ChangeRule<EndpointFacts> = {
  id: 'request-weight-scope-changed',
  severity: ({ kind }) => (kind === 'removed' ? 'cosmetic' : 'refused'),
  topic: pageWeightScopeTopic,
  on: ['changed', 'added', 'removed'],
};
