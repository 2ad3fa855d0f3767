import { describe, expect, test } from 'vitest';
import type { ClientOptions } from '../../../../templates/runtime/common.js';
import { API_ORIGINS, type BaseUrl, createOrigins } from '../../../../templates/runtime/send/origins.js';

const SPOT = 'https://api.binance.com';
const MARGIN = 'https://papi.binance.com';

const hrefsOf = (baseUrl: BaseUrl | undefined, server: string): readonly string[] =>
  createOrigins(baseUrl, false)(server).map(({ href }) => href);

describe('lists of origins', () => {
  test('one for all servers, in their order', () => {
    expect(hrefsOf(API_ORIGINS, SPOT)).toEqual(API_ORIGINS);
    expect(hrefsOf(API_ORIGINS, MARGIN)).toEqual(API_ORIGINS);
  });

  test('one for a server of a map, beside single origins', () => {
    const map = { [SPOT]: [SPOT, 'https://api1.binance.com:8443'], [MARGIN]: 'https://papi.example' };
    expect(hrefsOf(map, SPOT)).toEqual([SPOT, 'https://api1.binance.com:8443']);
    expect(hrefsOf(map, MARGIN)).toEqual(['https://papi.example']);
  });

  test('a server without any is its own', () => {
    expect(hrefsOf(undefined, MARGIN)).toEqual([MARGIN]);
  });

  test.each([[undefined], [API_ORIGINS], [{ [SPOT]: [SPOT, 'https://api1.binance.com'] }]])(
    'the list of a server is the same each time, so that its failures are remembered: %j',
    (baseUrl) => {
      const find = createOrigins(baseUrl, false);
      expect(find(SPOT)).toBe(find(SPOT));
    },
  );

  test.each<[string, unknown, RegExp]>([
    ['empty', [], /names none/],
    ['empty in a map', { [SPOT]: [] }, /names none/],
    ['with one twice', [SPOT, 'https://api1.binance.com', 'https://API.binance.com:443/'], /api\.binance\.com twice/],
    ['with a path', [SPOT, 'https://api1.binance.com/x'], /must be an origin/],
    ['with what is no text', [SPOT, 5], /must be an origin/],
    ['with a plain http origin elsewhere', [SPOT, 'http://api1.binance.com'], /allowInsecure/],
    ['with something else in a map', { [SPOT]: { 0: SPOT, length: 1 } }, /names none/],
    ['a Map', new Map([[SPOT, [SPOT]]]), /a list of them/],
  ])('%s is refused at once', (_, baseUrl, message) => {
    expect(() => createOrigins(baseUrl as BaseUrl, false)).toThrow(message);
  });

  test('the list of the caller is not kept: changing it later changes nothing', () => {
    const list = [SPOT, 'https://api1.binance.com'];
    const find = createOrigins(list, false);
    list.push('https://evil.example');
    expect(find(SPOT)).toHaveLength(2);
  });

  test('the option takes them', () => {
    const options: ClientOptions = { baseUrl: API_ORIGINS };
    const mapped: ClientOptions = { baseUrl: { [SPOT]: API_ORIGINS } };
    expect([options.baseUrl, mapped.baseUrl]).toEqual([API_ORIGINS, { [SPOT]: API_ORIGINS }]);
  });
});

describe('the origins of the exchange', () => {
  test('are distinct plain https origins of its own', () => {
    expect(new Set(API_ORIGINS).size).toBe(6);
    for (const text of API_ORIGINS) expect(new URL(text)).toMatchObject({ protocol: 'https:', origin: text });
    expect(API_ORIGINS.every((text) => /^https:\/\/api[a-z0-9-]*\.binance\.com$/.test(text))).toBe(true);
  });

  test('the first is that of the spec', () => {
    expect(API_ORIGINS[0]).toBe(SPOT);
  });
});
