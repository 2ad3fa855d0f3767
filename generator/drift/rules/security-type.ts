import type { SpecRule } from '../topic.js';
import { securityTopic } from '../topics/address.js';

/** The permission a key needs. With the wrong one the exchange refuses the call. */
export const securityType: SpecRule = {
  id: 'security-type',
  severity: 'refused',
  topic: securityTopic,
  on: ['differs', 'docs-only'],
};
