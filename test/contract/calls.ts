/**
 * One call of every operation of the client, and what the exchange answers: by documented examples, with long ids in
 * them.
 */
export interface ContractCall {
  /** `area.member` in the client. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>> | undefined;
  /** What the query holds, decoded, without what signing adds. */
  readonly sent: Readonly<Record<string, string>>;
  readonly answer: string;
  readonly result: unknown;
}

const ORDER =
  '"symbol":"BTCUSDT","orderId":9223372036854775807,"clientOrderId":"mine","price":"0.10","isIsolated":false';
const ORDER_RESULT = {
  symbol: 'BTCUSDT',
  orderId: '9223372036854775807',
  clientOrderId: 'mine',
  price: '0.10',
  isIsolated: false,
};

export const CONTRACT_CALLS: readonly ContractCall[] = [
  {
    name: 'margin.borrowRepay',
    method: 'POST',
    path: '/sapi/v1/margin/borrow-repay',
    params: { asset: 'BNB', isIsolated: 'TRUE', symbol: 'BNBUSDT', amount: 1e-7, type: 'BORROW' },
    sent: { asset: 'BNB', isIsolated: 'TRUE', symbol: 'BNBUSDT', amount: '0.0000001', type: 'BORROW' },
    answer: '{"tranId":351637150141315861}',
    result: { tranId: '351637150141315861' },
  },
  {
    name: 'margin.borrowRepayRecords',
    method: 'GET',
    path: '/sapi/v1/margin/borrow-repay',
    params: { type: 'BORROW', asset: 'USDT', startTime: 1563438204000, size: 100 },
    sent: { type: 'BORROW', asset: 'USDT', startTime: '1563438204000', size: '100' },
    answer:
      '{"rows":[{"type":"AUTO","isolatedSymbol":"BNBUSDT","amount":"14.00000000","asset":"BNB","interest":"0.01866667","principal":"13.98133333","status":"CONFIRMED","timestamp":1563438204000,"txId":2970933056000000001}],"total":1}',
    result: {
      rows: [
        {
          type: 'AUTO',
          isolatedSymbol: 'BNBUSDT',
          amount: '14.00000000',
          asset: 'BNB',
          interest: '0.01866667',
          principal: '13.98133333',
          status: 'CONFIRMED',
          timestamp: 1563438204000,
          txId: '2970933056000000001',
        },
      ],
      total: 1,
    },
  },
  {
    name: 'margin.createOrder',
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
    name: 'margin.getOrder',
    method: 'GET',
    path: '/sapi/v1/margin/order',
    params: { symbol: 'BTCUSDT', orderId: 9223372036854775807n },
    sent: { symbol: 'BTCUSDT', orderId: '9223372036854775807' },
    answer: `{${ORDER},"time":1562133008725}`,
    result: { ...ORDER_RESULT, time: 1562133008725 },
  },
  {
    name: 'margin.cancelOrder',
    method: 'DELETE',
    path: '/sapi/v1/margin/order',
    params: { symbol: 'BTCUSDT', origClientOrderId: 'a+b &=%' },
    sent: { symbol: 'BTCUSDT', origClientOrderId: 'a+b &=%' },
    answer: `{${ORDER}}`,
    result: ORDER_RESULT,
  },
  {
    name: 'margin.openOrders',
    method: 'GET',
    path: '/sapi/v1/margin/openOrders',
    params: undefined,
    sent: {},
    answer: `[{${ORDER}}]`,
    result: [ORDER_RESULT],
  },
  {
    name: 'margin.account',
    method: 'GET',
    path: '/sapi/v1/margin/account',
    params: undefined,
    sent: {},
    answer:
      '{"borrowEnabled":true,"marginLevel":"11.64405625","userAssets":[{"asset":"BTC","free":"0.00499500","netAsset":"0.00499500"}]}',
    result: {
      borrowEnabled: true,
      marginLevel: '11.64405625',
      userAssets: [{ asset: 'BTC', free: '0.00499500', netAsset: '0.00499500' }],
    },
  },
  {
    name: 'margin.transfer',
    method: 'POST',
    path: '/sapi/v1/margin/transfer',
    params: { asset: 'USDT', amount: '1', type: 2 },
    sent: { asset: 'USDT', amount: '1', type: '2' },
    answer: '{"tranId":100000001}',
    result: { tranId: '100000001' },
  },
  {
    name: 'margin.interestRateHistory',
    method: 'GET',
    path: '/sapi/v1/margin/interestRateHistory',
    params: { asset: 'BTC', vipLevel: 1 },
    sent: { asset: 'BTC', vipLevel: '1' },
    answer: '[{"asset":"BTC","dailyInterestRate":"0.00025000","timestamp":1611544731000,"vipLevel":1}]',
    result: [{ asset: 'BTC', dailyInterestRate: '0.00025000', timestamp: 1611544731000, vipLevel: 1 }],
  },
  {
    name: 'portfolioMargin.borrow',
    method: 'POST',
    path: '/papi/v1/marginLoan',
    params: { asset: 'USDT', amount: '123456789012345678.123456789012' },
    sent: { asset: 'USDT', amount: '123456789012345678.123456789012' },
    answer: '{"tranId":100000001}',
    result: { tranId: '100000001' },
  },
  {
    name: 'portfolioMargin.repay',
    method: 'POST',
    path: '/papi/v1/repayLoan',
    params: { asset: 'USDT', amount: 25.5 },
    sent: { asset: 'USDT', amount: '25.5' },
    answer: '{"tranId":100000001}',
    result: { tranId: '100000001' },
  },
  {
    name: 'loanGroup.borrow',
    method: 'POST',
    path: '/sapi/v1/margin/loan-group/borrow',
    params: { groupId: '12345678901234567', assetName: 'USDT', amount: '123456.78' },
    sent: { groupId: '12345678901234567', assetName: 'USDT', amount: '123456.78' },
    answer: '{"transactionId":12317283617,"amount":123456.780,"status":"success"}',
    result: { transactionId: '12317283617', amount: '123456.780', status: 'success' },
  },
];
