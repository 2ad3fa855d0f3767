import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { lengthTopic } from '../topics/parameter-length.js';

/** How long a text may be. */
export const parameterLengthChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-length-changed',
  severity: ({ kind }) => (kind === 'removed' ? 'cosmetic' : 'refused'),
  topic: lengthTopic,
  on: ['changed', 'added', 'removed'],
};
