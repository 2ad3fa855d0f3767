import type { LoneRule } from '../topic.js';
import type { ChangeRuleId } from '../types.js';

/** A list of values that the older capture does not have. */
export const definitionAdded: LoneRule<ChangeRuleId> = { id: 'definition-added', severity: 'cosmetic' };
