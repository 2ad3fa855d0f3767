import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { securityTopic } from '../topics/address.js';

/** Another permission: a key without it is refused. */
export const securityTypeChanged: ChangeRule<EndpointFacts> = {
  id: 'security-type-changed',
  severity: ({ newer }) => (newer?.value === 'NONE' ? 'cosmetic' : 'refused'),
  topic: securityTopic,
  on: ['changed'],
};
