import { describe, expect, test } from 'vitest';
import {
  ConfigurationError,
  type MarginaliaError,
  ValidationError,
} from '../../../../templates/runtime/errors/errors.js';
import {
  ApiError,
  type ApiErrorDetails,
  BannedError,
  DecodeError,
  RateLimitError,
  UnknownOutcomeError,
} from '../../../../templates/runtime/errors/response-errors.js';
import { AbortedError, NetworkError, TimeoutError } from '../../../../templates/runtime/errors/transport-errors.js';
import { backOff } from '../../../../templates/runtime/retry/backoff.js';
import { judgeFailure } from '../../../../templates/runtime/retry/policy.js';

const answered = (status: number, code?: number): ApiErrorDetails => ({
  status,
  code,
  msg: 'm',
  documented: [],
  usage: [],
});
const api = (status: number, code?: number): ApiError => new ApiError('m', answered(status, code));
const network = (sent: 'never' | 'maybe', more: object = {}): NetworkError => new NetworkError('m', { sent, ...more });
const limited = (retryAt: number | undefined, isAnswered = true): RateLimitError =>
  new RateLimitError('m', { ...answered(429, -1003), retryAt, answered: isAnswered });

const give = { action: 'give-up' };
const back = { action: 'back-off' };
const resend = { action: 'resend' };

const CASES: readonly (readonly [what: string, error: MarginaliaError, read: object, write: object])[] = [
  ['no connection', network('never', { code: 'ECONNREFUSED' }), back, back],
  ['a connection that broke', network('maybe', { code: 'ECONNRESET' }), back, give],
  ['a kept connection that was gone', network('maybe', { stale: true }), resend, give],
  ['a kept connection that was gone before anything left', network('never', { stale: true }), resend, resend],
  ['a redirect', network('maybe', { code: 'REDIRECT' }), give, give],
  ['not modified', network('maybe', { code: 'NOT_MODIFIED' }), give, give],
  ['a timestamp that was refused', api(400, -1021), { action: 'correct-clock' }, { action: 'correct-clock' }],
  ['a signature that was refused', api(400, -1022), give, give],
  ['a parameter that was refused', api(400, -1102), give, give],
  ['nothing by this id', api(404), give, give],
  ['a firewall', api(403), give, give],
  ['somebody who lost patience', api(408), back, back],
  ['499', api(499), give, give],
  ['500', api(500), back, back],
  ['503 throttled', api(503, -1008), back, back],
  ['429 with a time', limited(5), { action: 'wait-until', at: 5 }, { action: 'wait-until', at: 5 }],
  ['429 without', limited(undefined), back, back],
  ['429 that this client foresaw', limited(5, false), give, give],
  ['a ban', new BannedError('m', { ...answered(418), retryAt: 5 }), give, give],
  ['a ban, whatever else it says', new BannedError('m', { ...answered(418, -1021), retryAt: 5 }), give, give],
  ['an unknown outcome', new UnknownOutcomeError('m', { parameters: {}, cause: network('maybe') }), give, give],
  ['an answer nobody can read', new DecodeError('m', { status: 200, excerpt: '', usage: [] }), give, give],
  ['the deadline', new TimeoutError('m', { sent: 'maybe', timeoutMs: 1 }), give, give],
  ['an abort', new AbortedError('m', { sent: 'never' }), give, give],
  ['a wrong option', new ConfigurationError('sign', 'm'), give, give],
  ['a wrong parameter', new ValidationError({ parameter: 'a', expected: 'b', given: 'c' }), give, give],
];

describe('what to do after', () => {
  test.each(CASES)('%s', (_, error, read, write) => {
    expect({ read: judgeFailure(error, 'read'), write: judgeFailure(error, 'write') }).toEqual({ read, write });
  });
});

describe('the pause', () => {
  const settings = { attempts: 9, baseDelayMs: 200, maxDelayMs: 5000, attemptTimeoutMs: undefined };

  test.each([
    [1, 200],
    [2, 400],
    [3, 800],
    [5, 3200],
    [6, 5000],
    [60, 5000],
  ])('after attempt %d is below %d ms', (attempt, bound) => {
    expect(backOff(attempt, settings, () => 0.999999)).toBe(bound - 1);
    expect(backOff(attempt, settings, () => 0.5)).toBe(bound / 2);
    expect(backOff(attempt, settings, () => 0)).toBe(0);
  });
});
