import type { SpecRule } from '../topic.js';
import { errorMessageTopic } from '../topics/errors.js';

/** Callers match on the message, as one code can have several. */
export const errorMessage: SpecRule = {
  id: 'error-message',
  severity: 'cosmetic',
  topic: errorMessageTopic,
  on: ['docs-only', 'spec-only'],
};
