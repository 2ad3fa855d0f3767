import type { SpecRule } from '../topic.js';
import { defaultTopic } from '../topics/parameters.js';

/** What holds when the parameter is not sent: the exchange decides that, so a wrong one only misleads. */
export const parameterDefault: SpecRule = {
  id: 'parameter-default',
  severity: ({ kind }) => (kind === 'differs' ? 'mistyped' : 'cosmetic'),
  worst: 'mistyped',
  topic: defaultTopic,
  on: ['differs', 'docs-only', 'spec-only'],
};
