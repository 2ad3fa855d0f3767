import type { LoneRule } from '../topic.js';
import type { ChangeRuleId } from '../types.js';

/** An event that the older capture does not have. */
export const eventAdded: LoneRule<ChangeRuleId> = { id: 'event-added', severity: 'cosmetic' };
