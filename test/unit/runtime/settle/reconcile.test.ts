import { describe, expect, test } from 'vitest';
import { type Operation, reconcile, UnknownOutcomeError } from '../../../../templates/runtime/common.js';
import { ACCOUNT, BORROW, ENTRIES, failureOf, RECORDS, useExchange } from '../support.js';
import { LEND, longAgo, PARAMS, row, rows } from './loans.js';

describe.each(ENTRIES)('what became of a write, on the %s entry', (_, create) => {
  const exchange = useExchange();
  const lose = async () => {
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin, retry: { attempts: 1 } });
    exchange().script({ fault: 'reset' });
    const error = await failureOf(caller(LEND, PARAMS));
    if (!(error instanceof UnknownOutcomeError)) throw new Error('expected an unknown outcome');
    exchange().reset();
    return { caller, error };
  };

  test('the error names the query that tells, ready to be sent', async () => {
    const before = Date.now();
    const { caller, error } = await lose();
    const { startTime, ...rest } = error.settledBy?.parameters ?? {};
    expect({ operation: error.settledBy?.operation, rest }).toEqual({
      operation: 'margin.loans',
      rest: { asset: 'USDT', type: 'BORROW' },
    });
    expect(Number(startTime)).toBeGreaterThanOrEqual(before - 3000);
    expect(Number(startTime)).toBeLessThanOrEqual(Date.now() - 3000);
    expect(error.sentAt).toBeGreaterThanOrEqual(before);
    expect(error.acceptedUntil).toBe((error.sentAt ?? 0) + 15_000);
    expect(error.message).toContain('margin.loans');
    expect(JSON.stringify(error)).not.toContain('descriptor');
    await caller.close();
  });

  test.each([
    ['a pair', { symbol: 'BTCUSDT' }, 'BTCUSDT'],
    ['a pair that does not count, as nobody checked', { symbol: 'BTCUSDT', flag: false }, undefined],
    ['a pair that counts', { symbol: 'BTCUSDT', flag: true }, 'BTCUSDT'],
  ])('with %s the query is for the account that the write was for', async (__, given, pair) => {
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin, retry: { attempts: 1 }, validate: 'none' });
    const when = { parameter: 'flag', in: ['TRUE'] };
    const conditions = 'flag' in given ? [{ when, else: { forbid: ['symbol'] } }] : [];
    exchange().script({ fault: 'reset' });
    const error = (await failureOf(caller({ ...LEND, conditions }, { ...PARAMS, ...given }))) as UnknownOutcomeError;
    expect(error.settledBy?.parameters['isolatedSymbol']).toBe(pair);
    expect(error.parameters['symbol']).toBe('BTCUSDT');
    await caller.close();
  });

  test('a write with a secret among its parameters has no query: one for "[redacted]" would find nothing', async () => {
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin, retry: { attempts: 1 } });
    exchange().script({ fault: 'reset' });
    const params = { ...PARAMS, asset: ACCOUNT.apiKey };
    const error = (await failureOf(caller(LEND, params))) as UnknownOutcomeError;
    expect(error.parameters['asset']).toBe('[redacted]');
    expect(error.settledBy).toBeUndefined();
    expect(await failureOf(reconcile(caller, error))).toMatchObject({ kind: 'configuration' });
    await caller.close();
  });

  test('a record of it: it was carried out', async () => {
    const { caller, error } = await lose();
    exchange().script(rows(row()));
    expect(await reconcile(caller, error)).toEqual({
      outcome: 'carried-out',
      evidence: {
        txId: '9007199',
        asset: 'USDT',
        amount: '1.5',
        timestamp: expect.any(Number) as number,
        status: 'CONFIRMED',
      },
    });
    const [request] = exchange().requests;
    expect(Object.fromEntries(request?.parameters ?? [])).toMatchObject({ asset: 'USDT', type: 'BORROW' });
    await caller.close();
  });

  test('a record that says it failed: it was not, once no other can come', async () => {
    const { caller, error } = await lose();
    const failed = rows(row({ status: 'FAILED' }));
    exchange().script(failed, failed, rows(row({ status: 'FAILED' }), row({ txId: 2, status: 'FAILED' })));
    expect(await reconcile(caller, error, { wait: false })).toMatchObject({ outcome: 'undecided', candidates: [{}] });
    const late = longAgo(error);
    expect(await reconcile(caller, late)).toMatchObject({ outcome: 'not-carried-out', evidence: { status: 'FAILED' } });
    expect(await reconcile(caller, late)).toMatchObject({ outcome: 'not-carried-out', evidence: { status: 'FAILED' } });
    await caller.close();
  });

  test('the failure of an attempt before says nothing of the one that is still on its way', async () => {
    const { caller, error } = await lose();
    exchange().script(rows(row({ status: 'FAILED' })), rows(row(), row({ txId: 2, status: 'FAILED' })));
    expect(await reconcile(caller, error)).toMatchObject({ outcome: 'undecided', candidates: [{}, { txId: '2' }] });
    await caller.close();
  });

  test.each([
    ['another asset', { asset: 'BTC' }],
    ['another amount', { amount: '1.51' }],
    ['an earlier time', { timestamp: 1_600_000_000_000 }],
  ])('a record of %s is not it', async (__, changes) => {
    const { caller, error } = await lose();
    exchange().script(rows(row(changes)), rows(row(changes)));
    expect(await reconcile(caller, error, { wait: false })).toEqual({ outcome: 'undecided', candidates: [] });
    expect(await reconcile(caller, longAgo(error))).toEqual({ outcome: 'not-carried-out', evidence: undefined });
    await caller.close();
  });

  test('two records that fit are undecided', async () => {
    const { caller, error } = await lose();
    exchange().script(rows(row(), row({ txId: 2 })));
    expect(await reconcile(caller, error)).toMatchObject({ outcome: 'undecided', candidates: [{}, { txId: '2' }] });
    await caller.close();
  });

  test('a write without a query is refused with a word on it', async () => {
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin });
    exchange().script({ fault: 'reset' });
    const error = (await failureOf(caller(BORROW, PARAMS))) as UnknownOutcomeError;
    expect(error.settledBy).toBeUndefined();
    expect(await failureOf(reconcile(caller, error))).toMatchObject({ kind: 'configuration', option: 'reconcile' });
    await caller.close();
  });
});

