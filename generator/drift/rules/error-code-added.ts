import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageErrorCodeTopic } from '../topics/page-errors.js';

/** An error that callers do not know yet. */
export const errorCodeAdded: ChangeRule<EndpointFacts> = {
  id: 'error-code-added',
  severity: 'cosmetic',
  topic: pageErrorCodeTopic,
  on: ['added'],
};
