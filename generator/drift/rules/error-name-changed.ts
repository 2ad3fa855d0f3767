import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageErrorNameTopic } from '../topics/page-errors.js';

/** The exchange's own name of an error. */
export const errorNameChanged: ChangeRule<EndpointFacts> = {
  id: 'error-name-changed',
  severity: 'cosmetic',
  topic: pageErrorNameTopic,
  on: ['changed', 'added', 'removed'],
};
