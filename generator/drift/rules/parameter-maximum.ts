import type { SpecRule } from '../topic.js';
import { maximumTopic } from '../topics/parameters.js';

/** Above it the exchange refuses the call. */
export const parameterMaximum: SpecRule = {
  id: 'parameter-maximum',
  severity: 'refused',
  topic: maximumTopic,
  on: ['differs', 'docs-only', 'spec-only'],
};
