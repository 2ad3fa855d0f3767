import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { shapeTopic } from '../topics/response.js';

/** A list instead of an object: every field is read from the wrong place. */
export const responseShapeChanged: ChangeRule<EndpointFacts> = {
  id: 'response-shape-changed',
  severity: 'mistyped',
  topic: shapeTopic,
  on: ['changed'],
};
