import { expect, test } from 'vitest';
import { readDate } from '../../../generator/docs/dates.js';

test.each([
  ['2025-04-30', '2025-04-30'],
  ['2025/4/3', '2025-04-03'],
  ['2025.04.30', '2025-04-30'],
  ['2025年4月3日', '2025-04-03'],
  ['２０２５-０４-３０', '2025-04-30'],
  ['Release 2025-04-30', '2025-04-30'],
  ['April 30, 2025', '2025-04-30'],
  ['Apr. 3rd 2025', '2025-04-03'],
  ['30 September 2025', '2025-09-30'],
])('%s is a date', (heading, date) => {
  expect(readDate(heading)).toBe(date);
});

test.each(['REST API', '2025-13-01', '2025-04-32', 'v1.2.3', 'Version 30, 2025', '10xx - General', ''])(
  '%j is none',
  (heading) => {
    expect(readDate(heading)).toBeUndefined();
  },
);
