import { expect, vi } from 'vitest';
import type { AnyOperation } from '../../../../templates/runtime/call/request.js';
import { createLimiter } from '../../../../templates/runtime/limits/limiter.js';
import type { LimiterOptions } from '../../../../templates/runtime/limits/limiter-options.js';
import type { Limiter } from '../../../../templates/runtime/limits/types.js';
import { attemptOf, type AttemptOptions, ip, operationOf, type TestAttempt, watch } from './support.js';

export const LIMITS: NonNullable<LimiterOptions['limits']> = [
  { scope: 'IP', family: 'papi', interval: '1M', limit: 100 },
  { scope: 'ORDER', family: 'papi', interval: '1M', limit: 10 },
];
export const weighing = (weight: number): AnyOperation => operationOf('GET /papi/v1/balance', ip(weight));
export const PATIENT: AttemptOptions = { timeoutMs: 600_000 };

export interface Entering {
  readonly attempt: TestAttempt;
  readonly result: () => unknown;
}

export const enter = (
  limiter: Limiter,
  operation: AnyOperation = weighing(1),
  options: AttemptOptions = PATIENT,
): Entering => {
  const attempt = attemptOf(operation, options);
  return { attempt, result: watch(limiter.enter(attempt)).result };
};

export const create = (options: LimiterOptions = {}): Limiter =>
  createLimiter({ share: 1, maxWaitMs: 600_000, limits: LIMITS, ...options });

export const results = (entered: readonly Entering[]): readonly unknown[] => entered.map(({ result }) => result());

/** Nothing waits, and nothing listens, for any of them. */
export const expectNothingLeft = (entered: readonly Entering[]): void => {
  expect(entered.map(({ attempt }) => attempt.listeners())).toEqual(entered.map(() => 0));
  expect(vi.getTimerCount()).toBe(0);
};

export const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** A window of a minute, a second for what travels unequally fast, and the part of the window it was spent in. */
export const FREE = 63_000;
