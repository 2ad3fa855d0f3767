import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageErrorCodeTopic } from '../topics/page-errors.js';

/** An error that is no longer listed. */
export const errorCodeRemoved: ChangeRule<EndpointFacts> = {
  id: 'error-code-removed',
  severity: 'cosmetic',
  topic: pageErrorCodeTopic,
  on: ['removed'],
};
