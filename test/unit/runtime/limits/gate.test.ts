import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BannedError, RateLimitError } from '../../../../templates/runtime/errors/response-errors.js';
import { createGate } from '../../../../templates/runtime/limits/gate.js';
import { createLimiter } from '../../../../templates/runtime/limits/limiter.js';
import type { Limiter } from '../../../../templates/runtime/limits/types.js';
import { readRetryAt } from '../../../../templates/runtime/read/retry-after.js';
import { attemptOf, ip, newsOf, operationOf, order, watch } from './support.js';

const START = Date.UTC(2026, 0, 15, 7, 0, 20);
const DAY = 86_400_000;

const BALANCE = operationOf('GET /papi/v1/balance', ip(20));
const ORDER = operationOf('POST /papi/v1/um/order', ip(1), order(1));
const CANCEL = operationOf('DELETE /papi/v1/um/order', ip(1));
/** It counts as an order, and places none. */
const MODIFY = operationOf('PUT /papi/v1/um/order', order(1));
const TIME = operationOf('GET /api/v3/time', ip(1));
const TRADES = operationOf('GET /sapi/v1/margin/trades', ip(10));
const BORROW = operationOf('POST /sapi/v1/margin/borrow-repay', { scope: 'UID', value: 1500 });
const EVERYTHING = [BALANCE, ORDER, CANCEL, TIME, TRADES, BORROW];

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

/** The limiter keeps silent as the gate does. */
const MAKERS: readonly (readonly [string, (options?: { readonly maxWaitMs: number }) => Limiter])[] = [
  ['gate', createGate],
  ['limiter', (options = { maxWaitMs: 10_000 }) => createLimiter(options)],
];

