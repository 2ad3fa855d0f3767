import type { SpecRule } from '../topic.js';
import { weightTopic } from '../topics/weight.js';

/** A weight that is too low here gets a caller banned; one that is too high wastes their limit. */
export const requestWeight: SpecRule = {
  id: 'request-weight',
  severity: 'refused',
  topic: weightTopic,
  on: ['differs', 'docs-only', 'spec-only'],
};
