import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { conditionTopic } from '../topics/conditions.js';
import { isMandatory } from '../topics/page-mandatory.js';

/** A parameter goes with a case now, or with every case. */
export const parameterConditionChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-condition-changed',
  severity: ({ kind, subject }, newer) => (kind === 'added' || isMandatory(newer, subject) ? 'refused' : 'cosmetic'),
  topic: conditionTopic,
  on: ['added', 'removed'],
};
