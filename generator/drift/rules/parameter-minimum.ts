import type { SpecRule } from '../topic.js';
import { minimumTopic } from '../topics/parameters.js';

/** Below it the exchange refuses the call. */
export const parameterMinimum: SpecRule = {
  id: 'parameter-minimum',
  severity: 'refused',
  topic: minimumTopic,
  on: ['differs', 'docs-only', 'spec-only'],
};
