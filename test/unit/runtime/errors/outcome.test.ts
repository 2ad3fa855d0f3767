import { describe, expect, test } from 'vitest';
import type { Call } from '../../../../templates/runtime/call/call.js';
import { CallLife } from '../../../../templates/runtime/call/life.js';
import type { AnyOperation } from '../../../../templates/runtime/call/request.js';
import {
  ApiError,
  ConfigurationError,
  DecodeError,
  NetworkError,
  UnknownOutcomeError,
} from '../../../../templates/runtime/common.js';
import { isCertainRefusal, judgeInterceptors, judgeOutcome } from '../../../../templates/runtime/errors/outcome.js';
import { createRedact } from '../../../../templates/runtime/errors/redact.js';
import { BORROW, RECORDS } from '../support.js';

const SECRET = 'SECRETNhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZ';
const SAPI = '/sapi/v1/margin/loan';
const PAPI = '/papi/v1/marginLoan';
const UNAVAILABLE = 'Service Unavailable.';
const INTERNAL = 'Internal error; unable to process your request. Please try again.';
const UNKNOWN = 'Unknown error, please check your request or try again later.';
const USAGE = [{ scope: 'IP', interval: '1M', used: 7, header: 'x-mbx-used-weight-1m' }] as const;

const redact = createRedact([SECRET]);
const api = (status: number, code?: number, msg = 'm'): ApiError =>
  new ApiError('m', { status, code, msg, documented: [], usage: USAGE });

const SETTLED: AnyOperation = {
  ...BORROW,
  settlement: {
    operation: { ...RECORDS, parameters: { asset: 'string', note: 'string' }, required: [] },
    parameters: { asset: { from: 'asset' }, note: { from: 'note' } },
  },
};

const callOf = (operation: AnyOperation, sent = true, note = `of ${SECRET}`): Call => {
  const life = new CallLife([
    ['asset', 'USDT'],
    ['note', note],
  ]);
  Object.assign(life, { sent, sentAt: 5, acceptedUntil: 9 });
  return { operation, life } as unknown as Call;
};

describe('a refusal for certain', () => {
  test.each<[what: string, error: ApiError, sapi: boolean, papi: boolean]>([
    ['400', api(400, -3006), true, true],
    ['400 without a code', api(400), true, true],
    ['400 that says -1000', api(400, -1000), false, false],
    ['400 that says -1006', api(400, -1006), false, false],
    ['400 that says -1007', api(400, -1007), false, false],
    ['400 that says -1008', api(400, -1008), true, true],
    ['408', api(408), false, false],
    ['409', api(409, -2021), false, false],
    ['407', api(407), true, true],
    ['410', api(410), true, true],
    ['499', api(499), true, true],
    ['500', api(500), false, false],
    ['500 throttled', api(500, -1008), false, false],
    ['500 unavailable', api(500, -1000, UNAVAILABLE), false, false],
    ['502 unavailable', api(502, undefined, UNAVAILABLE), false, false],
    ['503', api(503), false, false],
    ['503 unknown', api(503, -1000, UNKNOWN), false, false],
    ['503 throttled', api(503, -1008), false, true],
    ['503 unavailable', api(503, -1000, UNAVAILABLE), false, true],
    ['503 with an internal error', api(503, -1001, INTERNAL), false, true],
    ['503 unavailable that says -1007', api(503, -1007, UNAVAILABLE), false, false],
    ['504 throttled', api(504, -1008), false, false],
  ])('%s', (_, error, sapi, papi) => {
    expect([isCertainRefusal(error, SAPI), isCertainRefusal(error, PAPI)]).toEqual([sapi, papi]);
  });

  test('is none if nobody answered, or nobody can read the answer', () => {
    const errors = [
      new NetworkError('m', { sent: 'maybe' }),
      new DecodeError('m', { status: 200, excerpt: '', usage: [] }),
      new ConfigurationError('sign', 'm'),
    ];
    expect(errors.map((error) => isCertainRefusal(error, PAPI))).toEqual([false, false, false]);
  });

  test('takes back that the request was sent, and stays as it is', () => {
    for (const operation of [BORROW, RECORDS]) {
      const call = callOf(operation);
      const error = api(400, -3006);
      expect(judgeOutcome(error, call, redact)).toBe(error);
      expect(call.life.sent).toBe(false);
    }
  });
});

