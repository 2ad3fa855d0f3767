import { describe, expect, test } from 'vitest';
import type { ParameterKind } from '../../../../templates/runtime/common.js';
import { describeKind, writeValue } from '../../../../templates/runtime/sign/serialise.js';

describe('the bounds of an int64', () => {
  test.each<[unknown, string]>([
    ['9223372036854775807', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['9223372036854775806', '9223372036854775806'],
    ['-9223372036854775807', '-9223372036854775807'],
    ['999999999999999999', '999999999999999999'],
    ['-99999999999999999', '-99999999999999999'],
    ['-999999999999999999', '-999999999999999999'],
    ['1000000000000000000', '1000000000000000000'],
    [2n ** 63n - 1n, '9223372036854775807'],
    [-(2n ** 63n), '-9223372036854775808'],
    [0n, '0'],
    ['0', '0'],
    ['5', '5'],
    ['-5', '-5'],
    ['10', '10'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [Number.MIN_SAFE_INTEGER, '-9007199254740991'],
    [-0, '0'],
  ])('%s is within', (value, text) => {
    expect(writeValue('id', value)).toBe(text);
  });

  test.each<[unknown]>([
    ['9223372036854775808'],
    ['-9223372036854775809'],
    ['9999999999999999999'],
    ['-9999999999999999999'],
    ['10000000000000000000'],
    ['-10000000000000000000'],
    [2n ** 63n],
    [-(2n ** 63n) - 1n],
    [Number.MAX_SAFE_INTEGER + 1],
    [Number.MIN_SAFE_INTEGER - 1],
    [0.5],
    ['0.5'],
    ['00'],
    ['01'],
    ['-0'],
    ['-01'],
    ['--5'],
    ['+5'],
    ['5 '],
    ['x5'],
    ['5x'],
    ['0x5'],
    ['-'],
    [true],
    [null],
    [{ toString: () => '5' }],
    [['5']],
  ])('%s is not', (value) => {
    expect(writeValue('id', value)).toBeUndefined();
  });
});

describe('other kinds', () => {
  test.each<[ParameterKind, unknown, string | undefined]>([
    ['decimal', '-0.10', '-0.10'],
    ['decimal', '00.5', '00.5'],
    ['decimal', '5', '5'],
    ['decimal', 1e-7, '0.0000001'],
    ['decimal', -1e21, '-1000000000000000000000'],
    ['decimal', Number.MAX_VALUE, `17976931348623157${'0'.repeat(292)}`],
    ['decimal', '--1', undefined],
    ['decimal', '1.5.5', undefined],
    ['decimal', 'x1', undefined],
    ['decimal', '1x', undefined],
    ['decimal', ' 1', undefined],
    ['decimal', true, undefined],
    ['decimal', null, undefined],
    ['int', Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['int', Number.MAX_SAFE_INTEGER + 1, undefined],
    ['int', Number.MIN_SAFE_INTEGER, '-9007199254740991'],
    ['int', Number.MIN_SAFE_INTEGER - 1, undefined],
    ['int', '5', undefined],
    ['int', 5n, undefined],
    ['int', -0, '0'],
    ['time', 0, '0'],
    ['time', 1.5, undefined],
    ['time', 5n, undefined],
    ['bool', 0, undefined],
    ['bool', null, undefined],
    ['string', '\uDBFF\uDFFF', '\uDBFF\uDFFF'],
    ['string', '\uDBFF', undefined],
    ['string', 5n, undefined],
    ['string', new String('x'), undefined],
    [{ list: 'string' }, ['a'], 'a'],
    [{ list: 'string' }, ['a', 'b', 'c'], 'a,b,c'],
    [{ list: 'string' }, [''], undefined],
    [{ list: 'string' }, [','], undefined],
    [{ list: 'string' }, ['a', ','], undefined],
    [{ list: 'string' }, ['a', 5], undefined],
    [{ list: 'string' }, ['a', '\uD800'], undefined],
    [{ list: 'string' }, new Set(['a']), undefined],
    [{ list: 'string' }, { 0: 'a', length: 1 }, undefined],
    [{ list: 'bool' }, [true, false], 'true,false'],
    [{ list: 'time' }, [1, 2], '1,2'],
    [{ list: 'id' }, ['1', '9223372036854775808'], undefined],
  ])('%j makes of %s: %s', (kind, value, text) => {
    expect(writeValue(kind, value)).toBe(text);
  });

  test('a list is left as it is, holes and all', () => {
    const list: unknown[] = Array(3);
    list[0] = 'a';
    list[2] = 'b';
    expect(writeValue({ list: 'string' }, list)).toBeUndefined();
    expect(1 in list).toBe(false);
  });
});

describe('what a kind takes, in words', () => {
  test.each<[ParameterKind, string]>([
    ['string', 'text without lone surrogates'],
    ['id', 'an int64: digits as a string, a bigint, or a safe integer'],
    ['decimal', 'a decimal: a string such as "0.001" without an exponent, or a finite number'],
    ['time', 'milliseconds since the Unix epoch, as a safe integer'],
    ['int', 'a safe integer'],
    ['bool', 'true or false'],
    [{ list: 'int' }, 'a list, not empty, of items without commas, each a safe integer'],
  ])('%j', (kind, words) => {
    expect(describeKind(kind)).toBe(words);
  });
});
