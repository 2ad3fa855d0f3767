import type { LoneRule } from '../topic.js';

/** A waiver whose page or spec has changed since. */
export const waiverStale: LoneRule = { id: 'waiver-stale', severity: 'cosmetic' };
