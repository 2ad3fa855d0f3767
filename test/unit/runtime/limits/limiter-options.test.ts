import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../../templates/runtime/errors/errors.js';
import { createLimiter } from '../../../../templates/runtime/limits/limiter.js';

describe('options', () => {
  const bad = (option: string, value: unknown): unknown => {
    try {
      createLimiter({ [option]: value });
      return 'taken';
    } catch (error) {
      return error instanceof ConfigurationError ? error.option : error;
    }
  };
  const budget = { scope: 'ORDER', family: 'sapi', interval: '10S', limit: 50 };

  it.each([
    ['mode', 'later'],
    ['share', 0],
    ['share', 1.01],
    ['share', Number.NaN],
    ['maxWaitMs', -1],
    ['maxWaitMs', '5'],
    ['account', 'a|b'],
    ['account', 'x'.repeat(65)],
    ['address', 'a b'],
    ['limits', {}],
    ['limits', [null]],
    ['limits', [{ ...budget, scope: 'KEY' }]],
    ['limits', [{ ...budget, family: '/sapi' }]],
    ['limits', [{ ...budget, interval: '10s' }]],
    ['limits', [{ ...budget, limit: 0 }]],
    ['limits', [{ ...budget, limit: 1.5 }]],
    ['limits', [{ ...budget, endpoint: '/sapi/v1/x' }]],
    ['store', {}],
    ['store', null],
    ['now', 5],
    ['shares', 1],
  ])('%s: %j is refused', (option, value) => {
    expect(bad(option, value)).toBe(option);
  });

  it.each([
    ['share', 1],
    ['maxWaitMs', 0],
    ['account', 'alice.main:1@x-y_z'],
    ['limits', [budget, { ...budget, endpoint: '*' }, { ...budget, endpoint: 'POST /sapi/v1/margin/order' }]],
    ['store', undefined],
  ])('%s: %j is taken', (option, value) => {
    expect(bad(option, value)).toBe('taken');
  });
});
