import type { ContractCall } from './calls-types.js';

/** Loans, transfers and balances of margin accounts, and the market data they go by. */
export const MARGIN_LOAN_CALLS: readonly ContractCall[] = [
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
    name: 'margin.account.get',
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
    name: 'margin.transfers.create',
    method: 'POST',
    path: '/sapi/v1/margin/transfer',
    params: { asset: 'USDT', amount: '1', type: 2 },
    sent: { asset: 'USDT', amount: '1', type: '2' },
    answer: '{"tranId":100000001}',
    result: { tranId: '100000001' },
  },
  {
    name: 'margin.transfers.history',
    method: 'GET',
    path: '/sapi/v1/margin/transfer',
    params: { asset: 'USDT', type: 'ROLL_OUT', startTime: 1566888436000, current: 1, size: 100 },
    sent: { asset: 'USDT', type: 'ROLL_OUT', startTime: '1566888436000', current: '1', size: '100' },
    answer:
      '{"rows":[{"amount":"5.00000000","asset":"USDT","status":"CONFIRMED","timestamp":1566888436123,"txId":9007199254740993,"type":"ROLL_OUT","transFrom":"ISOLATED_MARGIN","transTo":"ISOLATED_MARGIN","fromSymbol":"BNBUSDT","toSymbol":"BTCUSDT"}],"total":1}',
    result: {
      rows: [
        {
          amount: '5.00000000',
          asset: 'USDT',
          status: 'CONFIRMED',
          timestamp: 1566888436123,
          txId: '9007199254740993',
          type: 'ROLL_OUT',
          transFrom: 'ISOLATED_MARGIN',
          transTo: 'ISOLATED_MARGIN',
          fromSymbol: 'BNBUSDT',
          toSymbol: 'BTCUSDT',
        },
      ],
      total: 1,
    },
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
    name: 'margin.interestHistory',
    method: 'GET',
    path: '/sapi/v1/margin/interestHistory',
    params: { isolatedSymbol: 'BNBUSDT', startTime: 1672160400000, endTime: 1672246800000 },
    sent: { isolatedSymbol: 'BNBUSDT', startTime: '1672160400000', endTime: '1672246800000' },
    answer:
      '{"rows":[{"txId":1352286576452864727,"interestAccuredTime":1672160400000,"asset":"USDT","principal":"45.3313","interest":"0.00024995","interestRate":"0.00013233","type":"ON_BORROW","isolatedSymbol":"BNBUSDT"}],"total":1}',
    result: {
      rows: [
        {
          txId: '1352286576452864727',
          interestAccuredTime: 1672160400000,
          asset: 'USDT',
          principal: '45.3313',
          interest: '0.00024995',
          interestRate: '0.00013233',
          type: 'ON_BORROW',
          isolatedSymbol: 'BNBUSDT',
        },
      ],
      total: 1,
    },
  },
  {
    name: 'margin.maxBorrowable',
    method: 'GET',
    path: '/sapi/v1/margin/maxBorrowable',
    params: { asset: 'BTC' },
    sent: { asset: 'BTC' },
    answer: '{"amount":"1.69248805","borrowLimit":"60"}',
    result: { amount: '1.69248805', borrowLimit: '60' },
  },
  {
    name: 'margin.market.assets',
    method: 'GET',
    path: '/sapi/v1/margin/allAssets',
    isSigned: false,
    params: { asset: 'USDC' },
    sent: { asset: 'USDC' },
    answer:
      '[{"assetFullName":"USD coin","assetName":"USDC","isBorrowable":true,"isMortgageable":true,"userMinBorrow":"0.00000000","userMinRepay":"0.00000000","delistTime":1704973040}]',
    result: [
      {
        assetFullName: 'USD coin',
        assetName: 'USDC',
        isBorrowable: true,
        isMortgageable: true,
        userMinBorrow: '0.00000000',
        userMinRepay: '0.00000000',
        delistTime: 1704973040,
      },
    ],
  },
  {
    name: 'margin.market.priceIndex',
    method: 'GET',
    path: '/sapi/v1/margin/priceIndex',
    isSigned: false,
    params: { symbol: 'BNBBTC' },
    sent: { symbol: 'BNBBTC' },
    answer: '{"calcTime":1562046418000,"price":"0.00333930","symbol":"BNBBTC"}',
    result: { calcTime: 1562046418000, price: '0.00333930', symbol: 'BNBBTC' },
  },
];
