import type { LoneRule } from '../topic.js';
import type { ChangeRuleId } from '../types.js';

/** Told only with evidence: the change log, the navigation, or a complete capture without it. */
export const endpointRemoved: LoneRule<ChangeRuleId> = { id: 'endpoint-removed', severity: 'breaks-call' };
