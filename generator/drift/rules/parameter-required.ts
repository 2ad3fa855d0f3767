import type { SpecRule } from '../topic.js';
import { requiredTopic } from '../topics/parameters.js';

/**
 * By what the row means: YES with a default is not required. Asked for less than the docs: the call is refused.
 * More: callers must send what they need not.
 */
export const parameterRequired: SpecRule = {
  id: 'parameter-required',
  severity: (mismatch) => (mismatch.docs?.value === 'required' ? 'refused' : 'mistyped'),
  topic: requiredTopic,
  on: ['differs'],
};
