import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ValidationError } from '../../../../templates/runtime/errors/errors.js';
import {
  formatDecimal,
  type Precision,
  type Rounding,
} from '../../../../templates/runtime/format/format-decimal.js';

const errorOf = (format: () => string): ValidationError => {
  try {
    format();
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
  throw new Error('It was expected to be refused.');
};

type Given = string | number | bigint;

describe('what is finer is cut off', () => {
  test.each<[value: Given, precision: Precision, text: string]>([
    ['0.123456789', { decimals: 8 }, '0.12345678'],
    ['0.999999999', { decimals: 8 }, '0.99999999'],
    ['1.9', { decimals: 0 }, '1'],
    ['-1.9', { decimals: 0 }, '-1'],
    ['-0.9', { decimals: 0 }, '0'],
    ['-0', { decimals: 2 }, '0'],
    ['-0.0', { decimals: 2 }, '0'],
    [-0, { decimals: 2 }, '0'],
    ['1.50', { decimals: 8 }, '1.5'],
    ['1.00', { decimals: 8 }, '1'],
    ['100', { decimals: 2 }, '100'],
    ['100', { step: '1' }, '100'],
    ['0', { decimals: 8 }, '0'],
    ['007.10', { decimals: 8 }, '7.1'],
    ['0.30000000000000004', { decimals: 17 }, '0.30000000000000004'],
    ['1e-7', { decimals: 8 }, '0.0000001'],
    ['1e-7', { decimals: 6 }, '0'],
    ['1.5E+3', { decimals: 2 }, '1500'],
    ['1.2345e2', { decimals: 1 }, '123.4'],
    [1e-7, { decimals: 7 }, '0.0000001'],
    [1e21, { decimals: 0 }, '1000000000000000000000'],
    [0.1, { decimals: 8 }, '0.1'],
    [123456789012345678901234567890n, { decimals: 8 }, '123456789012345678901234567890'],
    [-5n, { step: '2' }, '-4'],
    ['0.12349', { step: '0.00100000' }, '0.123'],
    ['17', { step: '5' }, '15'],
    ['0.7', { step: '0.25' }, '0.5'],
    ['123', { step: '1e1' }, '120'],
    ['0.0000123', { step: '1e-5' }, '0.00001'],
    ['1e2', { step: '1e1' }, '100'],
    ['1.5e3', { step: '2e2' }, '1400'],
    ['1', { decimals: 100 }, '1'],
  ])('%s at %o is %s', (value, precision, text) => {
    expect(formatDecimal(value, precision)).toBe(text);
    expect(formatDecimal(value, precision, 'down')).toBe(text);
  });
});

describe('other roundings', () => {
  test.each<[value: Given, precision: Precision, rounding: Rounding, text: string]>([
    ['1.1', { decimals: 0 }, 'up', '2'],
    ['-1.1', { decimals: 0 }, 'up', '-2'],
    ['1', { decimals: 0 }, 'up', '1'],
    ['0.0000000000001', { step: '5' }, 'up', '5'],
    ['0', { step: '5' }, 'up', '0'],
    ['9.99', { decimals: 1 }, 'up', '10'],
    ['1.4', { decimals: 0 }, 'half-up', '1'],
    ['1.5', { decimals: 0 }, 'half-up', '2'],
    ['-1.5', { decimals: 0 }, 'half-up', '-2'],
    ['-1.4', { decimals: 0 }, 'half-up', '-1'],
    ['2.49999999999999999999', { decimals: 0 }, 'half-up', '2'],
    ['7.5', { step: '5' }, 'half-up', '10'],
    ['1.005', { decimals: 2 }, 'half-up', '1.01'],
    ['-0.4', { decimals: 0 }, 'half-up', '0'],
    ['1.50', { decimals: 1 }, 'refuse', '1.5'],
    ['-15', { step: '5' }, 'refuse', '-15'],
  ])('%s at %o, %s, is %s', (value, precision, rounding, text) => {
    expect(formatDecimal(value, precision, rounding)).toBe(text);
  });

  test('refuse says what would be fine', () => {
    const error = errorOf(() => formatDecimal('-1.55', { decimals: 1 }, 'refuse'));
    expect(error.message).toBe('formatDecimal: value must be a multiple of 0.1; given: "-1.55"');
    expect(error).toMatchObject({ operation: 'formatDecimal', parameter: 'value', kind: 'validation' });
  });
});

describe('what is no decimal is refused', () => {
  const refused: readonly unknown[] = [
    '', ' 1', '1 ', '1\n', '.5', '5.', '+1', '1,5', '1e', '0x10', 'NaN', '--1', '1.2.3', '١', NaN, Infinity, null, {},
    '1e1001', '1e-1001', '1e99999', '1'.repeat(1001), undefined, true, ['1'],
  ];
  test.each(refused.map((value) => [value]))('%j', (value) => {
    const error = errorOf(() => formatDecimal(value as string, { decimals: 8 }));
    expect(error.parameter).toBe('value');
    expect(error.expected).toBe('a decimal such as "0.001", a finite number, or a bigint');
  });

  test('what looks like a numeral is shown, anything else is not', () => {
    expect(errorOf(() => formatDecimal('1,5', { decimals: 8 })).given).toBe('"1,5"');
    expect(errorOf(() => formatDecimal('SECRETkey1', { decimals: 8 })).message).not.toContain('SECRET');
    expect(errorOf(() => formatDecimal(NaN, { decimals: 8 })).given).toBe('NaN');
    expect(errorOf(() => formatDecimal(null as unknown as string, { decimals: 8 })).given).toBe('null');
    expect(errorOf(() => formatDecimal({} as unknown as string, { decimals: 8 })).given).toBe('object');
  });

  test('a thousand digits and exponents are the most', () => {
    expect(formatDecimal('1'.repeat(1000), { decimals: 8 })).toBe('1'.repeat(1000));
    expect(formatDecimal('1e1000', { decimals: 8 })).toBe(`1${'0'.repeat(1000)}`);
    expect(formatDecimal('1e-1000', { decimals: 8 }, 'up')).toBe('0.00000001');
  });
});

describe('the precision is checked', () => {
  test.each([
    [{ decimals: -1 }, 'decimals'],
    [{ decimals: 1.5 }, 'decimals'],
    [{ decimals: 101 }, 'decimals'],
    [{ decimals: '8' }, 'decimals'],
    [{ step: '0' }, 'step'],
    [{ step: '0.00000000' }, 'step'],
    [{ step: '-1' }, 'step'],
    [{ step: 'fine' }, 'step'],
    [{}, 'precision'],
    [null, 'precision'],
    [8, 'precision'],
  ])('%j', (precision, parameter) => {
    expect(errorOf(() => formatDecimal('1', precision as Precision)).parameter).toBe(parameter);
  });

  test('and so is the rounding', () => {
    expect(errorOf(() => formatDecimal('1', { decimals: 1 }, 'floor' as Rounding)).expected).toBe(
      'one of down, up, half-up, refuse',
    );
  });
});

const SCALE = 60;

/** A decimal as written here, times ten to the 60th. */
const exact = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(SCALE, '0'));
};

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 30 });
const value = fc
  .tuple(fc.constantFrom('', '-'), digits, digits)
  .map(([sign, whole, fraction]) => `${sign}${whole}.${fraction}`);
