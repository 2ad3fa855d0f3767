import type { SpecRule } from '../topic.js';
import { valuesTopic } from '../topics/parameters.js';

/** The values a parameter may have. */
export const parameterValues: SpecRule = {
  id: 'parameter-values',
  severity: 'mistyped',
  topic: valuesTopic,
  on: ['differs', 'docs-only', 'spec-only'],
};
