import { describe, expect, test } from 'vitest';
import { readUsage } from '../../../../templates/runtime/read/usage.js';

describe('the counters of an answer', () => {
  test.each([
    ['x-mbx-used-weight-1m', 'IP', '1M'],
    ['x-sapi-used-ip-weight-1m', 'IP', '1M'],
    ['x-sapi-used-uid-weight-10s', 'UID', '10S'],
    ['x-mbx-order-count-1d', 'ORDER', '1D'],
  ])('%s', (header, scope, interval) => {
    expect(readUsage({ [header]: '12' })).toEqual([{ scope, interval, used: 12, header }]);
  });

  test('all of them, in the order of the headers', () => {
    const headers = {
      date: 'Thu, 15 Jan 2026 12:00:00 GMT',
      'x-mbx-order-count-10s': '0',
      'x-sapi-used-uid-weight-1m': '1500',
      'x-mbx-uuid': '5',
      'content-length': '5',
      'x-mbx-used-weight-1m': '999999999999999',
    };
    expect(readUsage(headers)).toEqual([
      { scope: 'ORDER', interval: '10S', used: 0, header: 'x-mbx-order-count-10s' },
      { scope: 'UID', interval: '1M', used: 1500, header: 'x-sapi-used-uid-weight-1m' },
      { scope: 'IP', interval: '1M', used: 999_999_999_999_999, header: 'x-mbx-used-weight-1m' },
    ]);
  });

  test.each(['', ' ', '-1', '1.5', '1e3', 'x', '5x', 'x5', '1234567890123456', '1, 2'])('%j is no count', (value) => {
    expect(readUsage({ 'x-mbx-used-weight-1m': value })).toEqual([]);
  });

  test.each(['x-mbx-used-weight', 'x-used', 'y-x-mbx-used-weight-1m', 'retry-after', 'used-weight-1m'])(
    '%s is no counter',
    (header) => {
      expect(readUsage({ [header]: '5' })).toEqual([]);
    },
  );

  test('a header without a value counts nothing', () => {
    expect(readUsage({ 'x-mbx-used-weight-1m': undefined as unknown as string })).toEqual([]);
    expect(readUsage({})).toEqual([]);
  });
});
