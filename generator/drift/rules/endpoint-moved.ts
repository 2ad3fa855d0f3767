import type { LoneRule } from '../topic.js';
import type { ChangeRuleId } from '../types.js';

/** Another method or path for what is the same endpoint. */
export const endpointMoved: LoneRule<ChangeRuleId> = { id: 'endpoint-moved', severity: 'breaks-call' };
