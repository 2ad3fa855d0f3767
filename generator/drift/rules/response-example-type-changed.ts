import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { exampleTypeTopic } from '../topics/page-response.js';

/** By an example: a number that has quotes now. */
export const responseExampleTypeChanged: ChangeRule<EndpointFacts> = {
  id: 'response-example-type-changed',
  severity: 'mistyped',
  topic: exampleTypeTopic,
  on: ['changed'],
};
