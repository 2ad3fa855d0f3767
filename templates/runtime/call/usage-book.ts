import type { UsedWeight } from '../read/usage.js';
import type { AnyOperation } from './request.js';

const NOTHING: readonly UsedWeight[] = Object.freeze([]);

/** What the exchange counted when it last answered each operation. */
export class UsageBook {
  readonly #last = new WeakMap<AnyOperation, readonly UsedWeight[]>();

  of(operation: AnyOperation): readonly UsedWeight[] {
    return this.#last.get(operation) ?? NOTHING;
  }

  note(operation: AnyOperation, usage: readonly UsedWeight[]): void {
    if (usage.length > 0) this.#last.set(operation, usage);
  }
}
