import type { LoneRule } from '../topic.js';
import type { ChangeRuleId } from '../types.js';

/** An event that a complete capture no longer has: nobody gets it any more. */
export const eventRemoved: LoneRule<ChangeRuleId> = { id: 'event-removed', severity: 'mistyped' };
