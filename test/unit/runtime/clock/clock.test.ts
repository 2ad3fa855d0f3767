import { describe, expect, test, vi } from 'vitest';
import { type ClockParts, ExchangeClock, type Measurement } from '../../../../templates/runtime/clock/clock.js';

/** A world in which both clocks and the exchange are moved by hand. */
const makeWorld = (settings: Partial<ClockParts['settings']> = {}, noticesSteps = true) => {
  const world = { local: 1_000_000, ticks: 0, ahead: 0, fails: false };
  const pass = (ms: number): void => {
    world.local += ms;
    world.ticks += ms;
  };
  const measure = vi.fn(async (): Promise<Measurement> => {
    if (world.fails) throw new Error('no time endpoint');
    return { offsetMs: world.ticks + 5_000_000 - world.local, roundTripMs: 0 };
  });
  const clock = new ExchangeClock({
    settings: { sync: 'on-error', maxAgeMs: 600_000, ...settings },
    now: () => world.local,
    monotonic: () => world.ticks,
    noticesSteps,
    measure,
  });
  /** What the exchange's own clock shows. */
  const exchange = (): number => world.ticks + 5_000_000;
  return { world, pass, measure, clock, exchange };
};

describe('without a measurement', () => {
  test('the local clock is the time, and nobody is asked', () => {
    const { clock, measure } = makeWorld();
    expect(clock.read()).toBe(1_000_000);
    expect(clock.offsetMs).toBeUndefined();
    expect(measure).not.toHaveBeenCalled();
  });

  test('"first" asks once, before the first answer', async () => {
    const { clock, measure, exchange } = makeWorld({ sync: 'first' });
    expect(await clock.read()).toBe(exchange());
    expect(clock.read()).toBe(exchange());
    expect(measure).toHaveBeenCalledTimes(1);
  });

  test('"never" asks nobody, whatever happens', async () => {
    const { clock, measure, world } = makeWorld({ sync: 'never' });
    expect(clock.read()).toBe(1_000_000);
    world.local += 60_000;
    expect(clock.read()).toBe(1_060_000);
    expect(await clock.correct(clock.mark())).toBe(false);
    expect(measure).not.toHaveBeenCalled();
  });
});

describe('after a refused timestamp', () => {
  test("the clock is measured, and is then the exchange's", async () => {
    const { clock, exchange, pass } = makeWorld();
    expect(await clock.correct(clock.mark())).toBe(true);
    expect(clock.read()).toBe(exchange());
    pass(123_456);
    expect(clock.read()).toBe(exchange());
  });

  test('fifty calls that were refused together measure once', async () => {
    const { clock, measure } = makeWorld();
    const mark = clock.mark();
    expect(await Promise.all(Array.from({ length: 50 }, () => clock.correct(mark)))).toEqual(Array(50).fill(true));
    expect(measure).toHaveBeenCalledTimes(1);
  });

  test('one that was signed before the measurement finds it done, one signed after it measures anew', async () => {
    const { clock, measure, pass } = makeWorld();
    const mark = clock.mark();
    pass(10);
    await clock.correct(mark);
    expect(await clock.correct(mark)).toBe(true);
    expect(measure).toHaveBeenCalledTimes(1);
    pass(1);
    expect(await clock.correct(clock.mark())).toBe(true);
    expect(measure).toHaveBeenCalledTimes(2);
  });

  test('a measurement that was begun as the call was signed counts for it', async () => {
    const { clock, measure, pass } = makeWorld();
    const mark = clock.mark();
    await clock.correct(mark);
    pass(10);
    expect(await clock.correct(mark)).toBe(true);
    expect(measure).toHaveBeenCalledTimes(1);
  });

  test('a measurement that fails says so, and leaves what was known', async () => {
    const { clock, world, pass } = makeWorld();
    await clock.correct(clock.mark());
    const known = clock.offsetMs;
    pass(1);
    world.fails = true;
    expect(await clock.correct(clock.mark())).toBe(false);
    expect(clock.offsetMs).toBe(known);
  });
});

describe('a measurement that grew old', () => {
  test('is renewed behind the back of the call that finds it so', async () => {
    const { clock, measure, pass, world, exchange } = makeWorld({ maxAgeMs: 1000 });
    await clock.correct(clock.mark());
    pass(1000);
    clock.read();
    expect(measure).toHaveBeenCalledTimes(1);
    world.local += 100;
    pass(1);
    expect(clock.read()).toBe(exchange() + 100);
    await Promise.resolve();
    await vi.waitFor(() => expect(clock.peek()).toBe(exchange()));
    expect(measure).toHaveBeenCalledTimes(2);
  });

  test('grows old from when it was made', async () => {
    const { clock, measure, pass } = makeWorld({ maxAgeMs: 1000 });
    pass(600);
    await clock.correct(clock.mark());
    pass(600);
    clock.read();
    expect(measure).toHaveBeenCalledTimes(1);
  });

  test('is not renewed for nothing: without one there is nothing to grow old', () => {
    const { clock, measure, pass } = makeWorld({ maxAgeMs: 1 });
    pass(100_000);
    clock.read();
    expect(measure).not.toHaveBeenCalled();
  });
});

describe('a step of the local clock', () => {
  test.each([60_000, -60_000, 251, -251])(
    'of %d ms is noticed before the next call, which waits for the truth',
    async (step) => {
      const { clock, world, pass, exchange, measure } = makeWorld();
      clock.read();
      pass(5);
      world.local += step;
      expect(await clock.read()).toBe(exchange());
      expect(measure).toHaveBeenCalledTimes(1);
      pass(5);
      expect(clock.read()).toBe(exchange());
    },
  );

  test.each([250, -250, 0])('of %d ms is none', (step) => {
    const { clock, world, measure } = makeWorld();
    clock.read();
    world.local += step;
    expect(clock.read()).toBe(1_000_000 + step);
    expect(measure).not.toHaveBeenCalled();
  });

  test('slow drift is no step', () => {
    const { clock, world, pass, measure } = makeWorld();
    for (let hour = 0; hour < 100; hour += 1) {
      pass(3_600_000);
      world.local += 100;
      clock.read();
    }
    expect(measure).not.toHaveBeenCalled();
  });

  test("of a clock of the user's own is the user's business", () => {
    const { clock, world, measure } = makeWorld({}, false);
    clock.read();
    world.local += 60_000;
    clock.read();
    expect(measure).not.toHaveBeenCalled();
  });

  test('with a time endpoint that is down keeps the known offset, and asks again after ten seconds at the earliest', async () => {
    const { clock, world, pass, measure, exchange } = makeWorld();
    await clock.correct(clock.mark());
    const known = clock.offsetMs ?? 0;
    world.local += 60_000;
    world.fails = true;
    expect(await clock.read()).toBe(world.local + known);
    expect(measure).toHaveBeenCalledTimes(2);
    pass(9_999);
    expect(clock.read()).toBe(world.local + known);
    expect(measure).toHaveBeenCalledTimes(2);
    pass(1);
    world.fails = false;
    expect(await clock.read()).toBe(exchange());
    expect(measure).toHaveBeenCalledTimes(3);
  });
});
