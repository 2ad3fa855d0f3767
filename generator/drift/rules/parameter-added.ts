import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { isMandatory } from '../topics/page-mandatory.js';
import { presenceTopic } from '../topics/parameters.js';

/** A new parameter is news; one that is mandatory at once gets older calls refused. */
export const parameterAdded: ChangeRule<EndpointFacts> = {
  id: 'parameter-added',
  severity: ({ subject }, newer) => (isMandatory(newer, subject) ? 'refused' : 'cosmetic'),
  topic: presenceTopic,
  on: ['added'],
};
