import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Call } from '../../../../templates/runtime/call/call.js';
import { ApiError, BannedError, RateLimitError } from '../../../../templates/runtime/common.js';
import { createRedact } from '../../../../templates/runtime/errors/redact.js';
import { type Receiver, readRefusal } from '../../../../templates/runtime/read/refusal.js';
import type { WireResponse } from '../../../../templates/runtime/send/wire.js';
import { BORROW } from '../support.js';

const SECRET = 'SECRETNhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZ';
const NOW = Date.UTC(2026, 0, 15, 12);
const CATALOGUE: Receiver['errorCodes'] = {
  TOO_MANY_REQUESTS: [{ code: -1003, description: 'Slow down.' }],
  NO_PERMISSION: [
    { code: -3006, description: 'Never said, as the operation says more.' },
    { code: -2015, description: 'Not allowed.' },
  ],
};

const [EXCEEDS, REPAY_EXCEEDS, FEW_LEFT] = BORROW.errors;

const refuse = (response: Partial<WireResponse>, errorCodes?: Receiver['errorCodes']): ApiError => {
  // Of a call, reading its refusal needs the operation alone.
  const call = { operation: BORROW } as unknown as Call;
  const whole: WireResponse = { status: 400, headers: {}, body: '', ...response };
  return readRefusal(call, whole, { redact: createRedact([SECRET]), errorCodes });
};

describe('a refusal', () => {
  test('has the code and the message of the exchange, and what the documentation says of them', () => {
    const error = refuse({ body: '{"code":-3006,"msg":"no"}', headers: { 'x-mbx-used-weight-1m': '7' } });
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind: 'api', operation: 'margin.borrow', status: 400, code: -3006, msg: 'no' });
    expect(error.documented).toEqual([EXCEEDS]);
    expect(error.usage).toEqual([{ scope: 'IP', interval: '1M', used: 7, header: 'x-mbx-used-weight-1m' }]);
    expect(error.message).toBe(
      'margin.borrow was answered with HTTP 400: -3006 no\n' +
        '  EXCEED_MAX_BORROWABLE: More than the account may borrow.',
    );
  });

  test('of a code with several meanings is told by the message', () => {
    const body = '{"code":-3015,"msg":"Repay amount exceeds borrow amount."}';
    expect(refuse({ body }).documented).toEqual([REPAY_EXCEEDS]);
  });

  test('whose message fits none of the meanings has them all', () => {
    const error = refuse({ body: '{"code":-3015,"msg":"Something new."}' });
    expect(error.documented).toEqual([REPAY_EXCEEDS, FEW_LEFT]);
    expect(error.message).toBe(
      'margin.borrow was answered with HTTP 400: -3015 Something new.\n' +
        '  REPAY_EXCEED_LIABILITY: More than is owed.\n' +
        '  FEW_LIABILITY_LEFT: What would remain is below the least debt.',
    );
  });

  test('that nobody documented is told without an explanation', () => {
    const error = refuse({ body: '{"code":-9999,"msg":"new"}' });
    expect([error.documented, error.message]).toEqual([[], 'margin.borrow was answered with HTTP 400: -9999 new']);
  });

  test('without a message says so', () => {
    expect(refuse({ body: '{"code":-9999,"msg":""}' })).toMatchObject({
      msg: '',
      message: 'margin.borrow was answered with HTTP 400: -9999 (no message)',
    });
    expect(refuse({ status: 503 }).message).toBe('margin.borrow was answered with HTTP 503: (no message)');
    expect(refuse({ status: 413, body: undefined })).toMatchObject({ code: undefined, msg: '' });
  });

  test('repeats no secret', () => {
    const error = refuse({ body: `{"code":-9999,"msg":"of ${SECRET}"}` });
    expect([error.msg, error.message]).toEqual([
      'of [redacted]',
      'margin.borrow was answered with HTTP 400: -9999 of [redacted]',
    ]);
    expect(refuse({ body: `<p>${SECRET}</p>` }).msg).toBe('<p>[redacted]</p>');
  });

  test.each([
    ['a page', '<html>\n Sorry </html>'],
    ['a text', '"-3006"'],
    ['a number', '5'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a code alone', '{"code":-3006}'],
    ['a message alone', '{"msg":"no"}'],
    ['a code that is text', '{"code":"-3006","msg":"no"}'],
    ['a code with a fraction', '{"code":-3006.5,"msg":"no"}'],
    ['a code that is too long', '{"code":-12345678901234567890,"msg":"no"}'],
    ['a message that is none', '{"code":-3006,"msg":5}'],
    ['half an object', '{"code":-3006,"msg":"no"'],
  ])('in another form is shown by its start: %s', (_, body) => {
    const msg = body.replace(/\s+/g, ' ');
    expect(refuse({ body })).toMatchObject({
      code: undefined,
      msg,
      documented: [],
      message: `margin.borrow was answered with HTTP 400: ${msg}`,
    });
  });
});

