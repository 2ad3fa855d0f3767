import { describe, expect, test } from 'vitest';
import type { LeanOptions } from '../../../../templates/runtime/lean/common.js';
import { startExchange } from '../../../exchange/exchange.js';
import { API_KEY, ECHOES, everythingOf, PEM, PEM_LINES, SECRET, signaturesIn } from '../secrets-cases.js';
import { BORROW, failureOf, RECORDS } from '../support.js';
import { LEAN_ENTRIES } from './entries.js';

const PARAMS = { asset: 'USDT', amount: '1.5' };
const HMAC = { apiKey: API_KEY, secret: SECRET };
const NOWHERE = 'http://127.0.0.1:1';

const expectSilence = (failure: unknown, signatures: readonly string[] = []): void => {
  expect(failure).toBeInstanceOf(Error);
  const text = everythingOf(failure);
  expect([API_KEY, SECRET, ...PEM_LINES, ...signatures].filter((secret) => text.includes(secret))).toEqual([]);
};

/** What an outsider's code throws that was handed more than is good for it. */
const blab = (...told: readonly unknown[]): never => {
  const cause = new Error(`config: ${API_KEY} ${SECRET} ${PEM}`);
  throw Object.assign(new Error(`${String(told)} ${API_KEY} ${SECRET}`, { cause }), { told, code: SECRET });
};

describe.each(LEAN_ENTRIES)('no secret in any error of a lean caller, %s entry', (_, create, createKeySigner) => {
  test.each(Object.entries(ECHOES))('%s', async (_what, answer) => {
    const routes = ['GET', 'POST'].map((method) => ({
      method,
      path: BORROW.path,
      security: ['apiKey', 'signature'] as const,
      answer,
    }));
    const exchange = await startExchange({ accounts: [HMAC], routes });
    try {
      const caller = create({ ...HMAC, baseUrl: exchange.origin, timeoutMs: 400, maxResponseBytes: 20_000 });
      const failures = [await failureOf(caller(BORROW, PARAMS)), await failureOf(caller(RECORDS, {}))];
      const signatures = signaturesIn(exchange.requests);
      expect(signatures.length).toBeGreaterThanOrEqual(4);
      for (const failure of failures) expectSilence(failure, signatures);
    } finally {
      await exchange.close();
    }
  });

  test.each<[string, LeanOptions]>([
    ['a secret under a wrong name', { secretKey: SECRET } as LeanOptions],
    ['an API key with a line break', { apiKey: `${API_KEY}\n` }],
    ['a secret in the base URL', { ...HMAC, baseUrl: `https://${API_KEY}:${SECRET}@api.binance.com` }],
    ['no signing key', { apiKey: API_KEY }],
    ['no API key', { secret: SECRET }],
    ['a refused connection', HMAC],
    ['a signer that throws all it knows', { apiKey: API_KEY, sign: blab }],
    ['a signer that rejects with all it knows', { apiKey: API_KEY, sign: async (payload) => blab(payload) }],
    ['a signer that gives what no signature is', { apiKey: API_KEY, sign: () => `${SECRET}\n` }],
    ['a clock that throws all it knows', { ...HMAC, now: blab }],
  ])('%s', async (_what, options) => {
    const attempt = async (): Promise<unknown> => create({ baseUrl: NOWHERE, ...options })(BORROW, PARAMS);
    expectSilence(await failureOf(attempt()));
  });

  test.each([
    ['half of it', PEM.slice(0, 400)],
    ['a damaged one', PEM.replace(/[A-Za-z0-9+/]{8}\n/, 'AAAAAAAA\n')],
    ['one with a wrong label', PEM.replaceAll('PRIVATE', 'SECRET')],
  ])('a PEM: %s', async (_what, pem) => {
    const attempt = async (): Promise<unknown> =>
      create({ apiKey: API_KEY, sign: createKeySigner(pem), baseUrl: NOWHERE })(BORROW, PARAMS);
    expectSilence(await failureOf(attempt()));
  });

  test('a signer that fails is named as what it is, and nothing was sent', async () => {
    for (const sign of [blab, () => undefined as never, async () => 'not one\nline', () => '']) {
      const failure = await failureOf(create({ apiKey: API_KEY, sign, baseUrl: NOWHERE })(BORROW, PARAMS));
      expect(failure).toMatchObject({ kind: 'configuration', option: 'sign', operation: BORROW.name });
      expect(failure).not.toHaveProperty('cause');
    }
  });

  test('a secret as a parameter is not repeated, neither where it is refused nor where it was sent', async () => {
    const call = create({ ...HMAC, baseUrl: NOWHERE });
    expectSilence(await failureOf(call(BORROW, { asset: 'USDT', amount: SECRET })));
    expectSilence(await failureOf(call(BORROW, { ...PARAMS, note: SECRET })));
    expectSilence(await failureOf(call(BORROW, { ...PARAMS, apiKey: API_KEY } as typeof PARAMS)));
  });
});
