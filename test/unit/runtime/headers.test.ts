import { describe, expect, test } from 'vitest';
import { readRetryAt } from '../../../templates/runtime/read/retry-after.js';
import { readUsage } from '../../../templates/runtime/read/usage.js';
import type { BannedError, RateLimitError } from '../../../templates/runtime/common.js';
import { ACCOUNT, BORROW, SINGLE_ENTRIES, failureOf, useExchange } from './support.js';

const NOW = Date.parse('2026-01-15T12:00:00Z');

describe('Retry-After', () => {
  test.each<[string | undefined, string, number | undefined]>([
    ['30', '', NOW + 30_000],
    [' 30 ', '', NOW + 30_000],
    ['0', '', NOW],
    ['259200', '', NOW + 3 * 86_400_000],
    ['Thu, 15 Jan 2026 12:00:10 GMT', '', NOW + 10_000],
    [undefined, '', undefined],
    ['', '', undefined],
    ['soon', '', undefined],
    ['-5', '', undefined],
    ['1.5', '', undefined],
    ['99999999999', '', undefined],
    ['junk 12', '', undefined],
    ['2026', '', NOW + 2_026_000],
    ['Thu, 99 Jan 2026 12:00:10 GMT', '', undefined],
    [undefined, 'Way too many requests; IP banned until 1659146400000. Please use the websocket.', 1659146400000],
    ['junk', 'IP banned until 1659146400000', 1659146400000],
    ['30', 'IP banned until 1659146400000', NOW + 30_000],
    [undefined, 'banned until 12', undefined],
  ])('%j with message %j', (header, msg, at) => {
    expect(readRetryAt({ header, date: undefined, msg }, NOW)).toBe(at);
  });

  test.each<[string, string | undefined, string, number]>([
    ['a date, by a local clock that is an hour ahead', 'Thu, 15 Jan 2026 11:00:10 GMT', '', NOW + 10_000],
    ['a text, by a local clock that is an hour ahead', undefined, `banned until ${NOW - 3_600_000 + 30_000}`, NOW + 30_000],
    ['seconds need no clock of the server', '5', '', NOW + 5000],
  ])('%s', (_, header, msg, at) => {
    expect(readRetryAt({ header, date: 'Thu, 15 Jan 2026 11:00:00 GMT', msg }, NOW)).toBe(at);
  });

  test('a Date that is none is not used', () => {
    expect(readRetryAt({ header: undefined, date: 'yesterday', msg: `until ${NOW}` }, NOW)).toBe(NOW);
  });
});

describe('used weight', () => {
  test('of all header families', () => {
    const usage = readUsage({
      'content-type': 'application/json',
      'x-mbx-used-weight': '5',
      'x-mbx-used-weight-1m': '12',
      'x-mbx-order-count-10s': '1',
      'x-mbx-order-count-1d': '7',
      'x-sapi-used-ip-weight-1m': '3',
      'x-sapi-used-uid-weight-1m': '180000',
      'x-mbx-uuid': 'abc',
      'x-mbx-order-count-1h': 'many',
    });
    expect(usage.map(({ scope, interval, used }) => [scope, interval, used])).toEqual([
      ['IP', '1M', 12],
      ['ORDER', '10S', 1],
      ['ORDER', '1D', 7],
      ['IP', '1M', 3],
      ['UID', '1M', 180000],
    ]);
  });
});

describe.each(SINGLE_ENTRIES)('limits on the wire, by the %s entry', (_, create) => {
  const exchange = useExchange();

  test('429 tells when to come back, and what was used', async () => {
    const limited = create({ ...ACCOUNT, baseUrl: exchange().origin });
    const before = Date.now();
    exchange().script({
      status: 429,
      headers: { 'Retry-After': '12', 'X-MBX-USED-WEIGHT-1M': '6001' },
      json: { code: -1003, msg: 'Too many requests.' },
    });
    const failure = (await failureOf(limited(BORROW, { asset: 'A', amount: 1 }))) as RateLimitError;
    expect(failure).toMatchObject({
      name: 'RateLimitError',
      kind: 'rate-limit',
      status: 429,
      code: -1003,
      usage: [{ used: 6001 }],
    });
    expect(failure.retryAt).toBeGreaterThanOrEqual(before + 12_000);
    expect(failure.retryAt).toBeLessThanOrEqual(Date.now() + 12_000);
  });

  test('418 tells until when, from the message if need be', async () => {
    const banned = create({ ...ACCOUNT, baseUrl: exchange().origin });
    exchange().script({
      status: 418,
      json: { code: -1003, msg: 'Way too many requests; IP banned until 1999146400000.' },
    });
    const failure = (await failureOf(banned(BORROW, { asset: 'A', amount: 1 }))) as BannedError;
    expect(failure).toMatchObject({ name: 'BannedError', kind: 'banned', answered: true });
    // The exchange's clock is known by its Date header, to the second; never is the ban cut short.
    expect(failure.until).toBeGreaterThanOrEqual(1999146400000);
    expect(failure.until).toBeLessThan(1999146401100);
  });
});
