import type { Settlement } from '../operation.js';
import { fieldOf, type Found } from './find-rows.js';

/**
 * What became of a write. `carried-out`: the exchange did it, and `evidence` is its record, or the setting as it was
 * asked for; undefined for what is gone, as it was to be. `not-carried-out`: it did
 * not, and will not any more; `evidence` is a record that says so, where there is one. `undecided`: nobody can tell yet;
 * `candidates` are the records that it may be.
 */
export type Reconciliation =
  | { readonly outcome: 'carried-out'; readonly evidence: unknown }
  | { readonly outcome: 'not-carried-out'; readonly evidence: unknown }
  | { readonly outcome: 'undecided'; readonly candidates: readonly unknown[] };

/** What queries know of the write, and the one of them that says so. */
export interface LookedUp {
  readonly settlement: Settlement;
  readonly found: Found;
}

const stateOf = (settlement: Settlement, record: unknown): 'done' | 'failed' | 'pending' => {
  const { state } = settlement;
  if (state === undefined) return 'done';
  const text = fieldOf(record, state.field);
  if (state.done.includes(String(text))) return 'done';
  return state.failed.includes(String(text)) ? 'failed' : 'pending';
};

/** A setting can have been so before the write, and what is to be gone can be there still. */
const isJudgedLate = ({ equal, rows, absence }: Settlement): boolean =>
  equal !== undefined || absence === 'done' || (rows !== undefined && rows.time === undefined);

/** What can be said at once, whatever else may come. */
export const judgeNow = ({ settlement, found }: LookedUp): Reconciliation | undefined => {
  const { fitting, doubtful } = found;
  const [record] = fitting;
  if (record === undefined || isJudgedLate(settlement)) return undefined;
  const states = fitting.map((one) => stateOf(settlement, one));
  const hasFailed = states.every((state) => state === 'failed');
  // A record that is found by its amount may be of an attempt before, and the write itself still on its way.
  if (hasFailed) return settlement.rows === undefined ? { outcome: 'not-carried-out', evidence: record } : undefined;
  if (fitting.length + doubtful.length > 1) return { outcome: 'undecided', candidates: [...fitting, ...doubtful] };
  return states[0] === 'done' ? { outcome: 'carried-out', evidence: record } : undefined;
};

/** Orders without a trade are forgotten after three days, and long spans of records are cut. */
const FORGOTTEN_MS = 2 * 24 * 3_600_000;

/** Of settings, and of what is to be gone: they are as asked for, or nobody can tell why not. */
const judgeSetting = (settlement: Settlement, { fitting, doubtful, isWhole }: Found): boolean => {
  if (settlement.absence === 'done') return fitting.length + doubtful.length === 0 && isWhole;
  return fitting.length === 1 && doubtful.length === 0 && stateOf(settlement, fitting[0]) === 'done';
};

/** What can be said once nothing more can come. `over`: for how many milliseconds that has been so. */
export const judgeLate = ({ settlement, found }: LookedUp, over: number): Reconciliation => {
  const { fitting, doubtful, isWhole } = found;
  if (isJudgedLate(settlement) && judgeSetting(settlement, found)) {
    return { outcome: 'carried-out', evidence: fitting[0] };
  }
  const isGone = fitting.every((record) => stateOf(settlement, record) === 'failed') && doubtful.length === 0;
  const isTelling = settlement.absence === undefined && isWhole && over < FORGOTTEN_MS;
  if (isGone && isTelling) return { outcome: 'not-carried-out', evidence: fitting[0] };
  return { outcome: 'undecided', candidates: [...fitting, ...doubtful] };
};
