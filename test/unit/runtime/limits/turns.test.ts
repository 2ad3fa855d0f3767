import { describe, expect, test } from 'vitest';
import { type ClientOptions, createLimiter, type Limiter } from '../../../../templates/runtime/common.js';
import { ENTRIES, failureOf, RATES, useExchange } from '../support.js';

const closed = (): never => {
  throw new Error('closed');
};
const learn = (): undefined => undefined;

const LIMITERS: readonly (readonly [name: string, limiter: () => Limiter | undefined])[] = [
  ['the gate', () => undefined],
  ['the limiter', () => createLimiter()],
  ['a limiter of somebody else that throws', () => ({ enter: closed, learn })],
  ['one that rejects', () => ({ enter: async () => closed(), learn })],
];

describe.each(ENTRIES)('on the %s entry', (_, create) => {
  const exchange = useExchange();

  test.each(LIMITERS)('who calls again at once, and again, lets timers run: %s', async (__, limiter) => {
    exchange().script({ status: 429, headers: { 'retry-after': '3600' }, json: { code: -1003, msg: 'Wait.' } });
    const options: ClientOptions = { baseUrl: exchange().origin, retry: { attempts: 1 }, limiter: limiter() };
    const call = create(options);
    await failureOf(call(RATES, {}));
    const { length } = exchange().requests;
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    for (let count = 0; count < 20; count += 1) await failureOf(call(RATES, {}));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
    expect(exchange().requests).toHaveLength(length);
    await call.close();
  });
});
