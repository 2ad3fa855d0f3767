import { describe, expect, test, vi } from 'vitest';
import type { Call } from '../../../../templates/runtime/call/call.js';
import { CallLife } from '../../../../templates/runtime/call/life.js';
import type { ApiRequest, ApiResponse } from '../../../../templates/runtime/call/request.js';
import { ConfigurationError, UnknownOutcomeError } from '../../../../templates/runtime/common.js';
import { onceStep } from '../../../../templates/runtime/retry/once.js';
import { BORROW, failureOf } from '../support.js';

const DONE: ApiResponse = { status: 200, headers: {}, data: 'done', usage: [] };
const REQUEST: ApiRequest = { operation: BORROW, origin: '', attempt: 1, usage: [], parameters: [], headers: {} };
const MESSAGE = 'margin.borrow: an interceptor called next() again for a write that may have been carried out.';

const prepare = () => {
  const life = new CallLife([]);
  const step = onceStep({ operation: BORROW, life } as unknown as Call, (text) => text);
  const next = vi.fn(async (_request: ApiRequest) => {
    life.sent = true;
    return DONE;
  });
  return { life, next, pass: () => step(REQUEST, next) };
};

describe('a write', () => {
  test('passes', async () => {
    const { pass, next } = prepare();
    expect(await pass()).toBe(DONE);
    expect(next.mock.calls).toEqual([[REQUEST]]);
  });

  test('that was carried out does not pass again, and that is told as what may have happened', async () => {
    const { pass, next } = prepare();
    await pass();
    const failure = await failureOf(pass());
    expect(failure).toBeInstanceOf(UnknownOutcomeError);
    expect(failure).toMatchObject({ operation: 'margin.borrow' });
    const { cause } = failure as Error;
    expect(cause).toBeInstanceOf(ConfigurationError);
    expect(cause).toMatchObject({ option: 'interceptors', operation: 'margin.borrow', message: MESSAGE });
    expect(next).toHaveBeenCalledTimes(1);
  });

  test('that is still on its way does not pass again, sent or not', async () => {
    const { pass, next } = prepare();
    next.mockImplementation(() => new Promise(() => undefined));
    void pass();
    expect(await failureOf(pass())).toMatchObject({ kind: 'configuration', message: MESSAGE });
    expect(next).toHaveBeenCalledTimes(1);
  });

  test('that failed passes again if it was not carried out for certain', async () => {
    const { pass, next, life } = prepare();
    const error = new RangeError('mine');
    next.mockImplementationOnce(() => Promise.reject(error));
    expect(await failureOf(pass())).toBe(error);
    expect(await pass()).toBe(DONE);
    expect([next.mock.calls.length, life.sent]).toEqual([2, true]);
  });

  test('that failed after it was sent does not', async () => {
    const { pass, next, life } = prepare();
    next.mockImplementationOnce(async () => {
      life.sent = true;
      throw new RangeError('mine');
    });
    await failureOf(pass());
    expect(await failureOf(pass())).toBeInstanceOf(UnknownOutcomeError);
    expect(next).toHaveBeenCalledTimes(1);
  });
});
