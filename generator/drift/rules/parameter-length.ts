import type { SpecRule } from '../topic.js';
import { lengthTopic } from '../topics/parameter-length.js';

/** A text that is longer or shorter than the exchange takes is refused. */
export const parameterLength: SpecRule = {
  id: 'parameter-length',
  severity: 'refused',
  topic: lengthTopic,
  on: ['differs', 'docs-only', 'spec-only'],
};
