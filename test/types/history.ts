/** What walking through a history needs of an operation's type. */
import {
  createMarginOrder,
  getAllMarginOrders,
  getInterestHistory,
  getMarginOpenOrders,
  type GetAllMarginOrdersParams,
  type GetAllMarginOrdersResult,
  type HistoryOperation,
  type InterestPageRowsItem,
  type Operation,
  type Order,
} from 'marginalia-binance';

/** Stands for a helper that is given an operation and gives its rows. */
declare const walk: <Params, Result, Row>(operation: HistoryOperation<Params, Result, Row>, params: Params) => Row[];

// The row is known, whether the rows are the result or in a field of it.
export const orders: Order[] = walk(getAllMarginOrders, { symbol: 'BTCUSDT' });
export const interest: InterestPageRowsItem[] = walk(getInterestHistory, {});
// @ts-expect-error they are orders, and nothing else
export const wrong: InterestPageRowsItem[] = walk(getAllMarginOrders, { symbol: 'BTCUSDT' });
// @ts-expect-error the params stay those of the operation
walk(getAllMarginOrders, { limit: 1 });

// @ts-expect-error no history, though the result is a list
walk(getMarginOpenOrders, {});
// @ts-expect-error nor has a write one
walk(createMarginOrder, { symbol: 'BTCUSDT', type: 'MARKET', quantity: 1 });

// Everywhere else it is an operation like any other.
export const plain: Operation<GetAllMarginOrdersParams, GetAllMarginOrdersResult> = getAllMarginOrders;
export const most: number = getAllMarginOrders.history.size.max;
export const settled: Operation<never, unknown> | undefined = createMarginOrder.settlement?.operation;
