import { afterEach, describe, expect, test, vi } from 'vitest';
import { reconcile, UnknownOutcomeError } from '../../../../templates/runtime/common.js';
import { LEND, PARAMS, row } from './loans.js';

describe('a write that the records do not show', () => {
  afterEach(() => vi.useRealTimers());

  /** A write that was sent now, and a client whose records stay empty until `shown`. */
  const setUp = (shown: number, record = row()) => {
    vi.useFakeTimers();
    const sentAt = Date.now();
    const error = new UnknownOutcomeError('m', {
      ...{ operation: 'margin.borrow', parameters: PARAMS, cause: new Error('m'), descriptor: LEND },
      ...{ sentAt, acceptedUntil: sentAt + 11_000, settledBy: { operation: 'margin.loans', parameters: {} } },
    });
    const asked: number[] = [];
    const client = async (): Promise<unknown> => {
      asked.push(Date.now() - sentAt);
      return { rows: Date.now() - sentAt >= shown ? [record] : [] };
    };
    const tools = Object.assign(client as never, { exchangeTime: () => Date.now() });
    return { error, asked, client: tools as Parameters<typeof reconcile>[0] };
  };

  test('is asked for once a second until it cannot be carried out any more; only then is it said not to be', async () => {
    const { client, error, asked } = setUp(Infinity);
    const found = reconcile(client, error);
    await vi.advanceTimersByTimeAsync(15_999);
    expect(asked).toEqual(Array.from({ length: 16 }, (_, second) => second * 1000));
    await vi.advanceTimersByTimeAsync(1);
    expect(await found).toEqual({ outcome: 'not-carried-out', evidence: undefined });
    expect(asked).toHaveLength(17);
  });

  test('is found as soon as they do', async () => {
    const { client, error, asked } = setUp(2500);
    const found = reconcile(client, error);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await found).toMatchObject({ outcome: 'carried-out' });
    expect(asked).toEqual([0, 1000, 2000, 3000]);
  });

  test('is undecided when its record is still pending at the end', async () => {
    const { client, error } = setUp(0, row({ status: 'PENDING' }));
    const found = reconcile(client, error);
    await vi.advanceTimersByTimeAsync(16_000);
    expect(await found).toMatchObject({ outcome: 'undecided', candidates: [{ status: 'PENDING' }] });
  });

  test('is asked for no longer than the caller wants', async () => {
    const { client, error, asked } = setUp(Infinity);
    const controller = new AbortController();
    const failing = Object.assign(
      (async (_: unknown, __: unknown, { signal }: { signal?: AbortSignal } = {}) => {
        asked.push(0);
        signal?.throwIfAborted();
        return { rows: [] };
      }) as never,
      { exchangeTime: () => Date.now() },
    ) as typeof client;
    const found = reconcile(failing, error, { signal: controller.signal });
    const rejection = expect(found).rejects.toThrow('enough');
    await vi.advanceTimersByTimeAsync(500);
    controller.abort(new Error('enough'));
    await rejection;
    expect(asked).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});
