import type { SpecRule } from '../topic.js';
import { errorCodeTopic } from '../topics/errors.js';

/** The spec lists an error that the page does not. */
export const errorCodeUnknown: SpecRule = {
  id: 'error-code-unknown',
  severity: 'cosmetic',
  topic: errorCodeTopic,
  on: ['spec-only'],
};
