import type { ChangeRule } from '../topic.js';
import { definitionTopic, type DefinitionHalf } from '../topics/definitions.js';

/** A value that callers do not know yet. */
export const definitionValueAdded: ChangeRule<DefinitionHalf> = {
  id: 'definition-value-added',
  severity: 'cosmetic',
  topic: definitionTopic,
  on: ['added'],
};
