import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageErrorMessageTopic } from '../topics/page-errors.js';

/** Callers match on the message, as one code can have several. */
export const errorMessageChanged: ChangeRule<EndpointFacts> = {
  id: 'error-message-changed',
  severity: 'cosmetic',
  topic: pageErrorMessageTopic,
  on: ['changed', 'added', 'removed'],
};
