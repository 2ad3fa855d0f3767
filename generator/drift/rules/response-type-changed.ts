import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { tableTypeTopic } from '../topics/page-response.js';

/** By the response table. */
export const responseTypeChanged: ChangeRule<EndpointFacts> = {
  id: 'response-type-changed',
  severity: 'mistyped',
  topic: tableTypeTopic,
  on: ['changed'],
};
