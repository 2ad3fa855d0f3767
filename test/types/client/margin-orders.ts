/** Orders and order lists of the margin account. */
import type {
  Client,
  MarginOrder,
  MarginOrderAck,
  MarginOrderFull,
  MarginOrderResult,
  MarginOrdersCreateParams,
} from 'marginalia-binance';
import { is } from './same.js';

declare const client: Client;

const base = { symbol: 'BTCUSDT', side: 'BUY', quantity: '0.001' } as const;
const limit = { ...base, type: 'LIMIT', price: '20000', timeInForce: 'GTC' } as const;

export const placing = async (params: MarginOrdersCreateParams): Promise<void> => {
  const full = await client.margin.orders.create(limit);
  is<MarginOrderFull>()(full, true);
  is<MarginOrderFull>()(await client.margin.orders.create({ ...base, type: 'MARKET' }), true);
  is<MarginOrderAck>()(await client.margin.orders.create({ ...base, type: 'STOP_LOSS', stopPrice: '19000' }), true);
  const ack = await client.margin.orders.create({ ...limit, newOrderRespType: 'ACK' });
  is<MarginOrderAck>()(ack, true);
  is<MarginOrderResult>()(await client.margin.orders.create({ ...limit, newOrderRespType: 'RESULT' }), true);
  is<MarginOrderAck | MarginOrderResult | MarginOrderFull>()(await client.margin.orders.create(params), true);
  is<string>()(full.orderId, true);
  // @ts-expect-error an acknowledgement tells no fills
  ack.fills;

  // @ts-expect-error no such answer
  await client.margin.orders.create({ ...limit, newOrderRespType: 'ALL' });
  // @ts-expect-error only orders with a trigger have one
  await client.margin.orders.create({ ...limit, stopPrice: '1' });
  // @ts-expect-error no such kind of order
  await client.margin.orders.create({ ...base, type: 'STOP_LIMIT' });
  // @ts-expect-error a buyer or a seller
  await client.margin.orders.create({ ...limit, side: 'LONG' });
  // @ts-expect-error a misspelt parameter
  await client.margin.orders.create({ ...limit, timeInforce: 'GTC' });
  // @ts-expect-error the pair is missing
  await client.margin.orders.create({ side: 'BUY', type: 'MARKET', quantity: '1' });
  // @ts-expect-error recvWindow is an option of the call
  await client.margin.orders.create({ ...limit, recvWindow: 5000 });
  await client.margin.orders.create(limit, { recvWindow: 5000 });
  // @ts-expect-error the client makes the timestamp
  await client.margin.orders.create({ ...limit, timestamp: 1 });
};

export const finding = async (): Promise<void> => {
  const order = await client.margin.orders.get({ symbol: 'BTCUSDT', orderId: 213205622n });
  is<string>()(order.orderId, true);
  is<string>()(order.price, true);
  is<number>()(order.time, true);
  await client.margin.orders.get({ symbol: 'BTCUSDT', origClientOrderId: 'mine', isIsolated: 'TRUE' });
  // @ts-expect-error by which id?
  await client.margin.orders.get({ symbol: 'BTCUSDT' });
  // @ts-expect-error an id is no float's business, but no boolean's either
  await client.margin.orders.get({ symbol: 'BTCUSDT', orderId: true });

  const open: MarginOrder[] = await client.margin.orders.open();
  open satisfies readonly { readonly orderId: string }[];
  await client.margin.orders.open({ isIsolated: 'TRUE', symbol: 'BTCUSDT' });
  // @ts-expect-error isolated needs a symbol
  await client.margin.orders.open({ isIsolated: 'TRUE' });
  await client.margin.orders.all({ symbol: 'BTCUSDT', limit: 500 });
  // @ts-expect-error of which pair?
  await client.margin.orders.all({ limit: 500 });
  await client.margin.orders.countUsage();
  // @ts-expect-error isolated needs a symbol
  await client.margin.orders.countUsage({ isIsolated: 'TRUE' });
};

