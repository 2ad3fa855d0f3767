import type { DriftSeverity } from './types.js';

/** What a count of findings does to a caller: `3 would be refused`. */
export const SEVERITY_COUNTS: Readonly<Record<DriftSeverity, string>> = {
  'breaks-call': 'would break calls',
  refused: 'would be refused',
  mistyped: 'would be mistyped',
  cosmetic: 'cosmetic',
};
