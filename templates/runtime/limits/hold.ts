import { BannedError, RateLimitError } from '../errors/response-errors.js';
import type { LimitedAttempt } from './types.js';

/** An attempt that begins so shortly before its deadline is not answered in time: better to say why it was not sent. */
const LAST_MOMENT = 50;

/** For how many milliseconds an attempt may be held back. */
export const patienceOf = (attempt: LimitedAttempt, maxWaitMs: number, now: number): number =>
  Math.min(maxWaitMs, attempt.deadline - now - LAST_MOMENT);

/** Why an attempt is held back. */
export interface Obstacle {
  readonly key: string;
  /** How many milliseconds it stands yet. */
  readonly waitMs: number;
  /** Set when the exchange refused something, and unset when this client counts. */
  readonly blocked: 429 | 418 | undefined;
}

const reasonOf = ({ key, blocked }: Obstacle): string => {
  if (blocked === 418) return 'the exchange has banned this address';
  return blocked === 429 ? `the exchange has refused more of ${key}` : `the limit of ${key} is used up`;
};

/** The error for an attempt that is not sent. */
export const refuse = (attempt: LimitedAttempt, obstacle: Obstacle, now: number): RateLimitError | BannedError => {
  const operation = attempt.operation.name;
  const seconds = Math.ceil(obstacle.waitMs / 1000);
  const msg = `Not sent: ${reasonOf(obstacle)}, for ${seconds} s yet.`;
  const details = { operation, code: undefined, msg, documented: [], usage: [], answered: false };
  const retryAt = Math.ceil(now + obstacle.waitMs);
  const message = `${operation}: ${msg}`;
  if (obstacle.blocked === 418) return new BannedError(message, { ...details, status: 418, retryAt });
  return new RateLimitError(message, { ...details, status: 429, retryAt });
};

/** True when the time is over, false when the call was cancelled before. */
export const sleep = (ms: number, attempt: LimitedAttempt): Promise<boolean> =>
  new Promise((resolve) => {
    const finish = (isOver: boolean): void => {
      clearTimeout(timer);
      untie();
      resolve(isOver);
    };
    const timer = setTimeout(() => finish(true), ms);
    const untie = attempt.onCancel(() => finish(false));
  });
