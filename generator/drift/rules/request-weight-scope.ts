import type { SpecRule } from '../topic.js';
import { weightScopeTopic } from '../topics/weight.js';

/** Whom the weight counts against. Pages that do not say are not held against the spec. */
export const requestWeightScope: SpecRule = {
  id: 'request-weight-scope',
  severity: 'refused',
  topic: weightScopeTopic,
  on: ['differs'],
};
