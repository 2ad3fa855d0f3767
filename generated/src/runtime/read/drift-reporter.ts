import type { ResponseKind } from '../operation.js';

/** Where a decoded answer differs from what the spec says of it, by paths such as `$.rows[].newField`. No values. */
export interface ResponseDrift {
  /** Fields that the spec does not know. */
  readonly unknown: readonly string[];
  /** Fields that the spec says are always there, and that were not. */
  readonly missing: readonly string[];
}

/** Compares a decoded answer with its kind. */
export type DriftReporter = (kind: ResponseKind, data: unknown) => ResponseDrift;
