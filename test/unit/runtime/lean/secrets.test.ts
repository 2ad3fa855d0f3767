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

describe.each(LEAN_ENTRIES)('no secret in any error of a lean caller, %s entry', (_, create) => {
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
    ['half a PEM', { apiKey: API_KEY, privateKey: PEM.slice(0, 400) }],
    ['a damaged PEM', { apiKey: API_KEY, privateKey: PEM.replace(/[A-Za-z0-9+/]{8}\n/, 'AAAAAAAA\n') }],
    ['a PEM with a wrong label', { apiKey: API_KEY, privateKey: PEM.replaceAll('PRIVATE', 'SECRET') }],
    ['no signing key', { apiKey: API_KEY }],
    ['no API key', { secret: SECRET }],
    ['a refused connection', HMAC],
  ])('%s', async (_what, options) => {
    const attempt = async (): Promise<unknown> => create({ baseUrl: NOWHERE, ...options })(BORROW, PARAMS);
    expectSilence(await failureOf(attempt()));
  });

  test('a secret as a parameter is not repeated, neither where it is refused nor where it was sent', async () => {
    const call = create({ ...HMAC, baseUrl: NOWHERE });
    expectSilence(await failureOf(call(BORROW, { asset: 'USDT', amount: SECRET })));
    expectSilence(await failureOf(call(BORROW, { ...PARAMS, note: SECRET })));
    expectSilence(await failureOf(call(BORROW, { ...PARAMS, apiKey: API_KEY } as typeof PARAMS)));
  });
});
