import type { LoneRule } from '../topic.js';

/** A waiver that keeps nothing. */
export const waiverUnused: LoneRule = { id: 'waiver-unused', severity: 'cosmetic' };
