import { describe, expect, test } from 'vitest';
import { expandExponent } from '../../../../templates/runtime/sign/decimal.js';

const zeros = (count: number): string => '0'.repeat(count);

describe('an exponent written out', () => {
  test.each([
    ['1e1000', `1${zeros(1000)}`],
    ['1e+1000', `1${zeros(1000)}`],
    ['1e-1000', `0.${zeros(999)}1`],
    ['12e-1000', `0.${zeros(998)}12`],
    ['-1.5E-1000', `-0.${zeros(999)}15`],
    ['1.5e1000', `15${zeros(999)}`],
    ['1e0', '1'],
    ['1e-0', '1'],
    ['1e00002', '100'],
    ['10e-1', '1.0'],
    ['10e-2', '0.10'],
    ['10e-3', '0.010'],
    ['1.23e1', '12.3'],
    ['1.23e2', '123'],
    ['1.23e3', '1230'],
    ['1.20e1', '12.0'],
    ['0.05e1', '0.5'],
    ['0.05e2', '5'],
    ['0.05e3', '50'],
    ['00.5e1', '5'],
    ['0.0e-3', '0.0000'],
    ['0e-3', '0.000'],
    ['-0e0', '-0'],
    ['-0e3', '-0'],
    ['123456789012345678901234567890e-15', '123456789012345.678901234567890'],
  ])('%s', (numeral, plain) => {
    expect(expandExponent(numeral)).toBe(plain);
  });

  test.each(['1e1001', '1e-1001', '1E+1001', '-1.5e999999999999', `1e${'9'.repeat(400)}`])(
    '%s is beyond what is written out, and stays',
    (numeral) => {
      expect(expandExponent(numeral)).toBe(numeral);
    },
  );

  test.each([
    '',
    '0',
    '-0',
    '1.50',
    '1.5',
    'e',
    'e5',
    '1e',
    '1e+',
    '.5e1',
    '5.e1',
    '+5e1',
    '1e1.5',
    ' 1e1',
    '1e1 ',
    '1e1\n',
    'x1e1',
    '1e1x',
    '--1e1',
    '1e--1',
    '1.2.3e1',
    'Infinity',
    'NaN',
  ])('%j is no number with an exponent, and stays', (text) => {
    expect(expandExponent(text)).toBe(text);
  });
});
