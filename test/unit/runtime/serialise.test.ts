import { describe, expect, test } from 'vitest';
import { ValidationError } from '../../../templates/runtime/common.js';
import { expandExponent } from '../../../templates/runtime/sign/decimal.js';
import { encodeText, formatQuery, isWellFormed } from '../../../templates/runtime/sign/encode.js';
import { collectParameters } from '../../../templates/runtime/call/parameters.js';
import { describeKind, writeValue } from '../../../templates/runtime/sign/serialise.js';
import { formatPayload } from '../../../templates/runtime/sign/signing.js';
import type { ParameterKind } from '../../../templates/runtime/common.js';
import { BORROW, RATES } from './support.js';

const asIs = (text: string): string => text;

describe('percent-encoding', () => {
  test.each([
    ['AZaz09-._~', 'AZaz09-._~'],
    ["!'()*", '%21%27%28%29%2A'],
    [' +&=%?#/', '%20%2B%26%3D%25%3F%23%2F'],
    [';:@$,[]|\\^`{}"<>', '%3B%3A%40%24%2C%5B%5D%7C%5C%5E%60%7B%7D%22%3C%3E'],
    ['１', '%EF%BC%91'],
    ['é', '%C3%A9'],
    ['💶', '%F0%9F%92%B6'],
    ['\u0000\n\u007F', '%00%0A%7F'],
    ['', ''],
  ])('%j', (text, encoded) => {
    expect(encodeText(text)).toBe(encoded);
  });

  test('names are encoded as well, and a URL parser leaves all of it alone', () => {
    const query = formatQuery([
      ["a'&=b", "it's (50%) *new*!"],
      ['ü', ' '],
    ]);
    expect(query).toBe('a%27%26%3Db=it%27s%20%2850%25%29%20%2Anew%2A%21&%C3%BC=%20');
    expect(new URL(`https://api.binance.com/x?${query}`).search).toBe(`?${query}`);
  });

  test.each(['\uD800', 'a\uDFFFb', '\uDC00\uD800', '\uD800\uD800\uDC00'])(
    'a lone surrogate in %j is noticed',
    (text) => {
      expect(isWellFormed(text)).toBe(false);
    },
  );

  test('a pair is none', () => {
    expect(isWellFormed('\u{1F4B6}\u{10FFFF}')).toBe(true);
  });
});

describe('decimals without exponent', () => {
  test.each([
    ['1e-7', '0.0000001'],
    ['1e21', '1000000000000000000000'],
    ['1e+21', '1000000000000000000000'],
    ['-1.25e-9', '-0.00000000125'],
    ['1.50E+1', '15.0'],
    ['1.5e0', '1.5'],
    ['12.345e1', '123.45'],
    ['12.345e-1', '1.2345'],
    ['12.345e-2', '0.12345'],
    ['5e-1', '0.5'],
    ['12.345e3', '12345'],
    ['12.345e5', '1234500'],
    ['0e10', '0'],
    ['0.001e2', '0.1'],
    ['0.001e3', '1'],
    ['5', '5'],
    ['1e1000', `1${'0'.repeat(1000)}`],
    ['1e1001', '1e1001'],
    ['1e-1001', '1e-1001'],
    ['1e999999999999', '1e999999999999'],
  ])('%s', (numeral, plain) => {
    expect(expandExponent(numeral)).toBe(plain);
  });
});

