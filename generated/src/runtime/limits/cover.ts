import type { AnyOperation } from '../call/request.js';
import type { WeightScope } from '../operation.js';
import type { LimitNews } from './types.js';

/** Names of the user's for whom the exchange counts; empty for those who need none. */
export interface Labels {
  readonly address: string;
  readonly account: string;
}

const NO_LABELS: Labels = { address: '', account: '' };

/** `papi` of `/papi/v1/um/order`. Each family of the API counts for itself, on whatever server it is called. */
export const familyOf = (operation: AnyOperation): string => operation.path.split('/', 2)[1] ?? '';

export const endpointOf = (operation: AnyOperation): string => `${operation.method} ${operation.path}`;

/** The exchange counts IP weights by address, and UID weights and orders by account. */
export const labelOf = (scope: WeightScope, labels: Labels): string => {
  const label = scope === 'IP' ? labels.address : labels.account;
  return label === '' ? '' : `${label}|`;
};

/** What a refusal can block an operation by. */
export interface Cover {
  /** All that comes from this address. */
  readonly address: string;
  /** The family, or for /sapi the endpoint alone. */
  readonly rate: readonly string[];
  /** The orders of the family, if the operation counts as one. */
  readonly orders: string | undefined;
  /** Whether it places one: the limit of orders must not keep anybody from cancelling or looking. */
  readonly places: boolean;
}

const countsAsOrder = ({ weight }: AnyOperation): boolean => weight.some(({ scope }) => scope === 'ORDER');

/** Some cancellations and queries count as orders too, but what a limit of orders is to hold back is new ones. */
export const placesOrders = (operation: AnyOperation): boolean =>
  operation.method === 'POST' && (countsAsOrder(operation) || operation.clientOrderId !== undefined);

const rateKeysOf = (operation: AnyOperation, labels: Labels): readonly string[] => {
  const family = familyOf(operation);
  if (family !== 'sapi') return [`${labelOf('IP', labels)}IP|${family}`];
  const scopes = new Set(operation.weight.map(({ scope }) => scope).filter((scope) => scope !== 'ORDER'));
  const keyOf = (scope: WeightScope): string => `${labelOf(scope, labels)}${scope}|sapi|${endpointOf(operation)}`;
  return scopes.size === 0 ? [keyOf('IP')] : [...scopes].map(keyOf);
};

export const coverOf = (operation: AnyOperation, labels: Labels = NO_LABELS): Cover => ({
  address: `${labelOf('IP', labels)}IP`,
  rate: rateKeysOf(operation, labels),
  orders:
    placesOrders(operation) || countsAsOrder(operation)
      ? `${labelOf('ORDER', labels)}ORDER|${familyOf(operation)}`
      : undefined,
  places: placesOrders(operation),
});

/** Every key that must be free for the operation to be sent. */
export const keysOf = ({ address, rate, orders, places }: Cover): readonly string[] =>
  orders === undefined || !places ? [address, ...rate] : [address, ...rate, orders];

const TOO_MANY_ORDERS = -1015;

/** What an answer of 429 or 418 blocks. A 429 that does not say that it is for orders is taken for the wider limit. */
export const blockedBy = ({ status, code }: LimitNews, { address, rate, orders }: Cover): readonly string[] => {
  if (status === 418) return [address];
  return code === TOO_MANY_ORDERS && orders !== undefined ? [orders] : rate;
};
