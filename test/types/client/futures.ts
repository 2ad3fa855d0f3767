/** Futures under portfolio margin: USDT-margined (um) and coin-margined (cm). */
import type { Client } from 'marginalia-binance';
import { is } from './same.js';

declare const client: Client;

const base = { symbol: 'BTCUSDT', side: 'BUY', quantity: '0.01' } as const;
const limit = { ...base, type: 'LIMIT', timeInForce: 'GTC', price: '20000' } as const;

export const placing = async (): Promise<void> => {
  const order = await client.portfolioMargin.um.orders.create(limit);
  is<string>()(order.orderId, true);
  // Not sent any more when an order is placed; a query has it.
  is<string | undefined>()(order.avgPrice, true);
  await client.portfolioMargin.um.orders.create({ ...base, type: 'MARKET', positionSide: 'LONG' });
  // @ts-expect-error a limit order says how long it stands
  await client.portfolioMargin.um.orders.create({ ...base, type: 'LIMIT', price: '1' });
  // @ts-expect-error how much?
  await client.portfolioMargin.um.orders.create({ symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET' });
  // @ts-expect-error good till which date?
  await client.portfolioMargin.um.orders.create({ ...limit, timeInForce: 'GTD' });
  await client.portfolioMargin.um.orders.create({ ...limit, timeInForce: 'GTD', goodTillDate: 1_800_000_000_000 });
  // @ts-expect-error two sides at once know no reduceOnly
  await client.portfolioMargin.um.orders.create({ ...limit, positionSide: 'LONG', reduceOnly: 'true' });
  // @ts-expect-error a price, or one that follows the book
  await client.portfolioMargin.um.orders.create({ ...limit, priceMatch: 'QUEUE' });
  // @ts-expect-error coin-margined orders know no good-till-date
  await client.portfolioMargin.cm.orders.create({ ...limit, symbol: 'BTCUSD_PERP', timeInForce: 'GTD' });
  await client.portfolioMargin.cm.orders.create({ ...limit, symbol: 'BTCUSD_PERP' });

  const change = { symbol: 'BTCUSDT', side: 'BUY', quantity: '1' } as const;
  await client.portfolioMargin.um.orders.modify({ ...change, price: '1', orderId: '1' });
  await client.portfolioMargin.cm.orders.modify({ ...change, priceMatch: 'OPPONENT', origClientOrderId: 'mine' });
  // @ts-expect-error which order?
  await client.portfolioMargin.um.orders.modify({ ...change, price: '1' });
  // @ts-expect-error to which price?
  await client.portfolioMargin.um.orders.modify({ ...change, orderId: '1' });
};

export const finding = async (): Promise<void> => {
  const { status } = await client.portfolioMargin.um.orders.get({ symbol: 'BTCUSDT', orderId: 1917641n });
  status satisfies string;
  // @ts-expect-error by which id?
  await client.portfolioMargin.um.orders.getOpen({ symbol: 'BTCUSDT' });
  await client.portfolioMargin.um.orders.cancel({ symbol: 'BTCUSDT', origClientOrderId: 'mine' });
  // @ts-expect-error by which id?
  await client.portfolioMargin.cm.orders.cancel({ symbol: 'BTCUSD_PERP' });
  await client.portfolioMargin.um.orders.open();
  await client.portfolioMargin.um.orders.all({ symbol: 'BTCUSDT', startTime: 1, endTime: 2 });
  // Of a symbol or of a pair, never of both.
  await client.portfolioMargin.cm.orders.all({ pair: 'BTCUSD' });
  // @ts-expect-error of neither
  await client.portfolioMargin.cm.orders.all({ limit: 10 });
  // @ts-expect-error of both
  await client.portfolioMargin.cm.trades.list({ symbol: 'BTCUSD_PERP', pair: 'BTCUSD' });
  const [trade] = await client.portfolioMargin.um.trades.list({ symbol: 'BTCUSDT' });
  is<string | undefined>()(trade?.realizedPnl, true);
  await client.portfolioMargin.um.orders.forced({ autoCloseType: 'ADL' });
  // @ts-expect-error no such cause
  await client.portfolioMargin.cm.orders.forced({ autoCloseType: 'MARGIN_CALL' });
};

export const conditional = async (): Promise<void> => {
  const stop = { ...base, strategyType: 'STOP', price: '1', stopPrice: '2' } as const;
  const { strategyId } = await client.portfolioMargin.um.conditionalOrders.create(stop);
  is<string>()(strategyId, true);
  const market = { symbol: 'BTCUSDT', side: 'SELL', strategyType: 'STOP_MARKET' } as const;
  await client.portfolioMargin.um.conditionalOrders.create({ ...market, stopPrice: '2', quantity: '1' });
  // @ts-expect-error what triggers it?
  await client.portfolioMargin.um.conditionalOrders.create({ ...market, quantity: '1' });
  // @ts-expect-error how far does it trail?
  await client.portfolioMargin.um.conditionalOrders.create({ ...base, strategyType: 'TRAILING_STOP_MARKET' });
  const trail = { strategyType: 'TRAILING_STOP_MARKET', callbackRate: '1' } as const;
  await client.portfolioMargin.cm.conditionalOrders.create({ ...base, ...trail });
  await client.portfolioMargin.um.conditionalOrders.get({ symbol: 'BTCUSDT', newClientStrategyId: 'mine' });
  // @ts-expect-error by which id?
  await client.portfolioMargin.um.conditionalOrders.cancel({ symbol: 'BTCUSDT' });
  // @ts-expect-error an order id is no strategy id
  await client.portfolioMargin.cm.conditionalOrders.cancel({ symbol: 'BTCUSD_PERP', orderId: '1' });
};

export const positions = async (): Promise<void> => {
  const [position] = await client.portfolioMargin.um.positions.list({ symbol: 'BTCUSDT' });
  is<string | undefined>()(position?.entryPrice, true);
  await client.portfolioMargin.um.positions.setLeverage({ symbol: 'BTCUSDT', leverage: 20 });
  // @ts-expect-error a number
  await client.portfolioMargin.um.positions.setLeverage({ symbol: 'BTCUSDT', leverage: '20' });
  await client.portfolioMargin.cm.positions.setMode({ dualSidePosition: 'true' });
  // @ts-expect-error a text, as the wire has it
  await client.portfolioMargin.um.positions.setMode({ dualSidePosition: true });
  await client.portfolioMargin.um.account.income({ incomeType: 'FUNDING_FEE' });
  // @ts-expect-error no such income
  await client.portfolioMargin.cm.account.income({ incomeType: 'AIRDROP' });
  await client.portfolioMargin.um.account.commissionRate({ symbol: 'BTCUSDT' });
  const { downloadId } = await client.portfolioMargin.um.downloads.requestOrders({ startTime: 1, endTime: 2 });
  await client.portfolioMargin.um.downloads.orders({ downloadId });
  // @ts-expect-error from when to when?
  await client.portfolioMargin.um.downloads.requestTrades();
};

// @ts-expect-error coin-margined futures have no downloads
client.portfolioMargin.cm.downloads;
