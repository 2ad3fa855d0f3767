import type { AnyOperation } from '../call/request.js';
import type { WeightScope } from '../operation.js';
import type { UsedWeight } from '../read/usage.js';
import { coverOf, endpointOf, familyOf, keysOf, labelOf, type Labels, placesOrders } from './cover.js';
import type { Charge, LimitedAttempt } from './types.js';
import { pickWeight } from './weights.js';

/** One limit of the exchange. */
export interface Budget {
  readonly scope: WeightScope;
  /** The first part of the path: `api`, `sapi`, `papi`. */
  readonly family: string;
  /** What it counts over, as in the headers: number and letter (S, M, H, D), such as `1M`. */
  readonly interval: string;
  /** How much weight, or how many orders, the exchange takes within the interval. */
  readonly limit: number;
  /** Without it the family shares the limit; `*`: each endpoint has its own; `POST /sapi/v1/…`: that one has it. */
  readonly endpoint?: string;
}

/**
 * What the documentation says, as of 2026-01. It does not say how many orders /api and /sapi take: there the limiter
 * counts orders only if it is given a budget. Its figure may differ for your account.
 */
export const BUDGETS: readonly Budget[] = [
  { scope: 'IP', family: 'api', interval: '1M', limit: 6000 },
  { scope: 'IP', family: 'sapi', interval: '1M', limit: 12_000, endpoint: '*' },
  { scope: 'UID', family: 'sapi', interval: '1M', limit: 180_000, endpoint: '*' },
  { scope: 'IP', family: 'papi', interval: '1M', limit: 6000 },
  { scope: 'ORDER', family: 'papi', interval: '1M', limit: 1200 },
];

const UNITS: Readonly<Record<string, number>> = { S: 1000, M: 60_000, H: 3_600_000, D: 86_400_000 };

/** Milliseconds; undefined for what is no interval. */
export const readInterval = (interval: string): number | undefined => {
  const [, count, unit = ''] = /^([1-9]\d{0,3})([SMHD])$/.exec(interval) ?? [];
  const unitMs = UNITS[unit];
  return unitMs === undefined ? undefined : Number(count) * unitMs;
};

/**
 * Requests arrive in other intervals than they are sent in: two that are sent a minute apart may arrive within one. A
 * second is longer than the way to the exchange normally takes; intervals below 20 s bear less.
 */
const jitterOf = (intervalMs: number): number => Math.min(1000, Math.ceil(intervalMs / 20));

/** What turns attempts and answers into charges. */
export interface Tariff {
  readonly budgets: readonly Budget[];
  /** How much of each limit is spent at most, from 0 to 1. */
  readonly share: number;
  readonly labels: Labels;
}

const appliesTo = (budget: Budget, operation: AnyOperation): boolean => {
  const { family, endpoint = '*' } = budget;
  return family === familyOf(operation) && (endpoint === '*' || endpoint === endpointOf(operation));
};

/** A limit for one endpoint stands in for that of every endpoint; of two alike the last counts. */
export const budgetsFor = (operation: AnyOperation, budgets: readonly Budget[]): readonly Budget[] => {
  const found = new Map<string, Budget>();
  const isNamed = ({ endpoint = '*' }: Budget): boolean => endpoint !== '*';
  const nameOf = ({ scope, interval, endpoint }: Budget): string => `${scope} ${interval} ${endpoint !== undefined}`;
  for (const budget of budgets) {
    const other = found.get(nameOf(budget));
    if (!appliesTo(budget, operation) || (other !== undefined && isNamed(other) && !isNamed(budget))) continue;
    found.set(nameOf(budget), budget);
  }
  return [...found.values()];
};

const keyFor = (budget: Budget, operation: AnyOperation, labels: Labels): string => {
  const { scope, family, interval, endpoint } = budget;
  const shared = `${labelOf(scope, labels)}${scope}|${family}|${interval}`;
  return endpoint === undefined ? shared : `${shared}|${endpointOf(operation)}`;
};

const chargeOf = (budget: Budget, operation: AnyOperation, tariff: Tariff): Omit<Charge, 'weight'> => {
  const intervalMs = readInterval(budget.interval) ?? 0;
  const limit = Math.max(1, Math.floor(budget.limit * tariff.share));
  return { key: keyFor(budget, operation, tariff.labels), limit, windowMs: intervalMs + jitterOf(intervalMs) };
};

