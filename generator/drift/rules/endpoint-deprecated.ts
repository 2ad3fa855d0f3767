import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageDeprecationTopic } from '../topics/deprecation.js';

/** Calls will fail one day, and the page says so now. */
export const endpointDeprecated: ChangeRule<EndpointFacts> = {
  id: 'endpoint-deprecated',
  severity: ({ kind }) => (kind === 'removed' ? 'cosmetic' : 'breaks-call'),
  worst: 'breaks-call',
  topic: pageDeprecationTopic,
  on: ['changed', 'added', 'removed'],
};
