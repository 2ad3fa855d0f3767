import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Parameter } from '../../../../templates/runtime/call/request.js';
import { checkParameters } from '../../../../templates/runtime/check/check-parameters.js';
import { ValidationError } from '../../../../templates/runtime/errors/errors.js';
import { compareDecimals } from '../../../../templates/runtime/format/compare-decimals.js';
import type { Condition, Demands } from '../../../../templates/runtime/operation.js';
import { OPERATION } from './operation.js';

const NAMES = ['a', 'b', 'c', 'd'] as const;
const VALUES = ['X', 'Y', ''] as const;

const some = fc.subarray([...NAMES], { minLength: 1 });
const demands = fc.record(
  { require: some, forbid: some, atLeastOne: some, exactlyOne: some, atMostOne: some },
  { requiredKeys: [] },
);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ atLeastOne: some }),
  fc.record({ exactlyOne: some }),
  fc.record({ atMostOne: some }),
  fc
    .record({
      when: fc.oneof(
        fc.record({ parameter: fc.constantFrom(...NAMES), in: fc.subarray([...VALUES], { minLength: 1 }) }),
        fc.record({ parameter: fc.constantFrom(...NAMES), given: fc.constant(true as const) }),
      ),
      demands,
      otherwise: fc.option(demands, { nil: undefined }),
    })
    .map(({ when, demands, otherwise }) => ({ when, ...demands, ...(otherwise && { else: otherwise }) })),
);

const call: fc.Arbitrary<readonly Parameter[]> = fc
  .subarray([...NAMES])
  .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), fc.constantFrom(...VALUES)))));

/** Whether a call meets all conditions, said in the plainest words. */
const permits = (conditions: readonly Condition[], parameters: readonly Parameter[]): boolean => {
  const given: Readonly<Record<string, string>> = Object.fromEntries(parameters);
  const there = Object.keys(given);
  const countOf = (names: readonly string[]): number => names.filter((name) => there.includes(name)).length;
  const fits = ({ require = [], forbid = [], atLeastOne, exactlyOne, atMostOne }: Demands = {}): boolean =>
    countOf(require) === require.length &&
    countOf(forbid) === 0 &&
    (atLeastOne === undefined || countOf(atLeastOne) >= 1) &&
    (exactlyOne === undefined || countOf(exactlyOne) === 1) &&
    (atMostOne === undefined || countOf(atMostOne) <= 1);
  return conditions.every((one) => {
    if (one.when === undefined) return fits(one);
    const { parameter, in: values } = one.when;
    const holds = there.includes(parameter) && (values === undefined || values.includes(given[parameter] ?? ''));
    return holds ? fits(one) : fits(one.else);
  });
};

const accepts = (conditions: readonly Condition[], parameters: readonly Parameter[]): boolean => {
  try {
    checkParameters({ ...OPERATION, conditions }, parameters, (text) => text);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationError);
    return false;
  }
};

test('a call passes if and only if it meets every condition', () => {
  const seen = { passed: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), call, (conditions, parameters) => {
      const passed = accepts(conditions, parameters);
      seen[passed ? 'passed' : 'refused'] += 1;
      expect(passed).toBe(permits(conditions, parameters));
    }),
    { numRuns: 5000 },
  );
  expect(Math.min(seen.passed, seen.refused)).toBeGreaterThan(500);
});

const digits = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom('0', '0', '1', '5', '9'), minLength: 1, maxLength });

const decimal = fc
  .tuple(fc.constantFrom('', '-'), digits(25), fc.option(digits(25), { nil: undefined }))
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}`);

const scaled = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.padEnd(25, '0')}`);
};

test('decimals compare as their exact values do', () => {
  const near = decimal.chain((text) => fc.tuple(fc.constant(text), fc.oneof(decimal, fc.constant(`${text}0`))));
  fc.assert(
    fc.property(near, ([one, other]) => {
      fc.pre(other.length < 50 && (other.split('.')[1]?.length ?? 0) <= 25);
      const [left, right] = [scaled(one), scaled(other)];
      expect(Math.sign(compareDecimals(one, other) ?? NaN)).toBe(left === right ? 0 : left < right ? -1 : 1);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['-0', '0'],
  ['0.000', '-0'],
  ['1', '1.0'],
  ['-01', '-1'],
])('%s is as much as %s', (one, other) => {
  expect([compareDecimals(one, other), compareDecimals(other, one)]).toEqual([0, 0]);
});

test.each(['', '.5', '1.', '+1', '1e5', ' 1', '0x1', 'NaN', '--1', '1.2.3'])('%j is no decimal', (text) => {
  expect(compareDecimals(text, '1')).toBeUndefined();
  expect(compareDecimals('1', text)).toBeUndefined();
});

test('a bound as it is written is the bound, whatever a float would make of it', () => {
  const digit = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-12, max: 1e12 }), digit, (max, tail) => {
      const operation = { ...OPERATION, limits: { amount: { max } } };
      const text = /e-/.test(String(max)) ? max.toFixed(30) : String(max);
      fc.pre(Number(text) === max && !/e-/.test(String(max)));
      const beyond = `${text}${text.includes('.') ? '' : '.'}${'0'.repeat(20)}${tail}`;
      expect(() => checkParameters(operation, [['amount', text]], (shown) => shown)).not.toThrow();
      expect(() => checkParameters(operation, [['amount', beyond]], (shown) => shown)).toThrow(ValidationError);
    }),
  );
});
