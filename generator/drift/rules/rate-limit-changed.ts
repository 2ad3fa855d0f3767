import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { rateLimitTopic } from '../topics/rate-limits.js';

/** A limit besides the weight. */
export const rateLimitChanged: ChangeRule<EndpointFacts> = {
  id: 'rate-limit-changed',
  severity: ({ kind }) => (kind === 'removed' ? 'cosmetic' : 'refused'),
  topic: rateLimitTopic,
  on: ['changed', 'added', 'removed'],
};
