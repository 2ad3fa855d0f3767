import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { typeTopic } from '../topics/parameters.js';

/** Other values are let through. */
export const parameterTypeChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-type-changed',
  severity: ({ kind }) => (kind === 'changed' ? 'mistyped' : 'cosmetic'),
  worst: 'mistyped',
  topic: typeTopic,
  on: ['changed', 'added', 'removed'],
};
