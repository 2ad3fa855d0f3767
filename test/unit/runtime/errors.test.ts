import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import * as errors from '../../../templates/runtime/common.js';
import { ACCOUNT, BORROW, SINGLE_ENTRIES, failureOf, useExchange } from './support.js';

type ErrorName = Exclude<Extract<keyof typeof errors, `${string}Error`>, 'MarginaliaError'>;

const { ApiError, BannedError, ConfigurationError, MarginaliaError, NetworkError, RateLimitError, ValidationError } =
  errors;

describe('the hierarchy', () => {
  const limit = new RateLimitError('slow down', {
    operation: 'margin.borrow',
    status: 429,
    code: -1003,
    msg: 'Too many',
    documented: [],
    usage: [],
    retryAt: 5,
    cause: 'x',
  });

  test('an error is an Error, of its class and of those above it, and of no other', () => {
    expect(limit).toBeInstanceOf(Error);
    expect([MarginaliaError, ApiError, RateLimitError].map((type) => limit instanceof type)).toEqual([
      true,
      true,
      true,
    ]);
    expect([BannedError, NetworkError, ConfigurationError].map((type) => limit instanceof type)).toEqual([
      false,
      false,
      false,
    ]);
    expect(limit.cause).toBe('x');
    expect(new ConfigurationError('secret', 'no')).not.toHaveProperty('cause');
  });

  test('name and stack say what it is', () => {
    expect(limit.name).toBe('RateLimitError');
    expect(String(limit)).toBe('RateLimitError: slow down');
    expect(limit.stack).toMatch(/^RateLimitError: slow down\n\s+at /);
    expect(inspect(limit)).toContain("kind: 'rate-limit'");
  });

  const usage = { usage: [] } as const;
  const api = { status: 400, code: -1, msg: '', documented: [], ...usage };
  const EVERY: readonly (readonly [name: ErrorName, error: Error])[] = [
    ['ConfigurationError', new errors.ConfigurationError('a', 'b')],
    ['ValidationError', new errors.ValidationError({ parameter: 'a', expected: 'b', given: 'c' })],
    ['NetworkError', new errors.NetworkError('a', { sent: 'never' })],
    ['TimeoutError', new errors.TimeoutError('a', { sent: 'never', timeoutMs: 5 })],
    ['AbortedError', new errors.AbortedError('a', { sent: 'never' })],
    ['ApiError', new errors.ApiError('a', api)],
    ['RateLimitError', new errors.RateLimitError('a', { ...api, retryAt: 1 })],
    ['BannedError', new errors.BannedError('a', { ...api, retryAt: 1 })],
    ['DecodeError', new errors.DecodeError('a', { status: 200, excerpt: '', ...usage })],
    [
      'UnknownOutcomeError',
      new errors.UnknownOutcomeError('a', { parameters: {}, cause: new errors.NetworkError('a', { sent: 'maybe' }) }),
    ],
  ];

  test.each(EVERY)('%s is known by its name in every copy of the package', async (name, error) => {
    vi.resetModules();
    const copy = await import('../../../templates/runtime/common.js');
    expect(error.name).toBe(name);
    const classes = EVERY.map(([other]) => other).filter((other) => error instanceof copy[other]);
    expect(classes).toEqual(/RateLimit|Banned/.test(name) ? ['ApiError', name] : [name]);
    expect(error instanceof copy.MarginaliaError).toBe(true);
  });

  test('kinds are all different', () => {
    const kinds = EVERY.map(([, error]) => (error as InstanceType<typeof MarginaliaError>).kind);
    expect(new Set(kinds).size).toBe(EVERY.length);
  });

  test('instanceof works across copies of the package, as one by import and one by require', async () => {
    vi.resetModules();
    const copy = await import('../../../templates/runtime/common.js');
    expect(copy.ApiError).not.toBe(ApiError);
    expect(limit instanceof copy.RateLimitError).toBe(true);
    expect(limit instanceof copy.MarginaliaError).toBe(true);
    expect(limit instanceof copy.BannedError).toBe(false);
    expect(new copy.ValidationError({ parameter: 'a', expected: 'b', given: 'c' }) instanceof ValidationError).toBe(
      true,
    );
  });

  test.each([undefined, null, 5, 'text', {}, new Error('x'), { kind: 'api' }, Object.create(null)])(
    '%s is none of them',
    (value) => {
      expect(value instanceof MarginaliaError).toBe(false);
    },
  );

  test('a subclass of your own is told apart by the prototype chain', () => {
    class Mine extends NetworkError {}
    const mine = new Mine('x', { sent: 'never' });
    expect(mine instanceof Mine && mine instanceof NetworkError).toBe(true);
    expect(new NetworkError('x', { sent: 'never' }) instanceof Mine).toBe(false);
  });
});

