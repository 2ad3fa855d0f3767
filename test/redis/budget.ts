import type { LimiterOptions } from '../../templates/runtime/limits/limiter-options.js';

export const PREFIX = 'hammered';
export const LIMIT = 300;

/** So much a second, for all processes together. */
export const LIMITS: NonNullable<LimiterOptions['limits']> = [
  { scope: 'IP', family: 'papi', interval: '1S', limit: LIMIT },
];
