import type { SpecRule } from '../topic.js';
import { conditionTopic } from '../topics/conditions.js';

/** The page ties a parameter to a case, the spec takes it in every case or in none: some calls are refused. */
export const parameterCondition: SpecRule = {
  id: 'parameter-condition',
  severity: 'refused',
  topic: conditionTopic,
  on: ['docs-only'],
};
