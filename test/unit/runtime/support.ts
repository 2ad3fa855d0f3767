import { afterAll, beforeEach } from 'vitest';
import type { Caller, ClientOptions, Operation } from '../../../templates/runtime/common.js';
import { createCaller as createNodeCaller } from '../../../templates/runtime/node.js';
import { createCaller as createWebCaller } from '../../../templates/runtime/web.js';
import { type Account, type Exchange, type ExchangeOptions, type Route, startExchange } from '../../exchange/exchange.js';

/** Both entries: what holds for one has to hold for the other. */
export const ENTRIES: readonly (readonly [name: string, create: (options: ClientOptions) => Caller])[] = [
  ['node', createNodeCaller],
  ['web', createWebCaller],
];

/** Both entries without second attempts of any kind: for what a single one means. */
export const SINGLE_ENTRIES: typeof ENTRIES = ENTRIES.map(([name, create]) => [
  name,
  (options) => create({ retry: { attempts: 1 }, clock: { sync: 'never' }, ...options }),
]);

export const ACCOUNT: Account & { readonly secret: string } = {
  apiKey: 'KEYvmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A',
  secret: 'SECRETNhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j',
};

const BASE = {
  server: 'https://api.binance.com',
  security: [['apiKey', 'signature']],
  securityType: 'MARGIN',
  weight: [{ value: 1500, scope: 'UID' }],
} as const;

export interface BorrowParams {
  readonly asset: string;
  readonly amount: string | number;
  readonly symbol?: string;
  readonly note?: string;
  readonly orderId?: string | bigint | number;
  readonly at?: number;
  readonly limit?: number;
  readonly flag?: boolean;
  readonly assetNames?: readonly string[];
  readonly recvWindow?: number;
}

/** A write with a parameter of every kind. */
export const BORROW: Operation<BorrowParams, { readonly tranId: string }> = {
  ...BASE,
  name: 'margin.borrow',
  method: 'POST',
  path: '/sapi/v1/margin/borrow-repay',
  effect: 'write',
  parameters: {
    asset: 'string',
    amount: 'decimal',
    symbol: 'string',
    note: 'string',
    orderId: 'id',
    at: 'time',
    limit: 'int',
    flag: 'bool',
    assetNames: { list: 'string' },
    recvWindow: 'int',
  },
  required: ['asset', 'amount'],
  response: { fields: { tranId: 'id' } },
  errors: [
    { code: -3006, name: 'EXCEED_MAX_BORROWABLE', description: 'More than the account may borrow.' },
    {
      code: -3015,
      name: 'REPAY_EXCEED_LIABILITY',
      message: 'Repay amount exceeds borrow amount.',
      description: 'More than is owed.',
    },
    {
      code: -3015,
      name: 'FEW_LIABILITY_LEFT',
      message: 'The unpaid debt is too small after this repayment.',
      description: 'What would remain is below the least debt.',
    },
  ],
};

/** The same kind of write in the API family whose documentation tells its 503 answers apart. */
export const LOAN: typeof BORROW = {
  ...BORROW,
  name: 'portfolioMargin.borrow',
  path: '/papi/v1/marginLoan',
  server: 'https://papi.binance.com',
};

export const RECORDS: Operation<
  { readonly symbol?: string },
  { readonly rows: readonly { readonly id: string; readonly amount: string }[] }
> = {
  ...BASE,
  name: 'margin.records',
  method: 'GET',
  path: '/sapi/v1/margin/borrow-repay',
  effect: 'read',
  parameters: { symbol: 'string' },
  required: [],
  response: { fields: { rows: { list: { fields: { id: 'id', amount: 'decimal' } } } } },
  errors: [],
};

export const CANCEL: Operation<{ readonly symbol: string }, { readonly orderId: string }> = {
  ...BASE,
  name: 'margin.cancel',
  method: 'DELETE',
  path: '/sapi/v1/margin/order',
  effect: 'write',
  parameters: { symbol: 'string' },
  required: ['symbol'],
  response: { fields: { orderId: 'id' } },
  errors: [],
};

/** A public read. */
export const RATES: Operation<{ readonly asset?: string }, unknown> = {
  ...BASE,
  name: 'margin.rates',
  method: 'GET',
  path: '/sapi/v1/margin/rates',
  security: [],
  securityType: 'NONE',
  effect: 'read',
  parameters: { asset: 'string' },
  required: [],
  response: 'any',
  errors: [],
};

export const ROUTES: ExchangeOptions['routes'] = [
  {
    method: 'POST',
    path: BORROW.path,
    security: ['apiKey', 'signature'],
    answer: { body: '{"tranId":351637150141315861}' },
  },
  { method: 'POST', path: LOAN.path, security: ['apiKey', 'signature'], answer: { json: { tranId: 100000001 } } },
  {
    method: 'GET',
    path: RECORDS.path,
    security: ['apiKey', 'signature'],
    answer: { body: '{"rows":[{"id":351637150141315861,"amount":0.10}]}' },
  },
  { method: 'DELETE', path: CANCEL.path, security: ['apiKey', 'signature'], answer: { json: { orderId: '17' } } },
  { method: 'GET', path: RATES.path, security: [], answer: { json: [{ rate: '0.01' }] } },
];

/** An exchange for the tests of one file, forgotten between tests and gone at the end. */
export const useExchange = (options: ExchangeOptions = {}): (() => Exchange) => {
  const starting = startExchange({ accounts: [ACCOUNT], routes: ROUTES ?? [], ...options });
  let exchange: Exchange | undefined;
  beforeEach(async () => {
    exchange = await starting;
    exchange.reset();
  });
  afterAll(async () => (await starting).close());
  return () => {
    if (exchange === undefined) throw new Error('The exchange runs only while a test does.');
    return exchange;
  };
};

/** What a call rejects with; a call that resolves fails the test. */
export const failureOf = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('The call was expected to fail.');
};

/** What tells the time, for an exchange with a clock of its own. */
export const timeRoutes = (now: () => number): readonly Route[] => [
  { method: 'GET', path: '/api/v3/time', security: [], answer: () => ({ json: { serverTime: Math.floor(now()) } }) },
  {
    method: 'GET',
    path: '/papi/v1/ping',
    security: [],
    answer: () => ({ json: {}, headers: { date: new Date(now()).toUTCString() } }),
  },
];
