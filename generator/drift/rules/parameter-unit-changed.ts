import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { unitTopic } from '../topics/parameter-words.js';

/** Milliseconds where there were seconds: the value means something else. */
export const parameterUnitChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-unit-changed',
  severity: ({ kind }) => (kind === 'changed' ? 'refused' : 'cosmetic'),
  topic: unitTopic,
  on: ['changed', 'added', 'removed'],
};
