import { describe, expect, it } from 'vitest';
import {
  type Budget,
  BUDGETS,
  chargesFor,
  countsOf,
  observationsOf,
  readInterval,
  type Tariff,
} from '../../../../templates/runtime/limits/budgets.js';
import type { AnyOperation } from '../../../../templates/runtime/call/request.js';
import { attemptOf, ip, operationOf, order, uid, usageOf } from './support.js';

const TARIFF: Tariff = { budgets: BUDGETS, share: 0.95, labels: { account: '', address: '' } };
const more = (...limits: readonly Budget[]): Tariff => ({ ...TARIFF, budgets: [...BUDGETS, ...limits] });

const spentBy = (operation: AnyOperation, tariff: Tariff = TARIFF): unknown =>
  chargesFor(attemptOf(operation), tariff)
    .filter(({ weight }) => weight > 0)
    .map(({ key, weight, limit }) => `${key}: ${weight} of ${limit}`);

const guarded = (operation: AnyOperation, tariff: Tariff = TARIFF): unknown =>
  chargesFor(attemptOf(operation), tariff)
    .filter(({ weight }) => weight === 0)
    .map(({ key }) => key);

describe('what a call spends', () => {
  it('is shared by address for /papi and /api, and orders by account', () => {
    expect(spentBy(operationOf('GET /papi/v1/balance', ip(20)))).toEqual(['IP|papi|1M: 20 of 5700']);
    expect(spentBy(operationOf('GET /api/v3/time', ip(1)))).toEqual(['IP|api|1M: 1 of 5700']);
    expect(spentBy(operationOf('POST /papi/v1/um/order', ip(1), order(1)))).toEqual([
      'IP|papi|1M: 1 of 5700',
      'ORDER|papi|1M: 1 of 1140',
    ]);
  });

  it('is counted for each endpoint of /sapi by itself', () => {
    const key = '1M|GET /sapi/v1/margin/order';
    expect(spentBy(operationOf('GET /sapi/v1/margin/order', ip(10)))).toEqual([`IP|sapi|${key}: 10 of 11400`]);
    expect(spentBy(operationOf('GET /sapi/v1/margin/order', uid(6)))).toEqual([`UID|sapi|${key}: 6 of 171000`]);
    expect(spentBy(operationOf('DELETE /sapi/v1/margin/order', ip(10)))).not.toEqual([`IP|sapi|${key}: 10 of 11400`]);
  });

  it('is nothing where no limit is known', () => {
    expect(spentBy(operationOf('POST /sapi/v1/margin/order', order(1)))).toEqual([]);
    expect(spentBy(operationOf('GET /fapi/v1/time', ip(1)))).toEqual([]);
    expect(spentBy(operationOf('GET /papi/v1/balance', ip(0)))).toEqual([]);
  });

  it('carries the labels that the user gave', () => {
    const tariff = { ...TARIFF, labels: { account: 'alice', address: 'office' } };
    expect(spentBy(operationOf('POST /papi/v1/um/order', ip(1), order(1)), tariff)).toEqual([
      'office|IP|papi|1M: 1 of 5700',
      'alice|ORDER|papi|1M: 1 of 1140',
    ]);
  });

  it('is at most the whole share, so that a heavy call can go at all', () => {
    expect(spentBy(operationOf('GET /papi/v1/balance', ip(5900)))).toEqual(['IP|papi|1M: 5700 of 5700']);
  });

  it('stays spent somewhat longer than the interval, for requests do not all travel equally fast', () => {
    const windowsOf = (interval: string): unknown =>
      chargesFor(
        attemptOf(operationOf('POST /sapi/v1/margin/order', order(1))),
        more({ scope: 'ORDER', family: 'sapi', interval, limit: 50 }),
      ).at(-1)?.windowMs;
    expect([windowsOf('1M'), windowsOf('10S'), windowsOf('1D')]).toEqual([61_000, 10_500, 86_401_000]);
  });
});

describe('limits that the user gives', () => {
  it('stand beside the known ones', () => {
    const tariff = more(
      { scope: 'ORDER', family: 'sapi', interval: '10S', limit: 100 },
      { scope: 'ORDER', family: 'sapi', interval: '1D', limit: 200_000 },
    );
    expect(spentBy(operationOf('POST /sapi/v1/margin/order', order(1)), tariff)).toEqual([
      'ORDER|sapi|10S: 1 of 95',
      'ORDER|sapi|1D: 1 of 190000',
    ]);
  });

  it('stand in for the known one of the same scope, family and interval', () => {
    const tariff = more({ scope: 'IP', family: 'papi', interval: '1M', limit: 2400 });
    expect(spentBy(operationOf('GET /papi/v1/balance', ip(20)), tariff)).toEqual(['IP|papi|1M: 20 of 2280']);
  });

  it('can be for one endpoint alone, wherever they stand in the list', () => {
    const endpoint = 'GET /sapi/v1/a';
    const one: Budget = { scope: 'IP', family: 'sapi', interval: '1M', limit: 100, endpoint };
    for (const budgets of [
      [one, ...BUDGETS],
      [...BUDGETS, one],
    ]) {
      const tariff = { ...TARIFF, budgets };
      expect(spentBy(operationOf('GET /sapi/v1/a', ip(1)), tariff)).toEqual(['IP|sapi|1M|GET /sapi/v1/a: 1 of 95']);
      expect(spentBy(operationOf('GET /sapi/v1/b', ip(1)), tariff)).toEqual(['IP|sapi|1M|GET /sapi/v1/b: 1 of 11400']);
    }
  });
});