describe('a failure that is none', () => {
  test('of a write that was sent leaves its outcome open', () => {
    const call = callOf(BORROW);
    const cause = api(500, -1000);
    const error = judgeOutcome(cause, call, redact);
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(error.cause).toBe(cause);
    expect(error).toMatchObject({
      operation: 'margin.borrow',
      message: 'margin.borrow may have been carried out; find out by a query before you send it again. m',
      ...{ usage: USAGE, sentAt: 5, acceptedUntil: 9, settledBy: undefined, descriptor: BORROW },
      parameters: { asset: 'USDT', note: 'of [redacted]' },
    });
    expect(call.life.sent).toBe(true);
  });

  test('of a write that was not sent, or of a read, is only that', () => {
    const error = new NetworkError('m', { sent: 'maybe' });
    expect(judgeOutcome(error, callOf(BORROW, false), redact)).toBe(error);
    const call = callOf(RECORDS);
    expect(judgeOutcome(error, call, redact)).toBe(error);
    expect(call.life.sent).toBe(true);
  });

  test('names no query that would have to ask for a secret', () => {
    const error = judgeOutcome(new NetworkError('gone', { sent: 'maybe' }), callOf(SETTLED), redact);
    expect(error).toMatchObject({ settledBy: undefined, parameters: { asset: 'USDT', note: 'of [redacted]' } });
  });

  test('names the query that settles it', () => {
    const error = judgeOutcome(new NetworkError('gone', { sent: 'maybe' }), callOf(SETTLED, true, 'n-1'), redact);
    expect(error.message).toBe(
      'margin.borrow may have been carried out; ' +
        'find out by reconcile(), which asks margin.records, before you send it again. gone',
    );
    expect(error).toMatchObject({
      usage: [],
      parameters: { asset: 'USDT', note: 'n-1' },
      settledBy: { operation: 'margin.records', parameters: { asset: 'USDT', note: 'n-1' } },
    });
  });
});

describe('what interceptors throw', () => {
  const own = new RangeError(`mine, with ${SECRET}`);

  test('is the error as it is, of a write that was not sent', () => {
    expect(judgeInterceptors(own, callOf(BORROW, false), redact)).toBe(own);
  });

  test('leaves the outcome of a write that was sent open, and is kept without secrets', () => {
    const error = judgeInterceptors(own, callOf(BORROW), redact);
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(error).toMatchObject({ usage: [], cause: { name: 'RangeError', message: 'mine, with [redacted]' } });
  });

  test('even if it is a refusal, which may be of another call', () => {
    const refusal = api(400, -3006);
    const error = judgeInterceptors(refusal, callOf(BORROW), redact);
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect((error as Error).cause).toBe(refusal);
    const ofTheSame = new ApiError('m', { ...api(400, -3006), operation: 'margin.borrow', msg: 'm', usage: [] });
    expect(judgeInterceptors(ofTheSame, callOf(BORROW), redact)).toBeInstanceOf(UnknownOutcomeError);
  });

  test('is the unknown outcome itself, of this call and no other', () => {
    const call = callOf(BORROW);
    const error = judgeOutcome(api(500), call, redact);
    expect(judgeInterceptors(error, call, redact)).toBe(error);
    const ofAnother = judgeOutcome(api(500), callOf({ ...BORROW, name: 'margin.repay' }), redact);
    const judged = judgeInterceptors(ofAnother, call, redact);
    expect(judged).toMatchObject({ operation: 'margin.borrow', cause: ofAnother });
  });
});
