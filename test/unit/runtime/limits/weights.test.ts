import { expect, it } from 'vitest';
import type { Parameter } from '../../../../templates/runtime/call/request.js';
import type { RequestWeight } from '../../../../templates/runtime/operation.js';
import { pickWeight } from '../../../../templates/runtime/limits/weights.js';
import { ip, operationOf, order, uid } from './support.js';

const pick = (weight: readonly RequestWeight[], ...parameters: readonly Parameter[]): unknown =>
  pickWeight(operationOf('GET /sapi/v1/x', ...weight), parameters).map(({ scope, value }) => `${scope} ${value}`);

it('picks one weight of every scope', () => {
  expect(pick([ip(10), uid(6), order(1)])).toEqual(['IP 10', 'UID 6', 'ORDER 1']);
  expect(pick([ip(10), ip(20)])).toEqual(['IP 10']);
  expect(pick([])).toEqual([]);
});

it('picks by the value of a parameter', () => {
  const weight = [ip(1, { isIsolated: ['TRUE', 'true'] }), ip(10)];
  expect(pick(weight, ['isIsolated', 'true'])).toEqual(['IP 1']);
  expect(pick(weight, ['isIsolated', 'FALSE'])).toEqual(['IP 10']);
  expect(pick(weight, ['isisolated', 'TRUE'])).toEqual(['IP 10']);
  expect(pick(weight)).toEqual(['IP 10']);
});

it('takes an empty list for "absent", and an empty value for a value', () => {
  const weight = [ip(40, { symbol: [] }), ip(1)];
  expect(pick(weight)).toEqual(['IP 40']);
  expect(pick(weight, ['symbol', 'BTCUSDT'])).toEqual(['IP 1']);
  expect(pick(weight, ['symbol', ''])).toEqual(['IP 1']);
});

it('wants all conditions of an entry at once', () => {
  const weight = [ip(2, { symbol: ['A'], side: [] }), ip(9)];
  expect(pick(weight, ['symbol', 'A'])).toEqual(['IP 2']);
  expect(pick(weight, ['symbol', 'A'], ['side', 'BUY'])).toEqual(['IP 9']);
  expect(pick(weight)).toEqual(['IP 9']);
});

it('gives nothing for a scope of which no entry holds', () => {
  expect(pick([ip(5, { symbol: ['A'] }), uid(3)])).toEqual(['UID 3']);
});
