import { type Operation, UnknownOutcomeError } from '../../../../templates/runtime/common.js';
import type { Answer } from '../../../exchange/exchange.js';
import { BORROW, RECORDS } from '../support.js';

export interface Row {
  readonly txId: string;
}

export type Loans = Operation<{ readonly asset?: string; readonly type: string }, { readonly rows: readonly Row[] }>;

export const LOANS: Loans = {
  ...(RECORDS as unknown as Loans),
  name: 'margin.loans',
  parameters: { asset: 'string', type: 'string', startTime: 'time', isolatedSymbol: 'string' },
  required: ['type'],
  response: {
    fields: {
      rows: {
        list: { fields: { txId: 'id', asset: 'string', amount: 'decimal', timestamp: 'time', status: 'string' } },
      },
    },
  },
};

export const LEND: typeof BORROW = {
  ...BORROW,
  settlement: {
    operation: LOANS,
    parameters: { asset: { from: 'asset' }, type: { value: 'BORROW' }, isolatedSymbol: { from: 'symbol' } },
    since: 'startTime',
    rows: { field: 'rows', equal: { asset: 'asset', amount: 'amount' }, time: 'timestamp' },
    state: { field: 'status', done: ['CONFIRMED'], failed: ['FAILED'] },
  },
};

export const PARAMS: { readonly asset: string; readonly amount: string } = { asset: 'USDT', amount: '1.50' };
export const row = (changes: object = {}): object => ({
  txId: 9_007_199,
  asset: 'USDT',
  amount: '1.5',
  timestamp: Date.now(),
  status: 'CONFIRMED',
  ...changes,
});
export const rows = (...list: readonly object[]): Answer => ({ json: { rows: list } });

/** The same error, so much later that the exchange cannot begin with the write any more, nor record it. */
export const longAgo = (error: UnknownOutcomeError, ms = 5000): UnknownOutcomeError =>
  new UnknownOutcomeError('m', {
    ...{ ...error, operation: error.operation, cause: error.cause as Error, descriptor: error.descriptor },
    acceptedUntil: Date.now() - ms,
  });
