import type { SpecRule } from '../topic.js';
import { errorCodeTopic } from '../topics/errors.js';

/** The page lists an error that the spec does not know. */
export const errorCodeMissing: SpecRule = {
  id: 'error-code-missing',
  severity: 'cosmetic',
  topic: errorCodeTopic,
  on: ['docs-only'],
};
