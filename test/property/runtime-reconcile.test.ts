import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Operation, reconcile, UnknownOutcomeError } from '../../templates/runtime/common.js';
import { BORROW, RECORDS } from '../unit/runtime/support.js';

const RECV_WINDOW = 5000;
const ENGINE_MS = 10_000;
const PARAMS = { asset: 'USDT', amount: '1.5' };

/** A write whose answer never came, and all that may happen to it. Times are by the exchange's clock. */
const story = fc.record({
  /** What the client's clock shows more than the exchange's; the exchange takes less than a second ahead. */
  skew: fc.integer({ min: -RECV_WINDOW, max: 999 }),
  /** Where in the time that is left until its window closes it arrives, from 0 to 1. */
  arrival: fc.double({ min: 0, max: 1, noNaN: true }),
  engineMs: fc.integer({ min: 0, max: ENGINE_MS - 1 }),
  lagMs: fc.integer({ min: 0, max: 3999 }),
  fate: fc.constantFrom('lost', 'CONFIRMED', 'FAILED', 'PENDING', 'UNHEARD_OF'),
  /** When the record says that it was made. */
  stamp: fc.constantFrom('arrival', 'execution'),
  seconds: fc.boolean(),
  notation: fc.constantFrom('1.5', '1.50000000', '15e-1', '01.5'),
  /** Somebody set the client's clock since; the query finds it wrong. */
  step: fc.constantFrom(0, 60_000, 3_600_000),
  /** When anybody asks. */
  askedAfter: fc.integer({ min: 0, max: 60_000 }),
  others: fc.array(
    fc.record({ amount: fc.constantFrom('1.5', '2'), age: fc.integer({ min: 0, max: 60_000 }) }).map(
      // An attempt before of the same amount can only have failed, or it would have been the last.
      ({ amount, age }) => ({ amount, age, status: amount === '1.5' ? 'FAILED' : 'CONFIRMED' }),
    ),
    { maxLength: 3 },
  ),
});

type Story = typeof story extends fc.Arbitrary<infer Told> ? Told : never;

const QUERY: Operation<object, unknown> = { ...(RECORDS as unknown as Operation<object, unknown>), parameters: {} };

const lose = (sentAt: number): UnknownOutcomeError =>
  new UnknownOutcomeError('m', {
    ...{ operation: 'margin.borrow', parameters: PARAMS, cause: new Error('m'), sentAt },
    acceptedUntil: sentAt + RECV_WINDOW + ENGINE_MS,
    settledBy: { operation: 'margin.records', parameters: {} },
    descriptor: {
      ...BORROW,
      settlement: {
        operation: QUERY,
        parameters: {},
        rows: { field: 'rows', equal: { asset: 'asset', amount: 'amount' }, time: 'timestamp' },
        state: { field: 'status', done: ['CONFIRMED'], failed: ['FAILED'] },
      },
    },
  });

/** The exchange of a story: what its records show at a moment. */
const exchangeOf = (told: Story, sentAt: number, start: number) => {
  const arrivedAt = start + told.arrival * Math.max(0, sentAt + RECV_WINDOW - start);
  const executedAt = arrivedAt + told.engineMs;
  const stampedAt = told.stamp === 'arrival' ? arrivedAt : executedAt;
  const timestamp = told.seconds ? Math.floor(stampedAt / 1000) * 1000 : Math.floor(stampedAt);
  const own = { asset: 'USDT', amount: told.notation, status: told.fate, timestamp };
  const others = told.others.map(({ age, ...row }) => ({ asset: 'USDT', ...row, timestamp: start - age }));
  const isShown = (): boolean => told.fate !== 'lost' && Date.now() >= executedAt + told.lagMs;
  return (): unknown => ({ rows: isShown() ? [own, ...others] : others });
};

const clientOf = (told: Story, show: () => unknown): Parameters<typeof reconcile>[0] => {
  let wrong = told.step;
  const query = async (): Promise<unknown> => {
    wrong = 0;
    return show();
  };
  return Object.assign(query as never, { exchangeTime: () => Date.now() + told.skew + wrong });
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what became of a write', () => {
  test('in 2,000 stories of lost answers: none that was carried out is called absent, and none that was not is called done', async () => {
    const outcomes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const start = 1_770_000_000_000 + told.askedAfter;
        vi.setSystemTime(start);
        const sentAt = start + told.skew;
        const show = exchangeOf(told, sentAt, start);
        vi.setSystemTime(start + told.askedAfter);
        const found = reconcile(clientOf(told, show), lose(sentAt));
        await vi.advanceTimersByTimeAsync(40_000);
        const { outcome } = await found;
        const key = `${told.fate} ${outcome}`;
        outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
        const isDone = told.fate === 'CONFIRMED';
        const wrong =
          isDone || told.fate === 'PENDING' || told.fate === 'UNHEARD_OF' ? 'not-carried-out' : 'carried-out';
        expect(outcome).not.toBe(wrong);
      }),
      { numRuns: 2000 },
    );
    // Always to say "undecided" would be safe, and of no use.
    expect(outcomes.get('CONFIRMED carried-out') ?? 0).toBeGreaterThan(100);
    expect(outcomes.get('lost not-carried-out') ?? 0).toBeGreaterThan(100);
    expect(outcomes.get('FAILED not-carried-out') ?? 0).toBeGreaterThan(100);
  }, 60_000);
});
