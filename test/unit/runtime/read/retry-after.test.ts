import { describe, expect, test } from 'vitest';
import { type RetryAfter, readRetryAt } from '../../../../templates/runtime/read/retry-after.js';

const NOW = Date.UTC(2026, 0, 15, 12, 0, 0, 250);
const SERVER_NOW = 'Thu, 15 Jan 2026 12:00:00 GMT';
const IN_A_MINUTE = 'Thu, 15 Jan 2026 12:01:00 GMT';

const retryAt = (said: Partial<RetryAfter>): number | undefined =>
  readRetryAt({ header: undefined, date: undefined, msg: '', ...said }, NOW);

/** Milliseconds from now on. */
const wait = (said: Partial<RetryAfter>): number | undefined => {
  const at = retryAt(said);
  return at === undefined ? undefined : at - NOW;
};

describe('when to ask again', () => {
  test.each([
    ['0', 0],
    ['1', 1000],
    [' 30\t', 30_000],
    ['999999999', 999_999_999_000],
  ])('after so many seconds: %j', (header, milliseconds) => {
    expect(wait({ header })).toBe(milliseconds);
  });

  test.each(['', ' ', '-1', '+1', '1.5', '1e3', '0x10', '1234567890', '1 2', 'a5', '5a', 'soon'])(
    'nobody can tell from %j',
    (header) => {
      expect(retryAt({ header })).toBeUndefined();
    },
  );

  test('at a date, which without a clock of the server is taken for one by the own clock', () => {
    expect(retryAt({ header: IN_A_MINUTE })).toBe(Date.UTC(2026, 0, 15, 12, 1));
    expect(retryAt({ header: ` ${IN_A_MINUTE} ` })).toBe(Date.UTC(2026, 0, 15, 12, 1));
  });

  test('the time until a date is counted by the clock of the server', () => {
    expect(wait({ header: IN_A_MINUTE, date: SERVER_NOW })).toBe(60_000);
    expect(wait({ header: IN_A_MINUTE, date: ` ${SERVER_NOW}\t` })).toBe(60_000);
    expect(wait({ header: IN_A_MINUTE, date: 'Thu, 15 Jan 2026 11:00:00 GMT' })).toBe(3_660_000);
    expect(wait({ header: SERVER_NOW, date: IN_A_MINUTE })).toBe(-60_000);
  });

  test.each(['soon', '', '2026-01-15T12:00:00Z'])('a clock that shows %j tells nothing', (date) => {
    expect(retryAt({ header: IN_A_MINUTE, date })).toBe(Date.UTC(2026, 0, 15, 12, 1));
  });

  test.each([
    'Thu, 15 Jan 2026 12:01:00',
    'Thu, 15 Jan 2026 12:01:00 CET',
    'Thu, 15 Jan 26 12:01:00 GMT',
    'Thu, 5 Jan 2026 12:01:00 GMT',
    'Thu, 15 Jan 2026 12:01 GMT',
    'Thu, 15 Jan 2026 2:01:00 GMT',
    'Thu, 15 Jan 2026 12:1:00 GMT',
    'Thu, 15 Jan 2026 12:01:0 GMT',
    'thu, 15 Jan 2026 12:01:00 GMT',
    'Thu, 15 jan 2026 12:01:00 GMT',
    'Thursday, 15-Jan-26 12:01:00 GMT',
    'Thu Jan 15 12:01:00 2026',
    'x Thu, 15 Jan 2026 12:01:00 GMT',
    'Thu, 15 Jan 2026 12:01:00 GMT x',
    'Thu, 15 Jan 2026 12:01:00 GMT+0200',
    'Thu, 15 Jxx 2026 12:01:00 GMT',
    'Thu, 41 Jan 2026 12:01:00 GMT',
  ])('%j is no date', (header) => {
    expect(retryAt({ header })).toBeUndefined();
  });

  test('when the message says, if no header does', () => {
    const msg = 'Way too much request weight used; IP banned until 1659146400000. Please use WebSocket Streams.';
    expect(retryAt({ msg })).toBe(1_659_146_400_000);
    expect(retryAt({ msg, header: 'soon' })).toBe(1_659_146_400_000);
    expect(retryAt({ msg, date: 'Thu, 15 Jan 2026 11:59:59 GMT' })).toBe(1_659_146_401_250);
    expect(wait({ msg, header: '5' })).toBe(5000);
    expect(retryAt({ msg, header: IN_A_MINUTE })).toBe(Date.UTC(2026, 0, 15, 12, 1));
  });

  test.each(['until 165914640000', 'until 16591464000000', 'until 2026', 'until1659146400000', 'runtil 1659146400000'])(
    'the message %j names no moment',
    (msg) => {
      expect(retryAt({ msg })).toBeUndefined();
    },
  );
});
