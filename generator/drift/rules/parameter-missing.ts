import type { SpecRule } from '../topic.js';
import { presenceTopic } from '../topics/parameters.js';

/** The page lists it, the spec does not: a caller cannot send it by name. */
export const parameterMissing: SpecRule = {
  id: 'parameter-missing',
  severity: 'refused',
  topic: presenceTopic,
  on: ['docs-only'],
};