/** A budget that an operation counts against. */
interface Entry {
  readonly budget: Budget;
  readonly charge: Omit<Charge, 'weight'>;
}

/** What of a tariff concerns one operation. */
interface Tab {
  /** What the exchange may block, as charges of nothing. */
  readonly blockable: readonly Charge[];
  readonly entries: readonly Entry[];
  /** Those of the entries that have to have room. */
  readonly held: readonly Entry[];
  /** The others: of what counts as an order and places none. */
  readonly counted: readonly Entry[];
}

const TABS = new WeakMap<Tariff, WeakMap<AnyOperation, Tab>>();

const openTab = (operation: AnyOperation, tariff: Tariff): Tab => {
  const nothing = { weight: 0, limit: 0, windowMs: 0 };
  const blockable = keysOf(coverOf(operation, tariff.labels)).map((key) => ({ key, ...nothing }));
  const budgets = budgetsFor(operation, tariff.budgets);
  const entries = budgets.map((budget) => ({ budget, charge: chargeOf(budget, operation, tariff) }));
  const isHeld = ({ budget }: Entry): boolean => budget.scope !== 'ORDER' || placesOrders(operation);
  return {
    ...{ blockable, entries },
    held: entries.filter(isHeld),
    counted: entries.filter((entry) => !isHeld(entry)),
  };
};

/** Made once for every operation: all but the weight is the same for all its calls. */
const tabFor = (operation: AnyOperation, tariff: Tariff): Tab => {
  const tabs = TABS.get(tariff) ?? new WeakMap<AnyOperation, Tab>();
  TABS.set(tariff, tabs);
  const tab = tabs.get(operation) ?? openTab(operation, tariff);
  tabs.set(operation, tab);
  return tab;
};

const weigh = ({ operation, parameters }: LimitedAttempt, entries: readonly Entry[]): readonly Charge[] => {
  const weights = pickWeight(operation, parameters).filter(({ value }) => value > 0);
  return entries.flatMap(({ budget, charge }) => {
    const weight = weights.find(({ scope }) => scope === budget.scope);
    return weight === undefined ? [] : [{ ...charge, weight: Math.min(weight.value, charge.limit) }];
  });
};

/**
 * All that an attempt spends, after what may be blocked. What weighs more than the whole share may go when nothing else
 * is on the way.
 */
export const chargesFor = (attempt: LimitedAttempt, tariff: Tariff): readonly Charge[] => {
  const { blockable, held } = tabFor(attempt.operation, tariff);
  return [...blockable, ...weigh(attempt, held)];
};

const NOTHING: readonly Charge[] = [];

/** What an attempt counts besides, whether or not there is room: a cancellation may count as an order. */
export const countsOf = (attempt: LimitedAttempt, tariff: Tariff): readonly Charge[] => {
  const { counted } = tabFor(attempt.operation, tariff);
  if (counted.length === 0) return NOTHING;
  return weigh(attempt, counted).map((charge) => ({ ...charge, limit: Number.MAX_SAFE_INTEGER }));
};

/** The headers of /sapi count each endpoint for itself. */
const isCountOf = (usage: UsedWeight, { scope, interval, endpoint }: Budget): boolean =>
  usage.scope === scope &&
  usage.interval === interval &&
  usage.header.startsWith('x-sapi-') === (endpoint !== undefined && scope !== 'ORDER');

/** A counter of the exchange, next to the budget that it counts. */
export interface Observation {
  readonly charge: Omit<Charge, 'weight'>;
  readonly used: number;
}

/** What the headers of an answer say of the budgets. */
export const observationsOf = (
  operation: AnyOperation,
  usage: readonly UsedWeight[],
  tariff: Tariff,
): readonly Observation[] => {
  if (usage.length === 0) return [];
  const { entries } = tabFor(operation, tariff);
  return usage.flatMap((count) =>
    entries.filter(({ budget }) => isCountOf(count, budget)).map(({ charge }) => ({ charge, used: count.used })),
  );
};
