import type { SpecRule } from '../topic.js';
import { errorNameTopic } from '../topics/errors.js';

/** The exchange's own name of an error. */
export const errorName: SpecRule = {
  id: 'error-name',
  severity: 'cosmetic',
  topic: errorNameTopic,
  on: ['differs'],
};
