import { describe, expect, test } from 'vitest';
import { createLimiter } from '../../../../templates/runtime/common.js';
import type { Answer } from '../../../exchange/exchange.js';
import {
  ACCOUNT,
  BORROW,
  CANCEL,
  ENTRIES,
  failureOf,
  LOAN,
  RATES,
  RECORDS,
  ROUTES,
  timeRoutes,
  useExchange,
} from '../support.js';

const PARAMS = { asset: 'USDT', amount: '1.5' };
const TOO_MANY: Answer = {
  status: 429,
  headers: { 'retry-after': '30' },
  json: { code: -1003, msg: 'Too many requests.' },
};
const BANNED: Answer = { status: 418, headers: { 'retry-after': '30' }, json: { code: -1003, msg: 'Way too many.' } };

/** What a refusal must not keep anybody from, and what it must. */
describe.each(ENTRIES)('after a refusal, on the %s entry', (_, create) => {
  const exchange = useExchange({ routes: [...(ROUTES ?? []), ...timeRoutes(Date.now)] });

  describe.each([
    ['without a limiter', () => undefined],
    ['with a limiter', () => createLimiter()],
  ])('%s', (__, limiter) => {
    const start = (options = {}) =>
      create({ ...ACCOUNT, baseUrl: exchange().origin, limiter: limiter(), retry: { attempts: 1 }, ...options });

    test('of a query of /sapi, the same path can be posted to: repaying goes on', async () => {
      const caller = start();
      exchange().script(TOO_MANY);
      expect(await failureOf(caller(RECORDS, {}))).toMatchObject({ kind: 'rate-limit', answered: true });
      expect(await failureOf(caller(RECORDS, {}))).toMatchObject({ kind: 'rate-limit', answered: false });
      expect(await caller(BORROW, PARAMS)).toEqual({ tranId: '351637150141315861' });
      expect(await caller(CANCEL, { symbol: 'BTCUSDT' })).toEqual({ orderId: '17' });
      expect(await caller(LOAN, PARAMS)).toEqual({ tranId: '100000001' });
      expect(exchange().requests).toHaveLength(4);
      await caller.close();
    });

    test('by a ban nothing leaves at all: no read, no write, no other origin, not even a look at the clock', async () => {
      const other = exchange().origin.replace('127.0.0.1', 'localhost');
      const caller = start({ baseUrl: [exchange().origin, other], clock: { sync: 'first' }, retry: { attempts: 3 } });
      exchange().script({ json: { serverTime: Date.now() } }, BANNED);
      expect(await failureOf(caller(RECORDS, {}))).toMatchObject({ kind: 'banned', answered: true });
      for (const failure of [caller(RECORDS, {}), caller(BORROW, PARAMS), caller(LOAN, PARAMS), caller(RATES, {})]) {
        expect(await failureOf(failure)).toMatchObject({ kind: 'banned', answered: false });
      }
      expect(exchange().requests.map(({ path }) => path)).toEqual(['/api/v3/time', RECORDS.path]);
      await caller.close();
    });

    test('that a write is sent again after, nothing hides that it was lost then', async () => {
      const caller = start({ retry: { attempts: 3 }, timeoutMs: 5000 });
      exchange().script({ ...TOO_MANY, headers: { 'retry-after': '1' } }, { fault: 'reset' });
      const failure = await failureOf(caller(BORROW, PARAMS));
      expect(failure).toMatchObject({ kind: 'unknown-outcome' });
      expect(exchange().requests).toHaveLength(2);
      await caller.close();
    });
  });
});
