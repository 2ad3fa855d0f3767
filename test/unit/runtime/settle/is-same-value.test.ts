import { expect, test } from 'vitest';
import { isSameValue } from '../../../../templates/runtime/settle/is-same-value.js';

const ONES = '1'.repeat(998);

test.each<[what: string, record: unknown, wanted: string, likeness: string]>([
  ['a number among white space', ' 1.50 ', '1.5', 'yes'],
  ['a number rounded down by one of the last place', '1.12345677', '1.123456789', 'yes'],
  ['a number less by two of the last place', '1.12345676', '1.123456789', 'no'],
  ['null, where a word belongs', null, 'USDT', 'maybe'],
  ['nothing, where a word belongs', undefined, 'USDT', 'maybe'],
  ['an object, where a word belongs', {}, 'USDT', 'maybe'],
  ['a number of a thousand characters', `${ONES}.0`, ONES, 'yes'],
  ['a number of more', `${ONES}.00`, ONES, 'maybe'],
])('%s', (_, record, wanted, likeness) => {
  expect(isSameValue(record, wanted)).toBe(likeness);
});
