import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallLife } from '../../../../templates/runtime/call/life.js';
import type { ApiResponse } from '../../../../templates/runtime/call/request.js';
import {
  ApiError,
  BannedError,
  type MarginaliaError,
  NetworkError,
  RateLimitError,
} from '../../../../templates/runtime/common.js';
import type { Origins } from '../../../../templates/runtime/send/wire.js';
import { BORROW } from '../support.js';
import { DONE, NOW, ONE, prepare, run, THREE, TWO, USAGE } from './attempts.js';

const answered = (status: number, code?: number) => ({ status, code, msg: 'm', documented: [], usage: [] });
const api = (status: number, code?: number): ApiError => new ApiError('m', answered(status, code));
const limited = (retryAt?: number): RateLimitError => new RateLimitError('m', { ...answered(429), retryAt });
const heldBack = (): RateLimitError => new RateLimitError('m', { ...answered(429), retryAt: NOW, answered: false });
const heldBackByBan = (): BannedError => new BannedError('m', { ...answered(418), retryAt: NOW, answered: false });
const REFUSED_TIME = (): ApiError => api(400, -1021);
const DOWN = (): ApiError => api(502);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a call that fails', () => {
  test('is sent again after pauses that grow, and ends with its answer', async () => {
    const { result, took, next, request, tell } = await run({ failures: [DOWN(), DOWN()] });
    expect([result, took]).toEqual([DONE, 300]);
    expect(next.mock.calls).toEqual([
      [request],
      [{ ...request, attempt: 2, usage: USAGE }],
      [{ ...request, attempt: 3, usage: USAGE }],
    ]);
    const place = { operation: 'margin.records', call: 9 };
    const retry = { type: 'retry', error: DOWN() };
    expect(tell.mock.calls).toEqual([
      [
        { ...place, attempt: 1 },
        { ...retry, delayMs: 100 },
      ],
      [
        { ...place, attempt: 2 },
        { ...retry, delayMs: 200 },
      ],
    ]);
  });

  test.each([1, 2, 5])('is sent %i times at most', async (attempts) => {
    const failures = Array.from({ length: 9 }, DOWN);
    const { result, sent } = await run({ attempts, failures });
    expect(result).toBe(failures[attempts - 1]);
    expect(sent).toBe(attempts);
  });

  test('for reasons of its own is not sent again', async () => {
    const error = new RangeError('mine');
    const { result, sent, tell } = await run({ failures: [error] });
    expect([result, sent]).toEqual([error, 1]);
    expect(tell).not.toHaveBeenCalled();
  });

  test('as it would again is not sent again', async () => {
    const error = api(400, -1102);
    const { result, sent, took } = await run({ failures: [error] });
    expect([result, sent, took]).toEqual([error, 1, 0]);
  });

  test('on a connection that was gone is sent again at once, and no timer is set for it', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const { start, next } = prepare({ failures: [new NetworkError('m', { sent: 'maybe', stale: true })] });
    expect(await start()).toBe(DONE);
    expect(next).toHaveBeenCalledTimes(2);
    expect(timers).not.toHaveBeenCalled();
  });

  test.each([
    [0, 1_125],
    [-5000, 125],
    [3000, 4_125],
  ])('of a limit that ends in a second and %i ms is sent when it has ended, in no hurry', async (more, took) => {
    const call = await run({ failures: [limited(NOW + 1000 + more)] });
    expect([call.result, call.took]).toEqual([DONE, took]);
  });
});

describe('the deadline', () => {
  test.each([
    [100, 1],
    [101, 2],
  ])('in %i ms leaves room for %i attempts, with a pause of 100 ms', async (milliseconds, attempts) => {
    const { sent, took } = await run({ deadline: NOW + milliseconds, failures: [DOWN()] });
    expect([sent, took]).toEqual([attempts, attempts === 1 ? 0 : 100]);
  });

  test('before the end of a limit is told at once', async () => {
    const error = limited(NOW + 1000);
    const { result, took } = await run({ deadline: NOW + 1000, failures: [error] });
    expect([result, took]).toEqual([error, 0]);
  });
});

describe('a write', () => {
  test('that never left is sent again', async () => {
    const { result, sent } = await run({ operation: BORROW, failures: [new NetworkError('m', { sent: 'never' })] });
    expect([result, sent]).toEqual([DONE, 2]);
  });

  test.each<[string, () => MarginaliaError]>([
    ['a gateway', DOWN],
    ['a limit', () => limited(NOW)],
    ['a refused timestamp', REFUSED_TIME],
  ])('that may have been carried out is not, whatever the policy says of %s', async (_, fail) => {
    const error = fail();
    const fails = (life: CallLife): void => {
      life.sent = true;
      throw error;
    };
    const { result, sent, clock } = await run({ operation: BORROW, failures: [fails] });
    expect([result, sent]).toEqual([error, 1]);
    expect(clock.correct).not.toHaveBeenCalled();
  });

  test('goes where it has to, and a read that left may be sent again', async () => {
    const write = await run({ operation: BORROW, origins: [ONE, TWO], failures: [] });
    expect(write.pick).not.toHaveBeenCalled();
    expect(write.next.mock.calls).toEqual([[write.request]]);
    const fails = (life: CallLife): void => {
      life.sent = true;
      throw DOWN();
    };
    expect((await run({ failures: [fails] })).result).toBe(DONE);
  });
});

