import type { CallLimits } from './call-options.js';
import type { CallLife } from './life.js';
import type { Plan } from './plan.js';
import type { AnyOperation, Parameter } from './request.js';

/** One call while it runs: what the steps share. */
export interface Call {
  readonly operation: AnyOperation;
  readonly plan: Plan;
  readonly life: CallLife;
  /** As the caller gave them, without what interceptors and signing add. */
  readonly parameters: readonly Parameter[];
  readonly limits: CallLimits;
}
