import type { WeightScope } from '../operation.js';

/** One counter of the exchange, read from a response header. */
export interface UsedWeight {
  /** Whose it is: the address's, the account's, or a count of orders. */
  readonly scope: WeightScope;
  /** The interval it counts over: number and letter (S, M, H, D), such as `1M`. */
  readonly interval: string;
  /** How much of it was used up, this call included. */
  readonly used: number;
  /** The header, in lower case. It tells the shared budget of an API family from the per-endpoint one of `/sapi`. */
  readonly header: string;
}

const COUNTERS: readonly (readonly [prefix: string, scope: WeightScope])[] = [
  ['x-mbx-used-weight-', 'IP'],
  ['x-sapi-used-ip-weight-', 'IP'],
  ['x-sapi-used-uid-weight-', 'UID'],
  ['x-mbx-order-count-', 'ORDER'],
];

/** Reads the counters of all header families. */
export const readUsage = (headers: Readonly<Record<string, string>>): readonly UsedWeight[] => {
  const usage: UsedWeight[] = [];
  for (const header in headers) {
    // Two letters tell most other headers apart at once.
    if (!header.startsWith('x-')) continue;
    const counter = COUNTERS.find(([prefix]) => header.startsWith(prefix));
    const value = headers[header];
    if (counter === undefined || value === undefined || !/^\d{1,15}$/.test(value)) continue;
    const [prefix, scope] = counter;
    usage.push({ scope, interval: header.slice(prefix.length).toUpperCase(), used: Number(value), header });
  }
  return usage;
};
