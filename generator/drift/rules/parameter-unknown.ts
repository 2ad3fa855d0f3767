import type { SpecRule } from '../topic.js';
import { presenceTopic } from '../topics/parameters.js';

/** The spec has it, the page does not list it: the exchange may refuse a call that sends it. */
export const parameterUnknown: SpecRule = {
  id: 'parameter-unknown',
  severity: 'refused',
  topic: presenceTopic,
  on: ['spec-only'],
};
