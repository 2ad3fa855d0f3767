import type { SpecRule } from '../topic.js';
import { fieldTopic } from '../topics/response.js';

/** The page shows a field that the type of the answer lacks. */
export const responseFieldMissing: SpecRule = {
  id: 'response-field-missing',
  severity: 'mistyped',
  topic: fieldTopic,
  on: ['docs-only'],
};
