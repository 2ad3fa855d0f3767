import { budgetsFor, type Budget, BUDGETS } from '../../../../templates/runtime/limits/budgets.js';
import type { LimitedAttempt, LimitNews } from '../../../../templates/runtime/limits/types.js';
import { pickWeight } from '../../../../templates/runtime/limits/weights.js';
import type { UsedWeight } from '../../../../templates/runtime/read/usage.js';

const MINUTE = 60_000;

/** What arrived for one limit, and the most there ever was: by the clock's minute, and within any minute. */
export class Meter {
  readonly #arrivals: { readonly at: number; readonly weight: number }[] = [];
  #start = 0;
  #sliding = 0;
  #minute = 0;
  #fixed = 0;
  own = 0;
  lastAt = 0;
  /** When a call of the limiter's arrived. */
  peak: { fixed: number; sliding: number } = { fixed: 0, sliding: 0 };

  /** What others send counts, but it is not for the limiter to keep them from it. */
  add(weight: number, isOwn: boolean): void {
    const at = Date.now();
    this.#arrivals.push({ at, weight });
    this.#sliding += weight;
    for (let first = this.#arrivals[this.#start]; first !== undefined && first.at <= at - MINUTE; ) {
      this.#sliding -= first.weight;
      this.#start += 1;
      first = this.#arrivals[this.#start];
    }
    const minute = Math.floor(at / MINUTE);
    this.#fixed = minute === this.#minute ? this.#fixed + weight : weight;
    this.#minute = minute;
    if (!isOwn) return;
    this.own += weight;
    this.lastAt = at;
    this.peak.fixed = Math.max(this.peak.fixed, this.#fixed);
    this.peak.sliding = Math.max(this.peak.sliding, this.#sliding);
  }

  /** What the headers say: exchanges of both kinds are thinkable. */
  used(kind: 'fixed' | 'sliding'): number {
    return kind === 'sliding' ? this.#sliding : this.#fixed;
  }
}

const headerOf = ({ scope, family, interval }: Budget): string => {
  if (scope === 'ORDER') return `x-mbx-order-count-${interval.toLowerCase()}`;
  const start = family === 'sapi' ? `x-sapi-used-${scope.toLowerCase()}` : 'x-mbx-used';
  return `${start}-weight-${interval.toLowerCase()}`;
};

/** Counts as the documentation says: shared for /papi and /api, by endpoint for /sapi, and orders by account. */
export class SimulatedExchange {
  readonly meters: Map<string, { readonly meter: Meter; readonly limit: number }> = new Map();
  refusals = 0;

  constructor(readonly counts: 'fixed' | 'sliding') {}

  meter({ scope, family, endpoint, limit }: Budget, line: string): Meter {
    const key = `${scope} ${endpoint === undefined ? family : line}`;
    const known = this.meters.get(key) ?? { meter: new Meter(), limit };
    this.meters.set(key, known);
    return known.meter;
  }

  /** An attempt arrives now. */
  receive({ operation, parameters }: LimitedAttempt): LimitNews {
    const usage: UsedWeight[] = [];
    let refused = false;
    for (const { scope, value } of pickWeight(operation, parameters)) {
      for (const budget of budgetsFor(operation, BUDGETS).filter((known) => known.scope === scope)) {
        const meter = this.meter(budget, `${operation.method} ${operation.path}`);
        meter.add(value, true);
        const used = meter.used(this.counts);
        refused ||= used > budget.limit;
        usage.push({ scope, interval: budget.interval, used, header: headerOf(budget) });
      }
    }
    if (refused) this.refusals += 1;
    return { status: refused ? 429 : 200, code: refused ? -1003 : undefined, usage, retryAt: undefined };
  }
}
