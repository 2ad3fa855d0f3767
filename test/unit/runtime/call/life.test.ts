import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CancelReason, CallLife } from '../../../../templates/runtime/call/life.js';

const NOW = 1_768_478_400_000;
const never = (): Promise<never> => new Promise(() => undefined);

/** Runs some work under a limit of 50 ms. */
const run = <T>(life: CallLife, work: () => Promise<T>, signal?: AbortSignal): Promise<T> =>
  life.run({ timeoutMs: 50, recvWindow: 5000, signal, interceptors: [] }, work, (reason) => new Error(reason));

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

describe('work within its limits', () => {
  test('gives its result, and leaves neither a timer nor a listener behind', async () => {
    const { signal } = new AbortController();
    const life = new CallLife([]);
    const running = run(life, async () => 5, signal);
    expect([vi.getTimerCount(), getEventListeners(signal, 'abort').length]).toEqual([1, 1]);
    expect(await running).toBe(5);
    expect([vi.getTimerCount(), getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
    expect([life.cancelled, life.deadline]).toEqual([undefined, NOW + 50]);
  });

  test('fails as it fails, and leaves as little behind', async () => {
    const { signal } = new AbortController();
    const error = new RangeError('mine');
    await expect(run(new CallLife([]), () => Promise.reject(error), signal)).rejects.toBe(error);
    expect([vi.getTimerCount(), getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
  });
});

describe('the end before its time', () => {
  const ends: readonly (readonly [CancelReason, (controller: AbortController) => void])[] = [
    ['timeout', () => void vi.advanceTimersByTime(50)],
    ['aborted', (controller) => controller.abort()],
  ];

  test.each(ends)('%s rejects at once, cancels, and leaves nothing behind', async (reason, end) => {
    const controller = new AbortController();
    const life = new CallLife([]);
    const told = vi.fn(() => life.cancelled);
    life.onCancel(told);
    const running = run(life, never, controller.signal);
    vi.advanceTimersByTime(49);
    expect(life.cancelled).toBeUndefined();
    end(controller);
    await expect(running).rejects.toThrow(reason);
    expect(life.cancelled).toBe(reason);
    expect(told.mock.results.map(({ value }) => value as unknown)).toEqual([reason]);
    expect([vi.getTimerCount(), getEventListeners(controller.signal, 'abort').length]).toEqual([0, 0]);
  });

  test('of a signal that is aborted already: the work is not begun', async () => {
    const work = vi.fn(never);
    const life = new CallLife([]);
    const signal = AbortSignal.abort();
    await expect(run(life, work, signal)).rejects.toThrow('aborted');
    expect([work.mock.calls.length, life.cancelled, vi.getTimerCount()]).toEqual([0, 'aborted', 0]);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('comes once: a second reason changes nothing', () => {
    const life = new CallLife([]);
    const told = vi.fn();
    life.onCancel(told);
    life.cancel('timeout');
    life.cancel('aborted');
    expect([told.mock.calls.length, life.cancelled]).toEqual([1, 'timeout']);
  });

  test('is told to all who listen, but to none who no longer does', () => {
    const life = new CallLife([]);
    const listeners = [vi.fn(), vi.fn(), vi.fn()];
    const [, release] = listeners.map((listener) => life.onCancel(listener));
    release?.();
    life.cancel('timeout');
    expect(listeners.map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
  });
});

describe('one signal for several calls', () => {
  test('has one listener, until the last of them is over', async () => {
    const { signal } = new AbortController();
    const ends: (() => void)[] = [];
    const calls = [1, 2, 3].map(() => run(new CallLife([]), () => new Promise<void>((end) => ends.push(end)), signal));
    const listeners: number[] = [];
    for (const [index, end] of ends.entries()) {
      listeners.push(getEventListeners(signal, 'abort').length);
      end();
      await calls[index];
    }
    expect([...listeners, getEventListeners(signal, 'abort').length]).toEqual([1, 1, 1, 0]);
  });

  test('ends those that still run', async () => {
    const controller = new AbortController();
    await run(new CallLife([]), async () => 5, controller.signal);
    const lives = [new CallLife([]), new CallLife([]), new CallLife([])];
    const [first, ...others] = lives.map((life, index) =>
      run(life, index === 0 ? async () => 5 : never, controller.signal).catch((error: Error) => error.message),
    );
    expect(await first).toBe(5);
    controller.abort();
    expect(await Promise.all(others)).toEqual(['aborted', 'aborted']);
    expect(lives.map(({ cancelled }) => cancelled)).toEqual([undefined, 'aborted', 'aborted']);
  });

  test('is listened to anew after the last call', async () => {
    const controller = new AbortController();
    for (let round = 0; round < 2; round += 1) await run(new CallLife([]), async () => round, controller.signal);
    const running = run(new CallLife([]), never, controller.signal);
    controller.abort();
    await expect(running).rejects.toThrow('aborted');
  });
});

describe('a pause', () => {
  test('takes its time, and leaves nothing behind', async () => {
    const life = new CallLife([]);
    const clear = vi.spyOn(globalThis, 'clearTimeout');
    const ended = vi.fn();
    const pausing = life.pause(30).then(ended);
    await vi.advanceTimersByTimeAsync(29);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toHaveBeenCalledTimes(1);
    await pausing;
    clear.mockClear();
    // Nobody listens any more.
    life.cancel('timeout');
    expect([clear.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0]);
  });

  test('ends with the call', async () => {
    const life = new CallLife([]);
    const pausing = life.pause(30);
    life.cancel('aborted');
    await pausing;
    expect([Date.now(), vi.getTimerCount()]).toEqual([NOW, 0]);
  });
});

describe('a call that was just begun', () => {
  test('got nowhere yet', () => {
    const parameters = [['asset', 'USDT']] as const;
    expect({ ...new CallLife(parameters) }).toMatchObject({
      ...{ parameters, sent: false, attempt: 1, deadline: Infinity },
      ...{ cancelled: undefined, origin: undefined, sentAt: undefined, acceptedUntil: undefined },
    });
  });
});
