import type { LoneRule } from '../topic.js';
import type { ChangeRuleId } from '../types.js';

/** A list of values that the page no longer has; nothing says that its values are refused. */
export const definitionRemoved: LoneRule<ChangeRuleId> = { id: 'definition-removed', severity: 'cosmetic' };
