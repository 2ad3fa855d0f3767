import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageWeightTopic, weightOf } from '../topics/page-weight.js';

/** A call that counts more than its caller reckons with runs into the limit. */
export const requestWeightChanged: ChangeRule<EndpointFacts> = {
  id: 'request-weight-changed',
  severity: ({ older, newer }) => (weightOf(newer) > weightOf(older) ? 'refused' : 'cosmetic'),
  topic: pageWeightTopic,
  on: ['changed', 'added', 'removed'],
};