describe('an order', () => {
  const exchange = useExchange();
  const create = ENTRIES[0]?.[1];
  if (create === undefined) throw new Error('there is no entry');
  type Query = Operation<{ readonly symbol: string }, { readonly orderId: string }>;
  const QUERY: Query = {
    ...(RECORDS as unknown as Query),
    name: 'margin.order',
    parameters: { symbol: 'string', origClientOrderId: 'string' },
    required: ['symbol'],
    response: { fields: { orderId: 'id', status: 'string' } },
  };
  type Order = Operation<{ readonly symbol: string; readonly newClientOrderId?: string }, unknown>;
  const ORDER: Order = {
    ...(BORROW as unknown as Order),
    parameters: { symbol: 'string', newClientOrderId: 'string' },
    required: ['symbol'],
    clientOrderId: 'newClientOrderId',
    settlement: {
      operation: QUERY,
      parameters: { symbol: { from: 'symbol' }, origClientOrderId: { from: 'newClientOrderId' } },
      absent: [-2013],
    },
  };
  const start = (options = {}) => create({ ...ACCOUNT, baseUrl: exchange().origin, ...options });

  test("without an id of the caller's gets one, by which it is found again", async () => {
    const caller = start();
    exchange().script({ fault: 'reset' });
    const params = { symbol: 'BTCUSDT' };
    const error = (await failureOf(caller(ORDER, params))) as UnknownOutcomeError;
    const id = error.parameters['newClientOrderId'];
    expect(id).toMatch(/^[\w.:/-]{1,32}$/);
    expect(params).toEqual({ symbol: 'BTCUSDT' });
    expect(error.settledBy).toEqual({
      operation: 'margin.order',
      parameters: { symbol: 'BTCUSDT', origClientOrderId: id },
    });
    exchange().script({ json: { orderId: 5, status: 'NEW' } });
    expect(await reconcile(caller, error)).toEqual({
      outcome: 'carried-out',
      evidence: { orderId: '5', status: 'NEW' },
    });
    await caller.close();
  });

  test('that the exchange does not have is not carried out once it cannot be any more', async () => {
    const caller = start();
    exchange().script({ fault: 'reset' });
    const error = (await failureOf(caller(ORDER, { symbol: 'BTCUSDT' }))) as UnknownOutcomeError;
    const absent = { status: 400, json: { code: -2013, msg: 'Order does not exist.' } };
    exchange().script(absent);
    expect(await reconcile(caller, error, { wait: false })).toEqual({ outcome: 'undecided', candidates: [] });
    exchange().script(absent, absent, absent);
    const [late, soon, forgotten] = [5000, 4000, 3 * 86_400_000].map((ms) => longAgo(error, ms));
    if (late === undefined || soon === undefined || forgotten === undefined) throw new Error('three were made');
    expect(await reconcile(caller, soon, { wait: false })).toEqual({ outcome: 'undecided', candidates: [] });
    expect(await reconcile(caller, late)).toEqual({ outcome: 'not-carried-out', evidence: undefined });
    expect(await reconcile(caller, forgotten)).toEqual({ outcome: 'undecided', candidates: [] });
    await caller.close();
  });

  test("any other refusal of the query is the caller's to see", async () => {
    const caller = start();
    exchange().script({ fault: 'reset' });
    const error = (await failureOf(caller(ORDER, { symbol: 'BTCUSDT' }))) as UnknownOutcomeError;
    exchange().script({ status: 401, json: { code: -2015, msg: 'Invalid API-key' } });
    expect(await failureOf(reconcile(caller, error))).toMatchObject({ kind: 'api', code: -2015 });
    await caller.close();
  });

  test("with an id of the caller's keeps it, and none is made where that is not wanted", async () => {
    const caller = start();
    await caller(ORDER, { symbol: 'BTCUSDT', newClientOrderId: 'mine' });
    const plain = start({ clientOrderIds: false });
    await plain(ORDER, { symbol: 'BTCUSDT' });
    const sent = exchange().requests.map(({ parameters }) => Object.fromEntries(parameters)['newClientOrderId']);
    expect(sent).toEqual(['mine', undefined]);
    await Promise.all([caller.close(), plain.close()]);
  });
});
