import type { LoneRule } from '../topic.js';
import type { ChangeRuleId } from '../types.js';

/** Who waits for the old name waits in vain. */
export const eventRenamed: LoneRule<ChangeRuleId> = { id: 'event-renamed', severity: 'breaks-call' };
