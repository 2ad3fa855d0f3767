import type { ExchangeClock } from '../clock/clock.js';
import type { Limiter } from '../limits/types.js';
import type { Failover } from '../send/failover.js';
import type { Origin, Signer, Transport } from '../send/wire.js';
import type { EventPlace, Watch } from '../watch/watch.js';
import type { CallLimits } from './call-options.js';
import type { CallLife } from './life.js';
import type { Plan } from './plan.js';
import type { AnyOperation, Parameter } from './request.js';
import type { Settings } from './settings.js';
import type { UsageBook } from './usage-book.js';

/** One call while it runs: what the steps share. */
export interface Call {
  readonly operation: AnyOperation;
  readonly plan: Plan;
  readonly life: CallLife;
  /** As the caller gave them, without what interceptors and signing add. */
  readonly parameters: readonly Parameter[];
  readonly limits: CallLimits;
  /** Counts the calls of a client from 1. */
  readonly number: number;
}

/** What the steps work with, the same for all calls of a client. */
export interface Tools {
  readonly settings: Settings;
  readonly signer: Signer | undefined;
  readonly transport: Transport;
  readonly watch: Watch;
  readonly usage: UsageBook;
  /** The user's, or else the one that only obeys 429 and 418. */
  readonly limiter: Limiter;
  readonly failover: Failover;
  readonly clockFor: (operation: AnyOperation) => ExchangeClock;
}

/** The part of every event that says which attempt it is about. */
export const placeOf = (call: Call): EventPlace => ({
  operation: call.operation.name,
  call: call.number,
  attempt: call.life.attempt,
});

/** Where the attempt goes. */
export const originOf = (call: Call): Origin => call.life.origin ?? call.plan.origin;