describe('a timestamp that was refused', () => {
  test('is put right by the clock, from when it was made, and the call is sent at once', async () => {
    const { result, took, clock, sent } = await run({ attempts: 1, failures: [REFUSED_TIME()] });
    expect([result, took, sent]).toEqual([DONE, 0, 2]);
    expect(clock.correct.mock.calls).toEqual([[100]]);
  });

  test('is put right from when the one that was refused was made', async () => {
    const { clock } = await run({ failures: [DOWN(), REFUSED_TIME()] });
    expect(clock.correct.mock.calls).toEqual([[200]]);
  });

  test('is put right once', async () => {
    const failures = [REFUSED_TIME(), REFUSED_TIME(), REFUSED_TIME()];
    const { result, sent, clock } = await run({ attempts: 9, failures });
    expect([sent, clock.correct.mock.calls.length]).toEqual([2, 1]);
    expect(result).toBe(failures[1]);
  });

  test('does not count as an attempt', async () => {
    const { result, sent } = await run({ attempts: 2, failures: [REFUSED_TIME(), DOWN()] });
    expect([result, sent]).toEqual([DONE, 3]);
  });

  test('that cannot be put right is the end', async () => {
    const error = REFUSED_TIME();
    const { result, sent } = await run({ corrects: false, failures: [error] });
    expect([result, sent]).toEqual([error, 1]);
  });
});

describe('a call that is over', () => {
  test('is not sent again', async () => {
    const error = DOWN();
    const ends = (life: CallLife): void => {
      life.cancel('aborted');
      throw error;
    };
    const { result, sent, tell } = await run({ failures: [ends] });
    expect([result, sent]).toEqual([error, 1]);
    expect(tell).not.toHaveBeenCalled();
  });

  test('within a pause is not sent after it, and the pause ends with it', async () => {
    const error = DOWN();
    const { start, life, next } = prepare({ failures: [error] });
    setTimeout(() => life.cancel('timeout'), 30);
    const running = start();
    await vi.advanceTimersByTimeAsync(30);
    expect(await running).toBe(error);
    expect(Date.now() - NOW).toBe(30);
    expect([next.mock.calls.length, life.attempt]).toEqual([1, 1]);
  });
});

describe('what the client itself holds back', () => {
  test.each<[string, () => MarginaliaError]>([
    ['a limit', heldBack],
    ['a ban', heldBackByBan],
  ])('says less than the answer that made it do so: %s', async (_, hold) => {
    const failures = [limited(NOW + 5), hold()];
    const { result, sent } = await run({ failures });
    expect(sent).toBe(2);
    expect(result).toBe(failures[0]);
  });

  test('says it all if there was no answer', async () => {
    for (const error of [heldBack(), heldBackByBan()]) expect((await run({ failures: [error] })).result).toBe(error);
  });

  test('and an answer says more than the one before', async () => {
    for (const last of [api(400), new BannedError('m', { ...answered(418), retryAt: NOW })]) {
      expect((await run({ failures: [limited(NOW + 5), last] })).result).toBe(last);
    }
  });
});

describe('where attempts go', () => {
  test('is the one place there is, of which nothing is noted', async () => {
    const { result, pick, note, request, next } = await run({ failures: [] });
    expect([result, pick.mock.calls, note.mock.calls]).toEqual([DONE, [], []]);
    expect(next.mock.calls[0]?.[0]).toBe(request);
  });

  test('is chosen anew after each failure, and told when it changed', async () => {
    const origins: Origins = [ONE, TWO, THREE];
    const failures = [DOWN(), DOWN()];
    const { next, pick, note, tell, life } = await run({ origins, picks: [TWO, TWO, THREE], failures });
    expect(next.mock.calls.map(([{ origin }]) => origin)).toEqual([TWO.href, TWO.href, THREE.href]);
    expect(pick.mock.calls).toEqual([
      [origins, undefined],
      [origins, TWO],
      [origins, TWO],
    ]);
    expect(note.mock.calls).toEqual([
      [origins, TWO, failures[0]],
      [origins, TWO, failures[1]],
      [origins, THREE, undefined],
    ]);
    const failovers = tell.mock.calls.filter(([, { type }]) => type === 'failover');
    expect(failovers).toEqual([
      [
        { operation: 'margin.records', call: 9, attempt: 3 },
        { type: 'failover', from: TWO.href, to: THREE.href },
      ],
    ]);
    expect(life.origin).toBe(THREE);
  });

  test('is noted as soon as the call is over', async () => {
    const origins: Origins = [ONE, TWO];
    const { start, life, note, next } = prepare({ origins, failures: [] });
    let end = (_response: ApiResponse): void => undefined;
    next.mockImplementation(() => {
      life.asked = life.attempt;
      return new Promise((resolve) => (end = resolve));
    });
    const running = start();
    await vi.advanceTimersByTimeAsync(1);
    life.cancel('timeout');
    expect(note.mock.calls).toEqual([[origins, ONE, 'timeout']]);
    end(DONE);
    await running;
    expect(note).toHaveBeenCalledTimes(2);
  });

  test('is not noted after its end', async () => {
    const { life, note } = await run({ origins: [ONE, TWO], failures: [] });
    life.cancel('timeout');
    expect(note).toHaveBeenCalledTimes(1);
  });

  test('is not noted of what never got to the transport', async () => {
    const held = (life: CallLife): void => {
      life.asked = 0;
      throw heldBack();
    };
    const { note } = await run({ origins: [ONE, TWO], failures: [held] });
    expect(note).not.toHaveBeenCalled();
  });
});
