import { describe, expect, test } from 'vitest';
import type { AnyOperation, Parameter } from '../../../../templates/runtime/call/request.js';
import { checkParameters } from '../../../../templates/runtime/check/check-parameters.js';
import { ValidationError } from '../../../../templates/runtime/errors/errors.js';
import { createRedact } from '../../../../templates/runtime/errors/redact.js';
import type { Condition, ParameterKind, ParameterLimits } from '../../../../templates/runtime/operation.js';
import { OPERATION } from './operation.js';

const REDACT = createRedact(['TOPSECRET']);

/** The error of a call with these parameters; undefined when there is none. */
const errorOf = (operation: AnyOperation, parameters: readonly Parameter[]): ValidationError | undefined => {
  try {
    checkParameters(operation, parameters, REDACT);
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
  return undefined;
};

const withLimits = (limits: ParameterLimits, kind: ParameterKind = 'string'): AnyOperation => ({
  ...OPERATION,
  name: 'margin.test',
  parameters: { p: kind, q: 'string' },
  limits: { p: limits },
});

const withConditions = (...conditions: readonly Condition[]): AnyOperation => ({
  ...OPERATION,
  name: 'margin.borrowRepay',
  conditions,
});

const messageFor = (limits: ParameterLimits, text: string, kind?: ParameterKind): string | undefined =>
  errorOf(withLimits(limits, kind), [['p', text]])?.message;

describe('values', () => {
  test.each([
    ['BORROW', undefined],
    ['LEND', 'margin.test: p must be one of BORROW, REPAY; given: "LEND"'],
    ['borrow', 'margin.test: p must be one of BORROW, REPAY; given: "borrow"'],
    ['', 'margin.test: p must be one of BORROW, REPAY; given: ""'],
  ])('%j', (text, message) => {
    expect(messageFor({ values: ['BORROW', 'REPAY'] }, text)).toBe(message);
  });

  test('one that is alone is named alone, and an empty one can be seen', () => {
    expect(messageFor({ values: ['TRUE'] }, 'X')).toBe('margin.test: p must be TRUE; given: "X"');
    expect(messageFor({ values: ['', 'A'] }, 'X')).toBe('margin.test: p must be one of "", A; given: "X"');
  });

  test('of many, twelve are named and the rest counted', () => {
    const values = Array.from({ length: 14 }, (_, index) => `V${index}`);
    expect(messageFor({ values }, 'X')).toContain('one of V0, V1,');
    expect(messageFor({ values }, 'X')).toContain(', V11 or 2 more; given');
    expect(messageFor({ values: values.slice(0, 12) }, 'X')).toContain(', V11; given');
    expect(messageFor({ values }, 'V13')).toBeUndefined();
  });

  test('a text that bears the name of something built in is no value', () => {
    expect(messageFor({ values: ['A'] }, 'constructor')).toBeDefined();
  });
});

describe('bounds', () => {
  test.each([
    ['1', undefined],
    ['100', undefined],
    ['0', 'margin.test: p must be a number, 1 to 100; given: "0"'],
    ['101', 'margin.test: p must be a number, 1 to 100; given: "101"'],
    ['100.00000000000000000000000000000001', expect.stringContaining('1 to 100')],
    ['0.99999999999999999999999999999999', expect.stringContaining('1 to 100')],
    ['-50', expect.stringContaining('1 to 100')],
    ['1e1', expect.stringContaining('1 to 100')],
    ['many', expect.stringContaining('1 to 100')],
  ])('%s', (text, message) => {
    expect(messageFor({ min: 1, max: 100 }, text, 'decimal')).toEqual(message);
  });

  test('one bound alone leaves the other side open', () => {
    expect(messageFor({ min: 1e-7 }, '0.00000009999', 'decimal')).toContain('at least 0.0000001;');
    expect(messageFor({ min: 1e-7 }, '999999999999999999999', 'decimal')).toBeUndefined();
    expect(messageFor({ max: 0.1 }, '0.1000000000000000000001', 'decimal')).toContain('at most 0.1;');
    expect(messageFor({ max: 0.1 }, '-7', 'decimal')).toBeUndefined();
    expect(messageFor({ max: 0.1 }, 'text', 'decimal')).toBeDefined();
    expect(messageFor({ min: 0 }, '-0', 'decimal')).toBeUndefined();
  });
});

describe('lengths', () => {
  test('count characters, an astral one once', () => {
    expect(messageFor({ minLength: 2, maxLength: 3 }, 'ab')).toBeUndefined();
    expect(messageFor({ minLength: 2, maxLength: 3 }, '𝔘𝔘𝔘')).toBeUndefined();
    expect(messageFor({ minLength: 2, maxLength: 3 }, '𝔘')).toContain('must be text of 2 to 3 characters; given');
    expect(messageFor({ minLength: 2, maxLength: 3 }, 'abcd')).toBeDefined();
    expect(messageFor({ maxLength: 3 }, 'abcd')).toContain('at most 3 characters');
    expect(messageFor({ maxLength: 3 }, '')).toBeUndefined();
    expect(messageFor({ minLength: 1 }, '')).toContain('at least 1 characters');
    expect(messageFor({ minLength: 2, maxLength: 2 }, 'abc')).toContain('text of 2 characters');
  });

  test('count the items of a list', () => {
    const list = { list: 'string' } as const;
    expect(messageFor({ minLength: 2, maxLength: 3 }, 'a,b,c', list)).toBeUndefined();
    expect(messageFor({ minLength: 2, maxLength: 3 }, 'a,b,c,d', list)).toContain('a list of 2 to 3 items');
    expect(messageFor({ minLength: 2, maxLength: 3 }, 'abc', list)).toContain('a list of 2 to 3 items');
  });
});

describe('patterns', () => {
  test('match the whole text, whether they say so or not', () => {
    expect(messageFor({ pattern: 'a|bc' }, 'bc')).toBeUndefined();
    expect(messageFor({ pattern: 'a|bc' }, 'abc')).toBe('margin.test: p must be text that matches a|bc; given: "abc"');
    expect(messageFor({ pattern: '^[a-z]{1,3}$' }, 'abc')).toBeUndefined();
    expect(messageFor({ pattern: '^[a-z]{1,3}$' }, 'abcd')).toBeDefined();
    expect(messageFor({ pattern: '[a-z]+' }, 'abc\n')).toBeDefined();
  });

  test("the exchange's own, with its needless escapes, is understood", () => {
    const pattern = '^[\\.A-Z\\:/a-z0-9_-]{1,32}$';
    expect(messageFor({ pattern }, 'x-1:a/b.c_d')).toBeUndefined();
    expect(messageFor({ pattern }, 'x y')).toBeDefined();
    expect(messageFor({ pattern }, 'a'.repeat(33))).toBeDefined();
  });

  test('see characters, not halves of them', () => {
    expect(messageFor({ pattern: '.' }, '𝔘')).toBeUndefined();
  });

  test('that nobody can read refuse nothing', () => {
    expect(messageFor({ pattern: '([' }, 'anything')).toBeUndefined();
  });
});

test('what limits say of a list, they say of each item', () => {
  const list = { list: 'string' } as const;
  expect(messageFor({ values: ['BTC', 'ETH'] }, 'ETH,BTC', list)).toBeUndefined();
  expect(messageFor({ values: ['BTC', 'ETH'] }, 'ETH,XRP', list)).toBe(
    'margin.test: p must be a list whose items are each one of BTC, ETH; given: "ETH,XRP"',
  );
});

test('every limit of a parameter counts, and only of parameters that are given', () => {
  expect(messageFor({ pattern: '[a-z]*', maxLength: 2 }, 'abc')).toContain('characters');
  expect(messageFor({ pattern: '[a-z]*', maxLength: 2 }, '1')).toContain('matches');
  expect(errorOf(withLimits({ minLength: 5 }), [['q', 'x']])).toBeUndefined();
  expect(errorOf(withLimits({ minLength: 5 }), [])).toBeUndefined();
});

test('limits are made ready once for an operation, and apart for each', () => {
  const limits = { values: ['A'] };
  const operation = { ...withLimits(limits), limits: { p: limits } };
  expect(errorOf(operation, [['p', 'B']])).toBeDefined();
  limits.values.push('B');
  expect(errorOf(operation, [['p', 'B']])).toBeDefined();
  expect(errorOf({ ...operation }, [['p', 'B']])).toBeUndefined();
});

describe('conditions', () => {
  const loan = withConditions({
    when: { parameter: 'isIsolated', in: ['TRUE'] },
    require: ['symbol'],
    else: { forbid: ['symbol'] },
  });

  test.each<[name: string, parameters: readonly Parameter[], message: string | undefined]>([
    ['required and there', [['isIsolated', 'TRUE'], ['symbol', 'BTCUSDT']], undefined],
    ['required and there, if empty', [['isIsolated', 'TRUE'], ['symbol', '']], undefined],
    [
      'required and missing',
      [['isIsolated', 'TRUE']],
      'margin.borrowRepay: symbol must be given when isIsolated is TRUE; given: nothing',
    ],
    ['for another value', [['isIsolated', 'FALSE']], undefined],
    ['absent', [], undefined],
    [
      'refused for another value',
      [['isIsolated', 'FALSE'], ['symbol', 'BTCUSDT']],
      'margin.borrowRepay: symbol must be left out unless isIsolated is TRUE; given: "BTCUSDT"',
    ],
    [
      'refused for absence',
      [['symbol', 'BTCUSDT']],
      'margin.borrowRepay: symbol must be left out unless isIsolated is TRUE; given: "BTCUSDT"',
    ],
  ])('%s', (_, parameters, message) => {
    expect(errorOf(loan, parameters)?.message).toBe(message);
  });

  test('the values for which one holds are each named', () => {
    const order = withConditions({
      when: { parameter: 'type', in: ['MARKET', 'LIMIT'] },
      forbid: ['stopPrice'],
      else: { require: ['stopPrice'] },
    });
    expect(errorOf(order, [['type', 'LIMIT'], ['stopPrice', '1']])?.message).toBe(
      'margin.borrowRepay: stopPrice must be left out when type is LIMIT; given: "1"',
    );
    expect(errorOf(order, [['type', 'STOP']])?.message).toBe(
      'margin.borrowRepay: stopPrice must be given unless type is MARKET or LIMIT; given: nothing',
    );
  });

  test('at least one', () => {
    const operation = withConditions({ atLeastOne: ['orderId', 'origClientOrderId', 'c'] });
    expect(errorOf(operation, [])?.message).toBe(
      'margin.borrowRepay: orderId must be given unless origClientOrderId or c is; given: nothing',
    );
    expect(errorOf(operation, [['c', '']])).toBeUndefined();
    expect(errorOf(operation, [['orderId', '1'], ['c', '2']])).toBeUndefined();
    expect(errorOf(withConditions({ atLeastOne: ['a'] }), [])?.message).toContain('a must be given; given: nothing');
  });

  test('exactly one', () => {
    const operation = withConditions({ exactlyOne: ['quantity', 'quoteOrderQty'] });
    expect(errorOf(operation, [])?.message).toBe(
      'margin.borrowRepay: quantity must be given unless quoteOrderQty is; given: nothing',
    );
    expect(errorOf(operation, [['quoteOrderQty', '1']])).toBeUndefined();
    expect(errorOf(operation, [['quoteOrderQty', '1'], ['quantity', '2']])?.message).toBe(
      'margin.borrowRepay: quoteOrderQty must be left out when quantity is given; given: "1"',
    );
  });

  test('at most one', () => {
    const operation = withConditions({ atMostOne: ['pair', 'marginAsset'] });
    expect(errorOf(operation, [])).toBeUndefined();
    expect(errorOf(operation, [['pair', 'BTCUSD']])).toBeUndefined();
    expect(errorOf(operation, [['marginAsset', 'BTC'], ['pair', 'BTCUSD']])?.message).toBe(
      'margin.borrowRepay: marginAsset must be left out when pair is given; given: "BTC"',
    );
  });

  test('that a parameter is given at all, empty or not', () => {
    const operation = withConditions({
      when: { parameter: 'fromId', given: true },
      forbid: ['startTime'],
      else: { require: ['startTime'] },
    });
    expect(errorOf(operation, [['fromId', '1']])).toBeUndefined();
    expect(errorOf(operation, [['fromId', ''], ['startTime', '1']])?.message).toBe(
      'margin.borrowRepay: startTime must be left out when fromId is given; given: "1"',
    );
    expect(errorOf(operation, [])?.message).toBe(
      'margin.borrowRepay: startTime must be given unless fromId is given; given: nothing',
    );
  });

  test('a choice within a case', () => {
    const choice = (demands: object) => withConditions({ when: { parameter: 'type', in: ['LIMIT'] }, ...demands });
    const both = [['type', 'LIMIT'], ['price', '1'], ['priceMatch', 'QUEUE']] as const;
    const exactly = choice({ exactlyOne: ['price', 'priceMatch'] });
    expect(errorOf(exactly, [['type', 'LIMIT']])?.message).toBe(
      'margin.borrowRepay: price must be given unless priceMatch is, when type is LIMIT; given: nothing',
    );
    expect(errorOf(exactly, both)?.message).toBe(
      'margin.borrowRepay: priceMatch must be left out beside price when type is LIMIT; given: "QUEUE"',
    );
    expect(errorOf(exactly, both.slice(0, 2))).toBeUndefined();
    expect(errorOf(exactly, both.slice(1))).toBeUndefined();
    expect(errorOf(choice({ atLeastOne: ['price', 'priceMatch'] }), both)).toBeUndefined();
    expect(errorOf(choice({ atMostOne: ['price', 'priceMatch'] }), both)?.parameter).toBe('priceMatch');
    expect(errorOf(choice({ else: { atLeastOne: ['price'] } }), [['type', 'MARKET']])?.message).toBe(
      'margin.borrowRepay: price must be given unless type is LIMIT; given: nothing',
    );
  });

  test('all of them count, after the limits', () => {
    const operation = {
      ...withConditions({ atLeastOne: ['a', 'b'] }, { exactlyOne: ['c', 'd'] }),
      limits: { a: { values: ['1'] } },
    };
    expect(errorOf(operation, [['a', '2']])?.parameter).toBe('a');
    expect(errorOf(operation, [['a', '1']])?.parameter).toBe('c');
    expect(errorOf(operation, [['a', '1'], ['d', '1']])).toBeUndefined();
  });
});

test('the error says what is allowed and what was given, without secrets and not at length', () => {
  const error = errorOf(withLimits({ maxLength: 3 }), [['p', `TOPSECRET${'x'.repeat(200)}`]]);
  expect(error).toMatchObject({ kind: 'validation', operation: 'margin.test', parameter: 'p' });
  expect(error?.expected).toBe('text of at most 3 characters');
  expect(error?.given).toBe(`"[redacted]${'x'.repeat(50)}…"`);
});

test('an operation without limits and conditions takes anything', () => {
  expect(errorOf(OPERATION, [['asset', '']])).toBeUndefined();
});
