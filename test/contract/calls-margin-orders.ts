import type { ContractCall } from './calls-types.js';

const ORDER =
  '"symbol":"BTCUSDT","orderId":9223372036854775807,"clientOrderId":"mine","price":"0.10","isIsolated":false';
const ORDER_RESULT = {
  symbol: 'BTCUSDT',
  orderId: '9223372036854775807',
  clientOrderId: 'mine',
  price: '0.10',
  isIsolated: false,
};

/** Orders of margin accounts and what came of them. */
export const MARGIN_ORDER_CALLS: readonly ContractCall[] = [
  {
    name: 'margin.orders.create',
    method: 'POST',
    path: '/sapi/v1/margin/order',
    params: {
      symbol: '币安人生USDT',
      side: 'BUY',
      type: 'LIMIT',
      quantity: '1.50',
      price: 0.1,
      timeInForce: 'GTC',
      newClientOrderId: "it's (mine)*!",
    },
    sent: {
      symbol: '币安人生USDT',
      side: 'BUY',
      type: 'LIMIT',
      quantity: '1.50',
      price: '0.1',
      timeInForce: 'GTC',
      newClientOrderId: "it's (mine)*!",
    },
    answer: `{${ORDER},"transactTime":1507725176595}`,
    result: { ...ORDER_RESULT, transactTime: 1507725176595 },
  },
  {
    name: 'margin.orders.get',
    method: 'GET',
    path: '/sapi/v1/margin/order',
    params: { symbol: 'BTCUSDT', orderId: 9223372036854775807n },
    sent: { symbol: 'BTCUSDT', orderId: '9223372036854775807' },
    answer: `{${ORDER},"time":1562133008725}`,
    result: { ...ORDER_RESULT, time: 1562133008725 },
  },
  {
    name: 'margin.orders.cancel',
    method: 'DELETE',
    path: '/sapi/v1/margin/order',
    params: { symbol: 'BTCUSDT', origClientOrderId: 'a+b &=%' },
    sent: { symbol: 'BTCUSDT', origClientOrderId: 'a+b &=%' },
    answer: `{${ORDER}}`,
    result: ORDER_RESULT,
  },
  {
    name: 'margin.orders.open',
    method: 'GET',
    path: '/sapi/v1/margin/openOrders',
    params: undefined,
    sent: {},
    answer: `[{${ORDER}}]`,
    result: [ORDER_RESULT],
  },
  {
    name: 'margin.orders.all',
    method: 'GET',
    path: '/sapi/v1/margin/allOrders',
    params: { symbol: 'BNBBTC', orderId: 9007199254740993n, limit: 500 },
    sent: { symbol: 'BNBBTC', orderId: '9007199254740993', limit: '500' },
    answer:
      '[{"clientOrderId":"D2KDy4DIeS56PvkM13f8cP","cummulativeQuoteQty":"-1.00000000","executedQty":"0.00000000","icebergQty":"0.00000000","isWorking":false,"orderId":9007199254740993,"origQty":"5.31000000","price":"0.22500000","side":"SELL","status":"CANCELED","stopPrice":"0.18000000","symbol":"BNBBTC","isIsolated":false,"time":1565769338806,"timeInForce":"GTC","type":"TAKE_PROFIT_LIMIT","selfTradePreventionMode":"NONE","updateTime":1565769342148}]',
    result: [
      {
        clientOrderId: 'D2KDy4DIeS56PvkM13f8cP',
        cummulativeQuoteQty: '-1.00000000',
        executedQty: '0.00000000',
        icebergQty: '0.00000000',
        isWorking: false,
        orderId: '9007199254740993',
        origQty: '5.31000000',
        price: '0.22500000',
        side: 'SELL',
        status: 'CANCELED',
        stopPrice: '0.18000000',
        symbol: 'BNBBTC',
        isIsolated: false,
        time: 1565769338806,
        timeInForce: 'GTC',
        type: 'TAKE_PROFIT_LIMIT',
        selfTradePreventionMode: 'NONE',
        updateTime: 1565769342148,
      },
    ],
  },
  {
    name: 'margin.trades.list',
    method: 'GET',
    path: '/sapi/v1/margin/myTrades',
    params: { symbol: 'BNBBTC', isIsolated: 'TRUE', fromId: '9007199254740993', limit: 1000 },
    sent: { symbol: 'BNBBTC', isIsolated: 'TRUE', fromId: '9007199254740993', limit: '1000' },
    answer:
      '[{"commission":"0.00006000","commissionAsset":"BTC","id":9007199254740995,"isBestMatch":true,"isBuyer":false,"isMaker":false,"orderId":9223372036854775807,"price":"0.02000000","qty":"3.00000000","symbol":"BNBBTC","isIsolated":true,"time":1561973357171}]',
    result: [
      {
        commission: '0.00006000',
        commissionAsset: 'BTC',
        id: '9007199254740995',
        isBestMatch: true,
        isBuyer: false,
        isMaker: false,
        orderId: '9223372036854775807',
        price: '0.02000000',
        qty: '3.00000000',
        symbol: 'BNBBTC',
        isIsolated: true,
        time: 1561973357171,
      },
    ],
  },
  {
    name: 'margin.orders.countUsage',
    method: 'GET',
    path: '/sapi/v1/margin/rateLimit/order',
    params: { isIsolated: 'TRUE', symbol: 'BNBUSDT' },
    sent: { isIsolated: 'TRUE', symbol: 'BNBUSDT' },
    answer:
      '[{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":10000,"count":0},{"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":20000,"count":17}]',
    result: [
      { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 10000, count: 0 },
      { rateLimitType: 'ORDERS', interval: 'DAY', intervalNum: 1, limit: 20000, count: 17 },
    ],
  },
];
