import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { patternTopic } from '../topics/parameter-words.js';

/** What a text has to look like. */
export const parameterPatternChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-pattern-changed',
  severity: ({ kind }) => (kind === 'removed' ? 'cosmetic' : 'refused'),
  topic: patternTopic,
  on: ['changed', 'added', 'removed'],
};
