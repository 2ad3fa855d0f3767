import type { SpecRule } from '../topic.js';
import { pathTopic } from '../topics/address.js';

/** A page documents another path than the operation that links to it. */
export const operationPath: SpecRule = {
  id: 'operation-path',
  severity: 'breaks-call',
  topic: pathTopic,
  on: ['differs'],
};
