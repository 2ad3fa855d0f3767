import type { LoneRule } from '../topic.js';

/** Two pages document one operation. */
export const pageDuplicate: LoneRule = { id: 'page-duplicate', severity: 'cosmetic' };
