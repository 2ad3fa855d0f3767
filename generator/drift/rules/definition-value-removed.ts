import type { ChangeRule } from '../topic.js';
import { definitionTopic, type DefinitionHalf } from '../topics/definitions.js';

/** A value that the exchange may no longer take. */
export const definitionValueRemoved: ChangeRule<DefinitionHalf> = {
  id: 'definition-value-removed',
  severity: 'refused',
  topic: definitionTopic,
  on: ['removed'],
};