test('a message that is no text is none, whoever redacts it', () => {
  const call = { operation: BORROW } as unknown as Call;
  const response = { status: 400, headers: {}, body: '{"code":-3006,"msg":5}' };
  const error = readRefusal(call, response, { redact: (text) => text, errorCodes: undefined });
  expect([error.code, error.msg]).toEqual([undefined, response.body]);
});

describe('the catalogue of all codes', () => {
  test('explains what the operation does not list', () => {
    const error = refuse({ body: '{"code":-2015,"msg":"no"}' }, CATALOGUE);
    expect(error.documented).toEqual([{ code: -2015, name: 'NO_PERMISSION', description: 'Not allowed.' }]);
    expect(error.is('NO_PERMISSION')).toBe(true);
    expect(error.message).toMatch(/: -2015 no\n {2}NO_PERMISSION: Not allowed\.$/);
  });

  test('goes behind what the operation says itself', () => {
    expect(refuse({ body: '{"code":-3006,"msg":"no"}' }, CATALOGUE).documented).toEqual([EXCEEDS]);
  });

  test('has nothing to say of an answer without a code, nor of a code it does not know', () => {
    expect(refuse({ body: '<html>' }, CATALOGUE).documented).toEqual([]);
    expect(refuse({ body: '{"code":-9999,"msg":"no"}' }, CATALOGUE).documented).toEqual([]);
  });

  test('a meaning without a name is told without one', () => {
    const call = { operation: { ...BORROW, errors: [{ code: -7, description: 'Odd.' }] } } as unknown as Call;
    const response = { status: 400, headers: {}, body: '{"code":-7,"msg":"no"}' };
    const { message } = readRefusal(call, response, { redact: (text) => text, errorCodes: undefined });
    expect(message).toBe('margin.borrow was answered with HTTP 400: -7 no\n  Odd.');
  });
});

describe('a limit', () => {
  beforeEach(() => void vi.useFakeTimers({ now: NOW }));
  afterEach(() => void vi.useRealTimers());

  const body = '{"code":-1003,"msg":"Too many requests."}';

  test('429 tells when to come again', () => {
    const error = refuse({ status: 429, body, headers: { 'retry-after': '30' } });
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).not.toBeInstanceOf(BannedError);
    expect(error).toMatchObject({ kind: 'rate-limit', code: -1003, answered: true, retryAt: NOW + 30_000 });
  });

  test('418 tells when the ban ends, by the clock of the server', () => {
    const headers = { 'retry-after': 'Thu, 15 Jan 2026 12:01:00 GMT', date: 'Thu, 15 Jan 2026 11:59:00 GMT' };
    const error = refuse({ status: 418, body, headers });
    expect(error).toBeInstanceOf(BannedError);
    expect(error).toMatchObject({ kind: 'banned', code: -1003, answered: true, until: NOW + 120_000 });
  });

  test('the message tells it where no header does', () => {
    const banned = `{"code":-1003,"msg":"IP banned until ${NOW + 5}."}`;
    expect(refuse({ status: 418, body: banned })).toMatchObject({ until: NOW + 5 });
    expect(refuse({ status: 429, body })).toMatchObject({ retryAt: undefined });
  });

  test.each([417, 419, 428, 430, 403, 500])('%i is none', (status) => {
    const error = refuse({ status, body, headers: { 'retry-after': '30' } });
    expect([error.kind, error.status]).toEqual(['api', status]);
    expect(error).not.toHaveProperty('retryAt');
  });
});