const step = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.nat(25))
  .map(([number, scale]) => {
    const text = number.toString().padStart(scale + 1, '0');
    return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
  });

test('the result is the multiple of the step that the rounding asks for, exactly', () => {
  fc.assert(
    fc.property(value, step, (given, by) => {
      const [v, s] = [exact(given), exact(by)];
      const down = exact(formatDecimal(given, { step: by }, 'down'));
      const up = exact(formatDecimal(given, { step: by }, 'up'));
      const half = exact(formatDecimal(given, { step: by }, 'half-up'));
      expect([down % s, up % s, half % s]).toEqual([0n, 0n, 0n]);
      expect(magnitude(down)).toBeLessThanOrEqual(magnitude(v));
      expect(magnitude(v) - magnitude(down)).toBeLessThan(s);
      expect(magnitude(up) - magnitude(down)).toBe(v % s === 0n ? 0n : s);
      expect(half).toBe(2n * (magnitude(v) - magnitude(down)) >= s ? up : down);
    }),
    { numRuns: 2000 },
  );
});

test('the text is short, plain and stays as it is when formatted again', () => {
  const rounding = fc.constantFrom<Rounding>('down', 'up', 'half-up', 'refuse');
  fc.assert(
    fc.property(value, fc.nat(30), rounding, (given, decimals, again) => {
      const text = formatDecimal(given, { decimals });
      expect(text).toMatch(/^(?:0|-?(?:[1-9]\d*|0\.\d*[1-9]|[1-9]\d*\.\d*[1-9]))$/);
      expect(text.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(decimals);
      expect(formatDecimal(text, { decimals }, again)).toBe(text);
      expect(formatDecimal(text, { step: `1e-${decimals}` }, again)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test('a number is taken at its shortest text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 }), (number) => {
      fc.pre(Math.abs(number) > 1e-80 || number === 0);
      expect(Number(formatDecimal(number, { decimals: 100 }))).toBe(number === 0 ? 0 : number);
    }),
  );
});
