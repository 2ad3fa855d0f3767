/** The types as users meet them: every entry of the package, and what must not compile beside what must. */
export const TYPES_IN_USE = `import * as everything from 'marginalia-binance';
import {
  ApiError,
  createCaller,
  createClient,
  createLimiter,
  marginOrdersCreate,
  formatDecimal,
  marginBorrowRepayRecords,
  iterate,
  marginBorrowRepay,
  UnknownOutcomeError,
  withClientOrderId,
} from 'marginalia-binance';
import type { Client, Reconciliation } from 'marginalia-binance';
import * as codes from 'marginalia-binance/error-codes';
import { createLeanCaller, marginBorrowRepay as leanBorrowRepay } from 'marginalia-binance/lean';
import * as loanGroup from 'marginalia-binance/loan-group';
import * as margin from 'marginalia-binance/margin';
import * as portfolioMargin from 'marginalia-binance/portfolio-margin';
import * as redis from 'marginalia-binance/redis';
import * as undici from 'marginalia-binance/undici';
export const entries = [everything, codes, loanGroup, margin, portfolioMargin, redis, undici];

export const walk = async (client: Client): Promise<void> => {
  const rows = iterate(client.call, marginBorrowRepayRecords, { type: 'BORROW', startTime: 1 });
  for await (const row of rows) {
    const [amount, time]: [string, number] = [row.amount, row.timestamp];
    // @ts-expect-error a row has no such field
    void [amount, time, row.quantity];
  }
  // @ts-expect-error misspelt
  iterate(client.call, marginBorrowRepayRecords, { type: 'BORROW', startTme: 1 });
  // @ts-expect-error no history
  iterate(client.call, marginBorrowRepay, { asset: 'USDT', type: 'BORROW', amount: '1' });
  // @ts-expect-error a client is no caller
  iterate(client, marginBorrowRepayRecords, { type: 'BORROW', startTime: 1 });
};

export const judge = async (client: Client, error: unknown): Promise<Reconciliation | undefined> => {
  if (error instanceof ApiError) {
    const kind: 'api' | 'rate-limit' | 'banned' = error.kind;
    if (error.is('EXCEED_MAX_BORROWABLE')) return void kind;
    // @ts-expect-error not one of the exchange's names
    error.is('EXCEED_MAX_BORROW');
    // @ts-expect-error nothing is open after a refusal
    void client.reconcile(error);
  }
  if (!(error instanceof UnknownOutcomeError)) return undefined;
  const query: string | undefined = error.settledBy?.operation;
  const found = await client.reconcile(error);
  if (found.outcome === 'undecided') return void [query, found.candidates.length];
  // @ts-expect-error candidates are for what is undecided
  void found.candidates;
  return found;
};

export const order = async (client: Client): Promise<string> => {
  const named = withClientOrderId(marginOrdersCreate, { symbol: 'B', side: 'BUY', type: 'MARKET', quantity: '1' });
  await client.margin.orders.create(named);
  return named.newClientOrderId;
};

export const lean = async (): Promise<readonly string[]> => {
  const call = createLeanCaller({ apiKey: 'key', secret: 'secret' });
  const params = { asset: 'USDT', amount: '1', type: 'BORROW' } as const;
  const results = [call(leanBorrowRepay, params), call(marginBorrowRepay, params), margin.createMarginArea(call).borrowRepay(params)];
  // @ts-expect-error misspelt
  void call(leanBorrowRepay, { ...params, ammount: '1' });
  // @ts-expect-error it has no interceptors
  void call(leanBorrowRepay, params, { interceptors: [] });
  // @ts-expect-error createKeySigner makes it one for sign
  createLeanCaller({ privateKey: 'pem' });
  return (await Promise.all(results)).map(({ tranId }) => tranId);
};

export const mistakes = (): void => {
  // @ts-expect-error timeoutMs
  createClient({ timeout: 5 });
  // @ts-expect-error createLimiter makes one
  createClient({ limiter: { mode: 'fail' } });
  // @ts-expect-error reportDrift
  createClient({ strict: true });
  // @ts-expect-error wait or fail
  createLimiter({ mode: 'nope' });
  // @ts-expect-error a step is text
  formatDecimal('1', { step: 0.1 });
  createCaller({ apiKey: undefined, retry: { attempts: undefined } });
};
`;