export const cancelling = async (): Promise<void> => {
  await client.margin.orders.cancel({ symbol: 'BTCUSDT', orderId: '1' });
  await client.margin.orders.cancel({ symbol: 'BTCUSDT', origClientOrderId: 'mine', newClientOrderId: 'gone' });
  // @ts-expect-error which order?
  await client.margin.orders.cancel({ symbol: 'BTCUSDT' });
  // @ts-expect-error of which pair?
  await client.margin.orders.cancel({ orderId: '1' });
  await client.margin.orders.cancelAll({ symbol: 'BTCUSDT' });
  // @ts-expect-error not of all pairs at once
  await client.margin.orders.cancelAll();
};

export const lists = async (): Promise<void> => {
  const oco = { ...base, price: '30000', stopPrice: '19000' } as const;
  await client.margin.orderLists.createOco(oco);
  const { orderListId } = await client.margin.orderLists.createOco({ ...oco, newOrderRespType: 'RESULT' });
  is<string>()(orderListId, true);
  // @ts-expect-error one of the two orders has no trigger
  await client.margin.orderLists.createOco({ ...base, price: '30000' });

  const working = { symbol: 'BTCUSDT', workingSide: 'BUY', workingPrice: '1', workingQuantity: '1' } as const;
  const pending = { pendingSide: 'SELL', pendingQuantity: '1' } as const;
  const maker = { ...working, workingType: 'LIMIT_MAKER' } as const;
  await client.margin.orderLists.createOto({ ...maker, ...pending, pendingType: 'MARKET' });
  const gtc = { ...working, workingType: 'LIMIT', workingTimeInForce: 'GTC' } as const;
  await client.margin.orderLists.createOto({ ...gtc, ...pending, pendingType: 'MARKET', newOrderRespType: 'FULL' });
  // @ts-expect-error a limit order says how long it stands
  await client.margin.orderLists.createOto({ ...working, ...pending, workingType: 'LIMIT', pendingType: 'MARKET' });
  // @ts-expect-error the pending limit order needs its price
  await client.margin.orderLists.createOto({ ...maker, ...pending, pendingType: 'LIMIT', pendingTimeInForce: 'GTC' });

  const stop = { pendingAboveType: 'STOP_LOSS', pendingAboveStopPrice: '3' } as const;
  await client.margin.orderLists.createOtoco({ ...maker, ...pending, ...stop });
  await client.margin.orderLists.createOtoco({ ...gtc, ...pending, ...stop });
  // @ts-expect-error nothing is pending above
  await client.margin.orderLists.createOtoco({ ...maker, ...pending });
  // @ts-expect-error a limit order above needs its price
  await client.margin.orderLists.createOtoco({ ...maker, ...pending, pendingAboveType: 'LIMIT_MAKER' });

  await client.margin.orderLists.get({ orderListId: '1' });
  await client.margin.orderLists.get({ origClientOrderId: 'mine', isIsolated: 'TRUE', symbol: 'BTCUSDT' });
  // @ts-expect-error which list?
  await client.margin.orderLists.get({ isIsolated: 'FALSE' });
  // @ts-expect-error isolated needs a symbol
  await client.margin.orderLists.get({ orderListId: '1', isIsolated: 'TRUE' });
  await client.margin.orderLists.cancel({ symbol: 'BTCUSDT', listClientOrderId: 'mine' });
  // @ts-expect-error which list?
  await client.margin.orderLists.cancel({ symbol: 'BTCUSDT' });
};

export const trades = async (): Promise<void> => {
  const [trade] = await client.margin.trades.list({ symbol: 'BTCUSDT', fromId: '34', limit: 500 });
  is<string | undefined>()(trade?.commission, true);
  is<string | undefined>()(trade?.id, true);
  // @ts-expect-error of which pair?
  await client.margin.trades.list({ fromId: '34' });
  await client.margin.trades.preventedMatches({ symbol: 'BTCUSDT', orderId: '1' });
  // @ts-expect-error by one of the two ids
  await client.margin.trades.preventedMatches({ symbol: 'BTCUSDT' });
  // @ts-expect-error not by both
  await client.margin.trades.preventedMatches({ symbol: 'BTCUSDT', orderId: '1', preventedMatchId: '1' });
};
