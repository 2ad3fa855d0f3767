import { expect, it } from 'vitest';
import { findViolations, heapGrowth, printSoak } from './judge.js';
import { runSoak, type Soak } from './run.js';

it('a quarter of a minute of calls to an exchange at which things go wrong leaves nothing behind', async () => {
  const soak = await runSoak({ minutes: 0.25, inFlight: 50, seed: 20_261_121, sources: import.meta.dirname });
  process.stdout.write(`${printSoak(soak)}\n`);
  expect(findViolations(soak)).toEqual([]);
  expect(soak.figures.calls).toBeGreaterThan(1000);
}, 120_000);

const CLEAN: Soak = {
  options: { minutes: 1, inFlight: 50, seed: 1, sources: '' },
  figures: {
    calls: 1,
    outcomes: {},
    samples: [0.1, 0.2, 0.5, 0.9].map((at) => ({ at, heap: 5e6, rss: 5e7 })),
    turns: { p99: 10, max: 20 },
    held: [],
    oddities: [],
  },
  balance: { writes: 9, duplicates: 0, resolvedWrongly: 0, refusedWrongly: 0, doubtful: [1, 1], withoutOutcome: 0 },
  arrived: 9,
  mishaps: new Map(),
  openSockets: 0,
  endedByItself: true,
};

it('a clean run has no violation, and each thing that must not be is one', () => {
  const leaking = [0.2, 0.5, 0.9].map((at) => ({ at, heap: 5e6 + at * 5e6, rss: 5e7 }));
  const balances = (['duplicates', 'resolvedWrongly', 'refusedWrongly', 'withoutOutcome'] as const).map((name) => ({
    ...CLEAN,
    balance: { ...CLEAN.balance, [name]: 1 },
  }));
  const figures = [
    { samples: leaking },
    { turns: { p99: 400, max: 500 } },
    { held: ['TCPSocketWrap'] },
    { oddities: ['x'] },
  ];
  const unclean: readonly Soak[] = [
    ...balances,
    ...figures.map((changed) => ({ ...CLEAN, figures: { ...CLEAN.figures, ...changed } })),
    { ...CLEAN, openSockets: 1 },
    { ...CLEAN, endedByItself: false },
  ];
  expect(findViolations(CLEAN)).toEqual([]);
  expect(unclean.map((soak) => findViolations(soak).length)).toEqual(unclean.map(() => 1));
  expect(heapGrowth(leaking)).toBeCloseTo(4e6, -3);
});
