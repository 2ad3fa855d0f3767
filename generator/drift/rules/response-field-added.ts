import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageFieldTopic } from '../topics/page-response.js';

/** A field more breaks nobody. */
export const responseFieldAdded: ChangeRule<EndpointFacts> = {
  id: 'response-field-added',
  severity: 'cosmetic',
  topic: pageFieldTopic,
  on: ['added'],
};
