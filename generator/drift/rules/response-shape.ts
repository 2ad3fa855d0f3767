import type { SpecRule } from '../topic.js';
import { shapeTopic } from '../topics/response.js';

/** A list where the spec has an object, or the other way round: every field is read from the wrong place. */
export const responseShape: SpecRule = {
  id: 'response-shape',
  severity: 'mistyped',
  topic: shapeTopic,
  on: ['differs'],
};