describe('what a refusal can block', () => {
  it('is the address, the family or the endpoint, and new orders', () => {
    expect(guarded(operationOf('GET /papi/v1/balance', ip(1)))).toEqual(['IP', 'IP|papi']);
    expect(guarded(operationOf('POST /papi/v1/um/order', order(1)))).toEqual(['IP', 'IP|papi', 'ORDER|papi']);
    expect(guarded(operationOf('GET /sapi/v1/a', uid(1)))).toEqual(['IP', 'UID|sapi|GET /sapi/v1/a']);
    expect(guarded(operationOf('GET /sapi/v1/a'))).toEqual(['IP', 'IP|sapi|GET /sapi/v1/a']);
    expect(guarded({ ...operationOf('POST /sapi/v1/a', uid(1)), clientOrderId: 'newClientOrderId' })).toEqual([
      'IP',
      'UID|sapi|POST /sapi/v1/a',
      'ORDER|sapi',
    ]);
  });

  it.each(['DELETE', 'GET', 'PUT'])('is no order for a %s, though it counts as one', (method) => {
    const operation = operationOf(`${method} /papi/v1/um/order`, ip(1), order(1));
    expect(guarded(operation)).toEqual(['IP', 'IP|papi']);
    expect(spentBy(operation)).toEqual(['IP|papi|1M: 1 of 5700']);
    const [counted, ...others] = countsOf(attemptOf(operation), TARIFF);
    expect(counted).toMatchObject({ key: 'ORDER|papi|1M', weight: 1, windowMs: 61_000 });
    expect(others).toEqual([]);
    expect(countsOf(attemptOf(operationOf('POST /papi/v1/um/order', ip(1), order(1))), TARIFF)).toEqual([]);
  });

  it('carries the labels too', () => {
    const tariff = { ...TARIFF, labels: { account: 'alice', address: 'office' } };
    expect(guarded(operationOf('POST /sapi/v1/a', uid(1), order(1)), tariff)).toEqual([
      'office|IP',
      'alice|UID|sapi|POST /sapi/v1/a',
      'alice|ORDER|sapi',
    ]);
  });
});

describe('what headers tell', () => {
  const seen = (operation: AnyOperation, header: string, tariff: Tariff = TARIFF): unknown =>
    observationsOf(operation, [usageOf(header, 123)], tariff).map(({ charge, used }) => `${charge.key}: ${used}`);

  it.each([
    ['GET /papi/v1/balance', 'x-mbx-used-weight-1m', ['IP|papi|1M: 123']],
    ['GET /api/v3/time', 'x-mbx-used-weight-1m', ['IP|api|1M: 123']],
    ['POST /papi/v1/um/order', 'x-mbx-order-count-1m', ['ORDER|papi|1M: 123']],
    ['GET /sapi/v1/a', 'x-sapi-used-ip-weight-1m', ['IP|sapi|1M|GET /sapi/v1/a: 123']],
    ['GET /sapi/v1/a', 'x-sapi-used-uid-weight-1m', ['UID|sapi|1M|GET /sapi/v1/a: 123']],
    // Another interval than that of any budget, and the counter of another family.
    ['GET /papi/v1/balance', 'x-mbx-used-weight-1s', []],
    ['GET /sapi/v1/a', 'x-mbx-used-weight-1m', []],
    ['GET /papi/v1/balance', 'x-sapi-used-ip-weight-1m', []],
    ['POST /sapi/v1/margin/order', 'x-mbx-order-count-10s', []],
  ])('%s with %s', (line, header, want) => {
    expect(seen(operationOf(line), header)).toEqual(want);
  });

  it('goes to the budget that the user gave as well', () => {
    const tariff = more({ scope: 'ORDER', family: 'sapi', interval: '10S', limit: 100 });
    const operation = operationOf('POST /sapi/v1/margin/order');
    expect(seen(operation, 'x-mbx-order-count-10s', tariff)).toEqual(['ORDER|sapi|10S: 123']);
  });
});

it('reads intervals', () => {
  expect(['1S', '10S', '1M', '5M', '1H', '1D'].map(readInterval)).toEqual([1e3, 1e4, 6e4, 3e5, 36e5, 864e5]);
  expect(['', '0M', '1m', 'M', '1W', '10000S', '1M '].map(readInterval)).toEqual(Array(7).fill(undefined));
});
