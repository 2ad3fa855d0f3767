import type { SpecRule } from '../topic.js';
import { fieldTypeTopic } from '../topics/response-type.js';

/** By the table where the page has one, else by its examples. */
export const responseType: SpecRule = {
  id: 'response-type',
  severity: 'mistyped',
  topic: fieldTypeTopic,
  on: ['differs'],
};
