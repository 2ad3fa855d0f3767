import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, SINGLE_ENTRIES, failureOf, RECORDS, useExchange } from './support.js';

describe.each(SINGLE_ENTRIES)('one signal for many calls, on the %s entry', (_, create) => {
  const exchange = useExchange();
  const callAll = (signal: AbortSignal): readonly Promise<unknown>[] => {
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin });
    return Array.from({ length: 12 }, () => caller(RECORDS, {}, { signal }));
  };

  test('has one listener while they run and none afterwards', async () => {
    const { signal } = new AbortController();
    for (let round = 0; round < 2; round += 1) {
      const calls = callAll(signal);
      expect(getEventListeners(signal, 'abort')).toHaveLength(1);
      await Promise.all(calls);
      expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    }
  });

  test('ends them all', async () => {
    const controller = new AbortController();
    const failures = callAll(controller.signal).map(failureOf);
    controller.abort();
    for (const failure of await Promise.all(failures)) expect(failure).toMatchObject({ kind: 'aborted' });
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test.each([[new Error(`of ${ACCOUNT.secret}`)], [`of ${ACCOUNT.secret}`]])(
    'its reason is kept without secrets',
    async (reason) => {
      const [call = Promise.resolve()] = callAll(AbortSignal.abort(reason)).map(failureOf);
      const failure = await call;
      expect(failure).toMatchObject({ kind: 'aborted' });
      const { cause } = failure as Error;
      expect(cause instanceof Error ? cause.message : cause).toBe('of [redacted]');
    },
  );
});
