/** What a caller may and may not give. A line below `@ts-expect-error` must not compile; every other one must. */
import type { Client, MarginOrdersCreateParams, MarginBorrowRepayParams } from 'marginalia-binance';

declare const client: Client;
declare const flag: boolean;

const loan = { asset: 'USDT', amount: '25.5', type: 'BORROW' } as const;

// Required means required.
client.margin.borrowRepay(loan);
// @ts-expect-error amount is missing
client.margin.borrowRepay({ asset: 'USDT', type: 'BORROW' });
// @ts-expect-error the params are missing
client.margin.borrowRepay();
// @ts-expect-error an optional parameter is left out, not given as undefined
client.margin.borrowRepay({ ...loan, isIsolated: undefined });

// Listed values are literals.
client.margin.borrowRepay({ ...loan, type: 'REPAY' });
// @ts-expect-error no such type
client.margin.borrowRepay({ ...loan, type: 'LEND' });
client.margin.orders.open({ level: 1 });
// @ts-expect-error no such level
client.margin.orders.open({ level: 3 });

// Isolated margin needs a symbol; cross margin, absence included, takes none.
client.margin.borrowRepay({ ...loan, isIsolated: 'TRUE', symbol: 'BTCUSDT' });
client.margin.borrowRepay({ ...loan, isIsolated: 'FALSE' });
// @ts-expect-error the symbol is missing
client.margin.borrowRepay({ ...loan, isIsolated: 'TRUE' });
// @ts-expect-error cross margin takes no symbol
client.margin.borrowRepay({ ...loan, isIsolated: 'FALSE', symbol: 'BTCUSDT' });
// @ts-expect-error neither does the default
client.margin.borrowRepay({ ...loan, symbol: 'BTCUSDT' });
client.margin.borrowRepay(flag ? { ...loan, isIsolated: 'TRUE', symbol: 'BTCUSDT' } : loan);

// Two choices at once: the type decides on price and time, and one of the quantities is given.
const order = { symbol: 'BTCUSDT' } as const;
client.margin.orders.create({ ...order, type: 'MARKET', quantity: 1 });
client.margin.orders.create({ ...order, type: 'LIMIT', quoteOrderQty: '10', price: '1', timeInForce: 'GTC' });
// @ts-expect-error a limit order needs its price
client.margin.orders.create({ ...order, type: 'LIMIT', quantity: 1, timeInForce: 'GTC' });
// @ts-expect-error a market order takes no time in force
client.margin.orders.create({ ...order, type: 'MARKET', quantity: 1, timeInForce: 'GTC' });
// @ts-expect-error one quantity, not two
client.margin.orders.create({ ...order, type: 'MARKET', quantity: 1, quoteOrderQty: 1 });
// @ts-expect-error one quantity, not none
client.margin.orders.create({ ...order, type: 'MARKET' });

// At least one of two, or both.
client.margin.orders.get({ ...order, orderId: '1' });
client.margin.orders.get({ ...order, origClientOrderId: 'mine' });
client.margin.orders.get({ ...order, orderId: '1', origClientOrderId: 'mine' });
// @ts-expect-error neither
client.margin.orders.get(order);

// Identifiers as string, bigint or number; decimals as string or number; times as number.
client.margin.orders.get({ ...order, orderId: 351637150141315861n });
client.margin.orders.get({ ...order, orderId: 1 });
client.margin.borrowRepay({ ...loan, amount: 25.5 });
// @ts-expect-error a decimal is no bigint
client.margin.borrowRepay({ ...loan, amount: 25n });
// @ts-expect-error a time is no Date
client.margin.orders.open({ startTime: new Date() });
client.margin.orders.open({ startTime: Date.now(), detail: true, assets: ['BTC', 'ETH'] as const });

// What the client fills in is not to be given.
// @ts-expect-error
client.margin.borrowRepay({ ...loan, timestamp: 1 });
// @ts-expect-error
client.margin.borrowRepay({ ...loan, signature: '' });
// @ts-expect-error recvWindow belongs to the options
client.margin.borrowRepay({ ...loan, recvWindow: 5000 });
client.margin.borrowRepay(loan, { recvWindow: 5000 });

// Where everything is optional, so are the params.
client.margin.orders.open();
client.margin.orders.open({}, { timeoutMs: 1000 });
client.system.ping();
// @ts-expect-error it takes no params
client.system.ping({ symbol: 'BTCUSDT' });

// Misspelt names are found, in choices too.
// @ts-expect-error
client.margin.orders.open({ simbol: 'BTCUSDT' });
// @ts-expect-error
client.margin.borrowRepay({ ...loan, isIsolatd: 'TRUE' });

// The types can be named, and narrowed by what decides.
const named: MarginBorrowRepayParams = loan;
const priceOf = (params: MarginOrdersCreateParams): string | number | undefined =>
  params.type === 'LIMIT' ? params.price : undefined;
const isolated = (params: MarginBorrowRepayParams): string => (params.isIsolated === 'TRUE' ? params.symbol : '');
export { isolated, named, priceOf };