describe.each(SINGLE_ENTRIES)('what the exchange says, through the %s entry', (_, create) => {
  const exchange = useExchange();
  const refusedWith = async (code: number, msg: string): Promise<InstanceType<typeof ApiError>> => {
    exchange().script({ status: 400, json: { code, msg }, headers: { 'x-sapi-used-uid-weight-1m': '3000' } });
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin });
    return (await failureOf(caller(BORROW, { asset: 'A', amount: 1 }))) as InstanceType<typeof ApiError>;
  };

  test('status, code, message, usage, and what the documentation says of the code', async () => {
    const error = await refusedWith(-3006, 'Your borrow amount has exceed maximum borrow amount.');
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 400,
      code: -3006,
      msg: 'Your borrow amount has exceed maximum borrow amount.',
    });
    expect(error.documented.map(({ name }) => name)).toEqual(['EXCEED_MAX_BORROWABLE']);
    expect(error.usage).toMatchObject([{ scope: 'UID', used: 3000 }]);
    expect(error.message).toBe(
      'margin.borrow was answered with HTTP 400: -3006 Your borrow amount has exceed maximum borrow amount.\n' +
        '  EXCEED_MAX_BORROWABLE: More than the account may borrow.',
    );
  });

  test('of two meanings of a code, the message picks one', async () => {
    const error = await refusedWith(-3015, 'The unpaid debt is too small after this repayment.');
    expect(error.documented.map(({ name }) => name)).toEqual(['FEW_LIABILITY_LEFT']);
  });

  test('a message that fits neither leaves both', async () => {
    const error = await refusedWith(-3015, 'Something new.');
    expect(error.documented.map(({ name }) => name)).toEqual(['REPAY_EXCEED_LIABILITY', 'FEW_LIABILITY_LEFT']);
  });

  test('a code the documentation does not have', async () => {
    expect((await refusedWith(-9999, 'New.')).documented).toEqual([]);
  });

  test.each([
    ['an HTML page', '<html>\n  Forbidden </html>', '<html> Forbidden </html>'],
    ['an empty body', '', ''],
    ['JSON of another form', '{"error":"no"}', '{"error":"no"}'],
    ['JSON with a code alone', '{"code":-1}', '{"code":-1}'],
    ['JSON with a message alone', '{"msg":"y"}', '{"msg":"y"}'],
    ['a text', '"code msg"', '"code msg"'],
    ['a code that is text', '{"code":"x","msg":"y"}', '{"code":"x","msg":"y"}'],
    ['a list', '[1]', '[1]'],
    ['null', 'null', 'null'],
    ['a long page', 'x'.repeat(1000), `${'x'.repeat(200)}…`],
  ])('%s is shown instead of a message', async (_what, body, msg) => {
    exchange().script({ status: 403, body, headers: { 'content-type': 'text/html' } });
    const error = await failureOf(
      create({ ...ACCOUNT, baseUrl: exchange().origin })(BORROW, { asset: 'A', amount: 1 }),
    );
    expect(error).toMatchObject({ kind: 'api', status: 403, code: undefined, msg });
  });
});
