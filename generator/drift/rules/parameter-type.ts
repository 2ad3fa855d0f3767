import type { SpecRule } from '../topic.js';
import { typeTopic } from '../topics/parameters.js';

/** The documented type and the schema let different values through. */
export const parameterType: SpecRule = {
  id: 'parameter-type',
  severity: 'mistyped',
  topic: typeTopic,
  on: ['differs'],
};
