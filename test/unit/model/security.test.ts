import { describe, expect, it } from 'vitest';
import { operationFaults, operationOf } from './build.js';

const securityOf = (security: unknown, type: string, more = {}) =>
  operationOf({ security: security as never, 'x-security-type': type }, more).security;

describe('security', () => {
  it('keeps "both in one alternative" apart from "either of two"', () => {
    expect(securityOf([{ apiKey: [], hmacSignature: [] }], 'TRADE')).toEqual([['apiKey', 'signature']]);
    expect(securityOf([{ apiKey: [] }, { hmacSignature: [] }], 'TRADE')).toEqual([['apiKey'], ['signature']]);
  });

  it('warns when an alternative sends less than the security type needs', () => {
    const faults = operationFaults({ security: [{ apiKey: [] }, { hmacSignature: [] }], 'x-security-type': 'TRADE' });
    expect(faults).toEqual(['warning model/security-either /security']);
  });

  it('takes the security of the document when the operation has none, and its own when it has', () => {
    const root = { security: [{ apiKey: [] }] };
    const { security: _, ...own } = { security: [], 'x-security-type': 'MARKET_DATA' };
    expect(operationFaults({ ...own, security: undefined as never }, root)).toEqual([]);
    expect(operationOf({ ...own, security: undefined as never }, root).security).toEqual([['apiKey']]);
    expect(securityOf([], 'NONE', root)).toEqual([]);
  });

  it('keeps an empty alternative: the key is optional', () => {
    expect(securityOf([{}, { apiKey: [] }], 'MARKET_DATA')).toEqual([[], ['apiKey']]);
  });

  it('knows schemes by what they send, whatever they are called', () => {
    const schemes = {
      key: { type: 'apiKey', in: 'header', name: 'x-mbx-apikey' },
      sig: { type: 'apiKey', in: 'query', name: 'signature' },
    };
    expect(securityOf([{ sig: [], key: [] }], 'MARGIN', { components: { securitySchemes: schemes } })).toEqual([
      ['apiKey', 'signature'],
    ]);
  });

  it.each([
    ['a bearer token', { type: 'http', scheme: 'bearer' }],
    ['a signature in a header', { type: 'apiKey', in: 'header', name: 'signature' }],
    ['an API key in the query', { type: 'apiKey', in: 'query', name: 'X-MBX-APIKEY' }],
  ])('refuses %s', (_name, scheme) => {
    const faults = operationFaults(
      { security: [{ other: [] }] },
      { components: { securitySchemes: { other: scheme } } },
    );
    expect(faults).toEqual(['error model/security-scheme /components/securitySchemes/other']);
  });

  it('refuses a scheme that is not defined, at the place that asks for it', () => {
    expect(operationFaults({ security: [{ nobody: [] }] })).toEqual(['error model/security-scheme /security/0/nobody']);
  });

  it.each([
    ['TRADE', [{ apiKey: [] }]],
    ['USER_DATA', []],
    ['MARKET_DATA', [{ apiKey: [], hmacSignature: [] }]],
    ['NONE', [{ apiKey: [] }]],
  ])('refuses %s beside other schemes than it needs', (type, security) => {
    expect(operationFaults({ security, 'x-security-type': type })).toEqual([
      'error model/security-disagrees /security',
    ]);
  });

  it('refuses a security type that the exchange does not have', () => {
    expect(operationFaults({ 'x-security-type': 'ADMIN' })).toEqual(['error model/security-type /x-security-type']);
  });
});
