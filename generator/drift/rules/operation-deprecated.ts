import type { SpecRule } from '../topic.js';
import { deprecationTopic } from '../topics/deprecation.js';

/** The page says that the endpoint is to go; users of the client are not told. */
export const operationDeprecated: SpecRule = {
  id: 'operation-deprecated',
  severity: 'breaks-call',
  topic: deprecationTopic,
  on: ['docs-only'],
};
