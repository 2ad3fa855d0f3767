import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MarginaliaError } from '../../../../templates/runtime/errors/errors.js';
import { createGate } from '../../../../templates/runtime/limits/gate.js';
import { createLimiter } from '../../../../templates/runtime/limits/limiter.js';
import type { Limiter } from '../../../../templates/runtime/limits/types.js';
import { readRetryAt } from '../../../../templates/runtime/read/retry-after.js';
import { attemptOf, ip, newsOf, operationOf } from './support.js';

const OPERATIONS = [
  operationOf('GET /papi/v1/balance', ip(1)),
  operationOf('GET /papi/v1/account', ip(1)),
  operationOf('GET /sapi/v1/margin/trades', ip(1)),
  operationOf('GET /api/v3/time', ip(1)),
];

const read = (header: string | undefined, msg = ''): number | undefined =>
  readRetryAt({ header, date: undefined, msg }, Date.now());

/** How an exchange may say for how long: in seconds rounded down, as a date, in its message, as nonsense, or not. */
const FORMS: Readonly<Record<string, (forMs: number) => number | undefined>> = {
  seconds: (forMs) => read(String(Math.floor(forMs / 1000))),
  date: (forMs) => read(new Date(Date.now() + forMs).toUTCString()),
  message: (forMs) => read(undefined, `until ${Math.floor(Date.now() + forMs)}`),
  nonsense: () => read('a while', 'until later'),
  absent: () => undefined,
};

const refusal = fc.record({
  after: fc.integer({ min: 0, max: 90_000 }),
  operation: fc.constantFrom(...OPERATIONS),
  status: fc.constantFrom(429, 418),
  form: fc.constantFrom(...Object.keys(FORMS)),
  forMs: fc.integer({ min: 1000, max: 60_000 }),
});

/** Answers, refuses what comes inside a ban, and remembers that. */
class Bouncer {
  readonly bans: { readonly family: string | undefined; readonly until: number }[] = [];
  inside = 0;
  passed = 0;

  ban(path: string, status: number, forMs: number): void {
    const [, family = ''] = path.split('/');
    const covered = status === 418 ? undefined : family === 'sapi' ? path : `/${family}/`;
    this.bans.push({ family: covered, until: Date.now() + forMs });
  }

  receive(path: string): void {
    const now = Date.now();
    const isBanned = this.bans.some(({ family = '/', until }) => path.startsWith(family) && now < until);
    this.inside += isBanned ? 1 : 0;
    this.passed += isBanned ? 0 : 1;
  }
}

const MAKERS: readonly (readonly [string, () => Limiter])[] = [
  ['gate', () => createGate()],
  ['limiter', () => createLimiter()],
];

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 0, 15, 7, 0, 20) }));
afterEach(() => vi.useRealTimers());

it.each(MAKERS)('the %s sends nothing inside a ban, bounds every wait and tells all callers', async (_, create) => {
  await fc.assert(
    fc.asyncProperty(fc.array(refusal, { minLength: 1, maxLength: 8 }), async (refusals) => {
      const limiter = create();
      const bouncer = new Bouncer();
      const endings: string[] = [];
      const call = async (operation: (typeof OPERATIONS)[number]): Promise<void> => {
        const start = Date.now();
        try {
          await limiter.enter(attemptOf(operation));
          bouncer.receive(operation.path);
          endings.push('sent');
        } catch (error) {
          endings.push((error as MarginaliaError).kind);
        }
        expect(Date.now() - start).toBeLessThanOrEqual(15_000);
      };
      let calls = 0;
      const callers = setInterval(() => {
        for (const operation of OPERATIONS) void call(operation);
        calls += OPERATIONS.length;
      }, 700);
      for (const { after, operation, status, form, forMs } of refusals) {
        await vi.advanceTimersByTimeAsync(after);
        // Without a word on how long, two minutes and the rest of the minute are what the exchange is taken to mean.
        const known = FORMS[form]?.(forMs);
        const untold = status === 418 ? 120_000 : 60_000 - (Date.now() % 60_000);
        bouncer.ban(operation.path, status, known === undefined ? untold : forMs);
        void limiter.learn(attemptOf(operation), newsOf(status, { retryAt: known }));
      }
      clearInterval(callers);
      await vi.advanceTimersByTimeAsync(20_000);
      expect(bouncer.inside).toBe(0);
      expect(endings).toHaveLength(calls);
      expect(endings.filter((ending) => ending === 'sent')).toHaveLength(bouncer.passed);
      expect(endings.filter((ending) => !['sent', 'rate-limit', 'banned'].includes(ending))).toEqual([]);
      expect(vi.getTimerCount()).toBe(0);
    }),
    { numRuns: 40 },
  );
}, 120_000);