describe.each(MAKERS)('the %s', (_, create) => {
  const refuse = (limiter: Limiter, operation = BALANCE, news = newsOf(429)): number => {
    const attempt = attemptOf(operation);
    void limiter.learn(attempt, news);
    return (attempt.blocks[0]?.[2] ?? 0) - Date.now();
  };
  const passes = (limiter: Limiter): readonly string[] =>
    EVERYTHING.filter((operation) => watch(limiter.enter(attemptOf(operation))).result() === 'sent').map(
      ({ method, path }) => `${method} ${path}`,
    );
  const blockedFor = (status: number, retryAt: number | undefined): number =>
    refuse(create(), BALANCE, newsOf(status, { retryAt }));

  it('lets everything pass, at once, as long as nothing was refused', () => {
    const limiter = create();
    void limiter.learn(attemptOf(BALANCE), newsOf(200));
    void limiter.learn(attemptOf(BALANCE), newsOf(400, { code: -1102 }));
    expect(passes(limiter)).toHaveLength(EVERYTHING.length);
  });

  it.each([
    ['429 on /papi', BALANCE, newsOf(429, { code: -1003 }), [TIME, TRADES, BORROW]],
    ['429 on /api', TIME, newsOf(429), [BALANCE, ORDER, CANCEL, TRADES, BORROW]],
    ['429 on /sapi', TRADES, newsOf(429, { code: -1003 }), [BALANCE, ORDER, CANCEL, TIME, BORROW]],
    ['429 for too many orders', ORDER, newsOf(429, { code: -1015 }), [BALANCE, CANCEL, TIME, TRADES, BORROW]],
    [
      '429 for orders at what counts as one',
      MODIFY,
      newsOf(429, { code: -1015 }),
      [BALANCE, CANCEL, TIME, TRADES, BORROW],
    ],
    ['429 for orders at what places none', CANCEL, newsOf(429, { code: -1015 }), [TIME, TRADES, BORROW]],
    ['418', TRADES, newsOf(418), []],
  ])('after %s sends nothing that it covers, and all else', (_name, operation, news, want) => {
    const limiter = create();
    refuse(limiter, operation, news);
    expect(passes(limiter)).toEqual(want.map(({ method, path }) => `${method} ${path}`));
  });

  it('keeps silent for as long as Retry-After says, and a second more as it may be rounded', () => {
    const at = (header: string | undefined, msg = ''): number | undefined =>
      readRetryAt({ header, date: undefined, msg }, Date.now());
    expect(blockedFor(429, at('7'))).toBe(8000);
    expect(blockedFor(418, at('120'))).toBe(121_000);
    expect(blockedFor(418, at(String(3 * 86_400)))).toBe(3 * DAY + 1000);
    expect(blockedFor(418, at('999999999'))).toBe(3 * DAY + 1000);
    expect(blockedFor(429, at(new Date(START + 9000).toUTCString()))).toBe(10_000);
    expect(blockedFor(418, at(undefined, `IP banned until ${START + 30_000}.`))).toBe(31_000);
  });

  it('keeps silent until the minute is over after a 429 that does not say, for a second at least', () => {
    const junk = readRetryAt({ header: 'soon', date: undefined, msg: '' }, Date.now());
    expect(blockedFor(429, junk)).toBe(40_000);
    vi.setSystemTime(START + 39_400);
    expect(blockedFor(429, undefined)).toBe(1000);
    vi.setSystemTime(START + 40_000);
    expect(blockedFor(429, undefined)).toBe(60_000);
  });

  it('takes a time that is over for none, as the clock may be wrong', () => {
    expect(blockedFor(429, START)).toBe(40_000);
    expect(blockedFor(418, START - 5000)).toBe(120_000);
  });

  it('keeps silent for two minutes after a 418 that does not say, and twice as long after each further', async () => {
    const limiter = create();
    for (const minutes of [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 4320, 4320]) {
      expect(refuse(limiter, TIME, newsOf(418))).toBe(minutes * 60_000);
      await vi.advanceTimersByTimeAsync(minutes * 60_000 - 1);
      expect(passes(limiter)).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(passes(limiter)).toHaveLength(EVERYTHING.length);
    }
  });

  it('begins at two minutes again when the exchange has answered otherwise', async () => {
    const limiter = create();
    refuse(limiter, TIME, newsOf(418));
    await vi.advanceTimersByTimeAsync(120_000);
    void limiter.learn(attemptOf(TIME), newsOf(429, { retryAt: Date.now() + 1000 }));
    expect(refuse(limiter, TIME, newsOf(418))).toBe(240_000);
    await vi.advanceTimersByTimeAsync(240_000);
    void limiter.learn(attemptOf(TIME), newsOf(200));
    expect(refuse(limiter, TIME, newsOf(418))).toBe(120_000);
  });

  it('takes the answers to what was under way for the same ban', () => {
    const limiter = create();
    for (let count = 0; count < 50; count += 1) expect(refuse(limiter, TIME, newsOf(418))).toBe(120_000);
    void limiter.learn(attemptOf(TIME), newsOf(200));
    expect(passes(limiter)).toEqual([]);
  });

  it('does not shorten a ban by a shorter one', async () => {
    const limiter = create();
    refuse(limiter, TIME, newsOf(418, { retryAt: START + 600_000 }));
    refuse(limiter, TIME, newsOf(418, { retryAt: START + 1000 }));
    await vi.advanceTimersByTimeAsync(600_999);
    expect(passes(limiter)).toEqual([]);
  });

  it('sends nothing inside a ban when the clock is set', async () => {
    const limiter = create();
    refuse(limiter, TIME, newsOf(418));
    vi.setSystemTime(START + DAY);
    expect(passes(limiter)).toEqual([]);
    vi.setSystemTime(START - DAY);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(passes(limiter)).toHaveLength(EVERYTHING.length);
  });

  it('holds back a call that can still be made in time, and tells it', async () => {
    const limiter = create();
    refuse(limiter, BALANCE, newsOf(429, { retryAt: START + 8000 }));
    const attempt = attemptOf(ORDER);
    const entering = watch(limiter.enter(attempt));
    await vi.advanceTimersByTimeAsync(8999);
    expect(entering.result()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(entering.result()).toBe('sent');
    expect(attempt.waits).toEqual([['IP|papi', 9000]]);
    expect([attempt.listeners(), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it('holds it back anew when the block is made longer meanwhile', async () => {
    const limiter = create();
    refuse(limiter, BALANCE, newsOf(429, { retryAt: START + 4000 }));
    const entering = watch(limiter.enter(attemptOf(ORDER)));
    await vi.advanceTimersByTimeAsync(2000);
    refuse(limiter, BALANCE, newsOf(429, { retryAt: START + 8000 }));
    await vi.advanceTimersByTimeAsync(6999);
    expect(entering.result()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(entering.result()).toBe('sent');
  });

  it('rejects what waits when a ban comes that it cannot wait for', async () => {
    const limiter = create();
    refuse(limiter, BALANCE, newsOf(429, { retryAt: START + 4000 }));
    const attempt = attemptOf(ORDER);
    const entering = watch(limiter.enter(attempt));
    refuse(limiter, TIME, newsOf(418));
    await vi.advanceTimersByTimeAsync(5000);
    expect(entering.result()).toBeInstanceOf(BannedError);
    expect([attempt.listeners(), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it.each([
    ['maxWaitMs', 15_000, 10_001, 10_000],
    ['the deadline', 5000, 4951, 4950],
  ])('rejects at once what would have to wait beyond %s', async (_name, timeoutMs, tooLong, bearable) => {
    const limiter = create({ maxWaitMs: 10_000 });
    refuse(limiter, BALANCE, newsOf(429, { code: -1003, retryAt: START + tooLong - 1000 }));
    const attempt = attemptOf(BALANCE, { timeoutMs });
    const entering = watch(limiter.enter(attempt));
    await Promise.resolve();
    await Promise.resolve();
    const error = entering.result();
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ answered: false, status: 429, code: undefined, operation: 'balance' });
    expect(error).toMatchObject({ retryAt: START + tooLong, usage: [], documented: [] });
    expect(attempt.waits).toEqual([]);
    const patient = create({ maxWaitMs: 10_000 });
    refuse(patient, BALANCE, newsOf(429, { retryAt: START + bearable - 1000 }));
    const waiting = watch(patient.enter(attemptOf(BALANCE, { timeoutMs })));
    await vi.advanceTimersByTimeAsync(bearable);
    expect(waiting.result()).toBe('sent');
  });

  it('tells who is banned until when, and keeps the words of the exchange to itself', async () => {
    const limiter = create();
    refuse(limiter, TIME, newsOf(418, { retryAt: START + 600_000 }));
    const entering = watch(limiter.enter(attemptOf(BORROW)));
    await Promise.resolve();
    await Promise.resolve();
    const error = entering.result();
    expect(error).toBeInstanceOf(BannedError);
    expect(error).toMatchObject({ answered: false, status: 418, until: START + 601_000, operation: 'borrow-repay' });
    expect(String(error)).toContain('Not sent: the exchange has banned this address, for 601 s yet.');
  });

  it('tells of every block by an event', () => {
    const limiter = create();
    const [one, two, three] = [attemptOf(TRADES), attemptOf(ORDER), attemptOf(TIME)];
    void limiter.learn(one, newsOf(429, { retryAt: START + 2000 }));
    void limiter.learn(two, newsOf(429, { code: -1015 }));
    void limiter.learn(three, newsOf(418));
    expect(one.blocks).toEqual([['IP|sapi|GET /sapi/v1/margin/trades', 429, START + 3000]]);
    expect(two.blocks).toEqual([['ORDER|papi', 429, START + 40_000]]);
    expect(three.blocks).toEqual([['IP', 418, START + 120_000]]);
  });

  it('leaves nothing behind of a call that is cancelled while it waits', async () => {
    const limiter = create();
    refuse(limiter, BALANCE, newsOf(429, { retryAt: START + 8000 }));
    const attempt = attemptOf(BALANCE);
    const entering = watch(limiter.enter(attempt));
    await vi.advanceTimersByTimeAsync(100);
    attempt.cancel();
    await vi.advanceTimersByTimeAsync(0);
    expect(entering.result()).toBeInstanceOf(RateLimitError);
    expect([attempt.listeners(), vi.getTimerCount()]).toEqual([0, 0]);
  });
});
