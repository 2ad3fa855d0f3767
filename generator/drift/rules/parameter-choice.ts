import type { SpecRule } from '../topic.js';
import { choiceTopic } from '../topics/choices.js';

/** The page asks for one of several parameters in every call, the spec lets calls through that have none, or all. */
export const parameterChoice: SpecRule = {
  id: 'parameter-choice',
  severity: 'refused',
  topic: choiceTopic,
  on: ['docs-only', 'differs'],
};
