import type { LoneRule } from '../topic.js';
import type { ChangeRuleId } from '../types.js';

/** An endpoint that the older capture does not have. */
export const endpointAdded: LoneRule<ChangeRuleId> = { id: 'endpoint-added', severity: 'cosmetic' };
