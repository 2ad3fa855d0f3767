import type { DriftSeverity } from '../drift/types.js';
import type { ReportNote } from './model.js';

/** What a severity does to a caller, as every format words it. */
export const SEVERITY_WORDS: Readonly<Record<DriftSeverity, string>> = {
  'breaks-call': 'would break calls',
  refused: 'would be refused',
  mistyped: 'would be mistyped',
  cosmetic: 'cosmetic',
};

/** What a note is about. */
export const NOTE_WORDS: Readonly<Record<ReportNote['kind'], string>> = {
  'not-checked': 'not checked',
  'not-in-spec': 'not in the spec',
  'not-seen': 'not seen',
  news: 'news',
};

/** `3 findings`, `1 finding`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
