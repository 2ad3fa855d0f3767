/** What walking through a history needs of an operation's type. */
import {
  marginOrdersCreate,
  marginOrdersAll,
  marginInterestHistory,
  marginOrdersOpen,
  type MarginOrdersAllParams,
  type MarginOrdersAllResult,
  type HistoryOperation,
  type InterestPageRowsItem,
  type Operation,
  type Order,
} from 'marginalia-binance';

/** Stands for a helper that is given an operation and gives its rows. */
declare const walk: <Params, Result, Row>(operation: HistoryOperation<Params, Result, Row>, params: Params) => Row[];

// The row is known, whether the rows are the result or in a field of it.
export const orders: Order[] = walk(marginOrdersAll, { symbol: 'BTCUSDT' });
export const interest: InterestPageRowsItem[] = walk(marginInterestHistory, {});
// @ts-expect-error they are orders, and nothing else
export const wrong: InterestPageRowsItem[] = walk(marginOrdersAll, { symbol: 'BTCUSDT' });
// @ts-expect-error the params stay those of the operation
walk(marginOrdersAll, { limit: 1 });

// @ts-expect-error no history, though the result is a list
walk(marginOrdersOpen, {});
// @ts-expect-error nor has a write one
walk(marginOrdersCreate, { symbol: 'BTCUSDT', type: 'MARKET', quantity: 1 });

// Everywhere else it is an operation like any other.
export const plain: Operation<MarginOrdersAllParams, MarginOrdersAllResult> = marginOrdersAll;
export const most: number = marginOrdersAll.history.size.max;
export const settled: Operation<never, unknown> | undefined = marginOrdersCreate.settlement?.operation;
