import type { SpecRule } from '../topic.js';
import { methodTopic } from '../topics/address.js';

/** A page documents another method than the operation that links to it. */
export const operationMethod: SpecRule = {
  id: 'operation-method',
  severity: 'breaks-call',
  topic: methodTopic,
  on: ['differs'],
};
