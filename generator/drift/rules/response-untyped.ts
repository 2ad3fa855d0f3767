import type { SpecRule } from '../topic.js';
import { untypedTopic } from '../topics/response.js';

/** A bare object in the spec where the page shows fields. */
export const responseUntyped: SpecRule = {
  id: 'response-untyped',
  severity: 'mistyped',
  topic: untypedTopic,
  on: ['differs'],
};
