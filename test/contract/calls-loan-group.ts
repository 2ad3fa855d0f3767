import type { ContractCall } from './calls-types.js';

/** Loans of risk units. Their pages disagree on what is quoted: the client reads both. */
export const LOAN_GROUP_CALLS: readonly ContractCall[] = [
  {
    name: 'loanGroup.borrow',
    method: 'POST',
    path: '/sapi/v1/margin/loan-group/borrow',
    params: { groupId: '12345678901234567', assetName: 'USDT', amount: '123456.78' },
    sent: { groupId: '12345678901234567', assetName: 'USDT', amount: '123456.78' },
    answer: '{"transactionId":12317283617,"amount":123456.780,"status":"success"}',
    result: { transactionId: '12317283617', amount: '123456.780', status: 'success' },
  },
  {
    name: 'loanGroup.repay',
    method: 'POST',
    path: '/sapi/v1/margin/loan-group/repay',
    params: { groupId: 12345678901234567n, assetName: 'USDC', amount: '123456.78' },
    sent: { groupId: '12345678901234567', assetName: 'USDC', amount: '123456.78' },
    answer: '{"transactionId":9007199254740993,"amount":123456.78}',
    result: { transactionId: '9007199254740993', amount: '123456.78' },
  },
  {
    name: 'loanGroup.borrowRepayRecords',
    method: 'GET',
    path: '/sapi/v1/margin/loan-group/borrow-repay',
    params: { groupId: '12345678901234567', type: 'REPAY', asset: 'USDT', size: 100 },
    sent: { groupId: '12345678901234567', type: 'REPAY', asset: 'USDT', size: '100' },
    answer:
      '{"total":1,"rows":[{"tranId":9007199254740993,"assetName":"USDT","amount":300,"principal":298,"interest":2,"status":"CONFIRM","type":"REPAY","timestamp":1750420899036}]}',
    result: {
      total: 1,
      rows: [
        {
          tranId: '9007199254740993',
          assetName: 'USDT',
          amount: '300',
          principal: '298',
          interest: '2',
          status: 'CONFIRM',
          type: 'REPAY',
          timestamp: 1750420899036,
        },
      ],
    },
  },
  {
    name: 'loanGroup.interestHistory',
    method: 'GET',
    path: '/sapi/v1/margin/loan-group/interest-history',
    params: { asset: 'USDC' },
    sent: { asset: 'USDC' },
    answer:
      '{"total":2,"rows":[{"groupId":9007199254740993,"assetName":"USDC","principal":851340.57601652,"interestRate":0.00000833,"interest":7.09447643,"interestTimestamp":1746442800000},{"groupId":"2","assetName":"USDC","principal":"851340.57601652","interestRate":"0.00000833","interest":"7.09447643","interestTimestamp":1746439200000}]}',
    result: {
      total: 2,
      rows: [
        {
          groupId: '9007199254740993',
          assetName: 'USDC',
          principal: '851340.57601652',
          interestRate: '0.00000833',
          interest: '7.09447643',
          interestTimestamp: 1746442800000,
        },
        {
          groupId: '2',
          assetName: 'USDC',
          principal: '851340.57601652',
          interestRate: '0.00000833',
          interest: '7.09447643',
          interestTimestamp: 1746439200000,
        },
      ],
    },
  },
];
