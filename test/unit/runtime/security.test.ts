import { describe, expect, test } from 'vitest';
import type { Operation, SecurityScheme } from '../../../templates/runtime/common.js';
import { chooseSecurity } from '../../../templates/runtime/call/plan.js';
import { ACCOUNT, BORROW, SINGLE_ENTRIES, failureOf, RATES, useExchange } from './support.js';

const withSecurity = (...security: readonly (readonly SecurityScheme[])[]): typeof BORROW => ({ ...BORROW, security });
const both = { apiKey: true, signature: true };
const keyOnly = { apiKey: true, signature: false };
const signerOnly = { apiKey: false, signature: true };
const nothing = { apiKey: false, signature: false };

describe('the choice among security alternatives', () => {
  test.each<[string, typeof BORROW, typeof both, readonly SecurityScheme[]]>([
    ['both in one alternative', withSecurity(['apiKey', 'signature']), both, ['apiKey', 'signature']],
    ['either, with both: the first', withSecurity(['apiKey'], ['signature']), both, ['apiKey']],
    ['either, with the second only', withSecurity(['apiKey'], ['signature']), signerOnly, ['signature']],
    ['none listed', withSecurity(), both, []],
    ['an empty alternative first', withSecurity([], ['apiKey']), both, []],
    ['an empty alternative last, with credentials', withSecurity(['apiKey'], []), keyOnly, ['apiKey']],
    ['an empty alternative last, without', withSecurity(['apiKey'], []), nothing, []],
    ['the second, when the first wants more', withSecurity(['apiKey', 'signature'], ['apiKey']), keyOnly, ['apiKey']],
  ])('%s', (_what, operation, available, chosen) => {
    expect(chooseSecurity(operation, available)).toEqual(chosen);
  });

  test.each<[string, typeof BORROW, typeof both, string, RegExp]>([
    [
      'both missing',
      withSecurity(['apiKey', 'signature']),
      nothing,
      'apiKey',
      /an API key \(apiKey\) and a signing key \(secret, privateKey or sign\)/,
    ],
    [
      'the key missing',
      withSecurity(['apiKey', 'signature']),
      signerOnly,
      'apiKey',
      /needs an API key \(apiKey\), which/,
    ],
    [
      'the signing key missing',
      withSecurity(['apiKey', 'signature']),
      keyOnly,
      'secret',
      /needs a signing key \(secret, privateKey or sign\), which/,
    ],
    [
      'either would do',
      withSecurity(['apiKey'], ['signature']),
      nothing,
      'apiKey',
      /an API key \(apiKey\), or a signing key/,
    ],
  ])('says what is missing: %s', (_what, operation, available, option, message) => {
    expect(() => chooseSecurity(operation, available)).toThrow(message);
    expect(() => chooseSecurity(operation, available)).toThrow(
      expect.objectContaining({ option, operation: 'margin.borrow' }),
    );
  });
});

describe.each(SINGLE_ENTRIES)('security on the wire, by the %s entry', (_, create) => {
  const routes = [
    { method: 'GET', path: '/key', security: ['apiKey'] as const },
    { method: 'GET', path: '/signature', security: ['signature'] as const },
    { method: 'GET', path: '/both', security: ['apiKey', 'signature'] as const },
    { method: 'GET', path: '/none', security: [] },
  ];
  const exchange = useExchange({ routes });
  const read = (path: string, security: Operation<object, unknown>['security']): Operation<object, unknown> => ({
    ...RATES,
    path,
    security,
  });

  test.each<[string, Operation<object, unknown>['security']]>([
    ['/key', [['apiKey']]],
    ['/signature', [['signature']]],
    ['/both', [['apiKey', 'signature']]],
    ['/none', []],
    ['/none', [[]]],
  ])('%s is satisfied exactly by %j', async (path, security) => {
    await create({ ...ACCOUNT, baseUrl: exchange().origin })(read(path, security), {});
    expect(exchange().requests.map(({ refusal }) => refusal)).toEqual([undefined]);
  });

  test('a client without keys calls public operations, and others fail before a byte is sent', async () => {
    const caller = create({ baseUrl: exchange().origin });
    await caller(read('/none', []), {});
    const failure = await failureOf(caller(read('/both', [['apiKey', 'signature']]), {}));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'apiKey', operation: 'margin.rates' });
    expect(exchange().requests).toHaveLength(1);
  });

  test('nothing in a parameter changes where a request goes', async () => {
    const hostile = [
      '..',
      '../../x',
      '%2e%2e/',
      '//evil.example',
      '@evil.example',
      '#',
      '?a=b',
      '\r\nHost: evil.example',
      '\\..\\',
      '&symbol=X',
    ];
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin });
    for (const asset of hostile) await caller({ ...RATES, path: '/none' }, { asset });
    expect(exchange().requests.map(({ path, headers, parameters }) => [path, headers.host, parameters])).toEqual(
      hostile.map((asset) => ['/none', exchange().origin.slice('http://'.length), [['asset', asset]]]),
    );
  });

  test.each([
    '/a/../none',
    '/%6eone',
    '//evil.example/none',
    'none',
    '@evil.example',
    '/none?x=1',
    '/none#x',
    '/no ne',
    '/none\r\n',
    '/.',
    '/no\\ne',
  ])('a path that is not plain is refused: %j', async (path) => {
    const failure = await failureOf(create({ baseUrl: exchange().origin })({ ...RATES, path }, {}));
    expect(failure).toMatchObject({ kind: 'configuration', option: 'path' });
    expect(exchange().requests).toHaveLength(0);
  });

  test.each([300, 301, 302, 303, 307, 308])('a redirect (%i) is an error, and the key goes nowhere', async (status) => {
    exchange().script({ status, headers: { location: `${exchange().origin}/none` } });
    const failure = await failureOf(
      create({ ...ACCOUNT, baseUrl: exchange().origin })(read('/both', [['apiKey', 'signature']]), {}),
    );
    expect(failure).toMatchObject({ kind: 'network', code: 'REDIRECT' });
    expect(exchange().requests).toHaveLength(1);
  });
});