const ACCEPTED: readonly (readonly [ParameterKind, unknown, string])[] = [
  ['string', 'abc', 'abc'],
  ['string', '', ''],
  ['id', '9223372036854775807', '9223372036854775807'],
  ['id', '-9223372036854775808', '-9223372036854775808'],
  ['id', 9223372036854775807n, '9223372036854775807'],
  ['id', 9007199254740991, '9007199254740991'],
  ['id', 0, '0'],
  ['id', -1, '-1'],
  ['decimal', '0.1', '0.1'],
  ['decimal', '123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
  ['decimal', '1.50', '1.50'],
  ['decimal', 1e-7, '0.0000001'],
  ['decimal', 1e21, '1000000000000000000000'],
  ['decimal', 5e-324, `0.${'0'.repeat(323)}5`],
  ['decimal', 0.1 + 0.2, '0.30000000000000004'],
  ['decimal', -0, '0'],
  ['time', 1700000000000, '1700000000000'],
  ['int', -5, '-5'],
  ['bool', true, 'true'],
  ['bool', false, 'false'],
  [{ list: 'string' }, ['BTC', 'ETH'], 'BTC,ETH'],
  [{ list: 'id' }, [1n, '2', 3], '1,2,3'],
  [{ list: 'decimal' }, [1e-7], '0.0000001'],
];

const REFUSED: readonly (readonly [ParameterKind, unknown])[] = [
  ['string', 5],
  ['string', true],
  ['string', null],
  ['string', ['a']],
  ['string', '\uD800'],
  ['id', '9223372036854775808'],
  ['id', '-9223372036854775809'],
  ['id', 2n ** 63n],
  ['id', 2 ** 53],
  ['id', 1.5],
  ['id', Number.NaN],
  ['id', '007'],
  ['id', '-0'],
  ['id', ' 1'],
  ['id', '1\n'],
  ['id', '1e3'],
  ['id', ''],
  ['id', '١'],
  ['decimal', Number.NaN],
  ['decimal', Number.POSITIVE_INFINITY],
  ['decimal', Number.NEGATIVE_INFINITY],
  ['decimal', '1e-7'],
  ['decimal', 'NaN'],
  ['decimal', '1,5'],
  ['decimal', '.5'],
  ['decimal', '5.'],
  ['decimal', '+5'],
  ['decimal', '0x10'],
  ['decimal', ''],
  ['decimal', '1.5\n'],
  ['decimal', 5n],
  ['time', '1700000000000'],
  ['time', 1.5],
  ['time', new Date(0)],
  ['int', 2 ** 53],
  ['int', Number.NaN],
  ['bool', 'true'],
  ['bool', 1],
  [{ list: 'string' }, []],
  [{ list: 'string' }, 'BTC'],
  [{ list: 'string' }, ['a,b']],
  [{ list: 'string' }, ['a', '']],
  [{ list: 'string' }, ['a', undefined]],
  [{ list: 'string' }, Array(2)],
  [{ list: 'int' }, ['1']],
];

describe('values by kind', () => {
  test.each(ACCEPTED)('%j takes %s', (kind, value, text) => {
    expect(writeValue(kind, value)).toBe(text);
  });

  test.each(REFUSED)('%j refuses %s', (kind, value) => {
    expect(writeValue(kind, value)).toBeUndefined();
    expect(describeKind(kind)).not.toBe('');
  });
});

describe('the parameters of a call', () => {
  const collect = (params: unknown): unknown => collectParameters(BORROW, params, asIs);
  const refusal = (params: unknown): ValidationError => {
    try {
      collect(params);
    } catch (error) {
      if (error instanceof ValidationError) return error;
    }
    throw new Error('expected a ValidationError');
  };

  test('come in the order of the spec, without what is undefined', () => {
    expect(collect({ limit: 3, amount: 1e-7, symbol: undefined, asset: 'USDT' })).toEqual([
      ['asset', 'USDT'],
      ['amount', '0.0000001'],
      ['limit', '3'],
    ]);
  });

  test('an unknown name is refused, and the known ones are listed', () => {
    const error = refusal({ asset: 'USDT', amount: 1, assset: 'x' });
    expect(error).toMatchObject({ kind: 'validation', operation: 'margin.borrow', parameter: 'assset' });
    expect(error.message).toContain('asset, amount, symbol');
    expect(refusal({ asset: 'USDT', amount: 1, timestamp: 5 }).parameter).toBe('timestamp');
  });

  test('names that every object inherits are neither known nor given', () => {
    expect(refusal(JSON.parse('{"asset":"USDT","amount":1,"__proto__":1}')).parameter).toBe('__proto__');
    expect(refusal({ asset: 'USDT', amount: 1, constructor: 'x' }).parameter).toBe('constructor');
    const inherits = Object.create({ amount: 1 }) as { asset?: string };
    inherits.asset = 'USDT';
    expect(refusal(inherits).parameter).toBe('amount');
  });

  test('missing ones are all named', () => {
    expect(refusal({ asset: undefined })).toMatchObject({ parameter: 'asset', given: 'nothing for asset, amount' });
    expect(refusal(undefined).parameter).toBe('asset');
    expect(refusal(null).parameter).toBe('asset');
  });

  test('an operation without required parameters takes none at all', () => {
    expect(collectParameters(RATES, undefined, asIs)).toEqual([]);
    const bare = { ...RATES, parameters: {} };
    expect(() => collectParameters(bare, { a: 1 }, asIs)).toThrow(
      'a must be left out: this operation takes no parameters',
    );
  });

  test.each(['text', 5, ['asset', 'amount'], () => ({})])('%s is not parameters', (params) => {
    expect(refusal(params).parameter).toBe('params');
  });

  test('says which parameter, what was given, and what is allowed', () => {
    expect(refusal({ asset: 'USDT', amount: Number.NaN })).toMatchObject({
      parameter: 'amount',
      given: 'NaN',
      expected: describeKind('decimal'),
      operation: 'margin.borrow',
      message: `margin.borrow: amount must be ${describeKind('decimal')}; given: NaN`,
    });
    expect(refusal({ asset: 'USDT', amount: '1e5' }).given).toBe('"1e5"');
    expect(refusal({ asset: true, amount: 1 }).message).toBe(
      'margin.borrow: asset must be text, such as "TRUE"; given: true',
    );
    expect(refusal({ asset: 'USDT', amount: 5n }).given).toBe('5n');
    expect(refusal({ asset: null, amount: 5 }).given).toBe('null');
    expect(refusal({ asset: [], amount: 5 }).given).toBe('an array');
    expect(refusal({ asset: Symbol('s'), amount: 5 }).given).toBe('a symbol');
    expect(refusal({ asset: () => 'x', amount: 5 }).given).toBe('a function');
    expect(refusal({ asset: {}, amount: 5 }).given).toBe('an object');
    expect(refusal({ asset: true, amount: 5 }).given).toBe('true');
    expect(refusal({ asset: '\uD800'.repeat(100), amount: 5 }).given.length).toBeLessThan(400);
  });
});

describe('the payload', () => {
  test.each<[string, number | undefined, string]>([
    ['a=1', 5000, 'a=1&recvWindow=5000&timestamp=7'],
    ['a=1', undefined, 'a=1&timestamp=7'],
    ['', 5000, 'recvWindow=5000&timestamp=7'],
    ['', undefined, 'timestamp=7'],
  ])('of %j with recvWindow %s', (query, recvWindow, payload) => {
    expect(formatPayload(query, { recvWindow, timestamp: 7 })).toBe(payload);
  });
});
