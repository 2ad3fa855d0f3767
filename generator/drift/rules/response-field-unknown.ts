import type { SpecRule } from '../topic.js';
import { fieldTopic } from '../topics/response.js';

/** The type of the answer promises a field that the page does not show. */
export const responseFieldUnknown: SpecRule = {
  id: 'response-field-unknown',
  severity: 'mistyped',
  topic: fieldTopic,
  on: ['spec-only'],
};
