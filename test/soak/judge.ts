import type { Sample } from './report.js';
import type { Soak } from './run.js';

const MIB = 2 ** 20;
/** How much the heap may seem to grow from 20 % of the run to its end, by the line that fits best. */
const MAX_GROWTH = 2 * MIB;
/** An event loop that computes longer than this between two turns of a timer, at the 99th percentile, is starved. */
const MAX_TURN_MS = 200;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What the heap grew by, in bytes, from 20 % of the run to its end. */
export const heapGrowth = (samples: readonly Sample[]): number => {
  const late = samples.filter(({ at }) => at >= 0.2);
  const [x, y] = [mean(late.map(({ at }) => at)), mean(late.map(({ heap }) => heap))];
  const spread = late.reduce((sum, { at }) => sum + (at - x) ** 2, 0);
  const slope = late.reduce((sum, { at, heap }) => sum + (at - x) * (heap - y), 0) / spread;
  return slope * 0.8;
};

/** What must not be, in words. */
export const findViolations = (soak: Soak): readonly string[] => {
  const { balance, figures, openSockets, endedByItself } = soak;
  const growth = heapGrowth(figures.samples);
  const violations: readonly (readonly [boolean, string])[] = [
    [balance.duplicates > 0, `${balance.duplicates} writes were carried out more than once`],
    [balance.resolvedWrongly > 0, `${balance.resolvedWrongly} writes succeeded and were not carried out exactly once`],
    [balance.refusedWrongly > 0, `${balance.refusedWrongly} writes failed for certain and were carried out`],
    [balance.withoutOutcome > 0, `${balance.withoutOutcome} writes never came to an end`],
    [balance.doubtful[0] === 0, 'no write was ever in doubt: the exchange did not do its worst'],
    [figures.oddities.length > 0, `${figures.oddities.length} oddities: ${figures.oddities.slice(0, 3).join('; ')}`],
    [!(growth < MAX_GROWTH), `the heap grew by ${(growth / MIB).toFixed(2)} MiB`],
    [figures.held.length > 0, `after close() the process held ${figures.held.join(', ')}`],
    [openSockets > 0, `after close() ${openSockets} connections stood`],
    [!endedByItself, 'the process did not end by itself'],
    [!(figures.turns.p99 < MAX_TURN_MS), `the event loop was held up for ${figures.turns.p99.toFixed(0)} ms`],
  ];
  return violations.filter(([holds]) => holds).map(([, text]) => text);
};

const printMap = (title: string, entries: Iterable<readonly [string, number]>): string =>
  [title, ...[...entries].sort().map(([name, count]) => `  ${name.padEnd(34)} ${count}`)].join('\n');

/** The figures of a run, for people. */
export const printSoak = (soak: Soak): string => {
  const { options, figures, balance, arrived, mishaps } = soak;
  const { samples, turns, calls } = figures;
  const [first, last] = [samples[0], samples.at(-1)];
  const mib = (bytes = 0): string => (bytes / MIB).toFixed(1);
  const [carriedOut, not] = balance.doubtful;
  return [
    `Soak: ${options.minutes} min, ${options.inFlight} calls in flight, seed ${options.seed}`,
    `${calls} calls, ${arrived} requests arrived, ${balance.writes} writes, ${balance.duplicates} duplicates`,
    `in doubt: ${carriedOut + not}, of which ${carriedOut} were carried out and ${not} were not`,
    printMap('What the caller was told', Object.entries(figures.outcomes)),
    printMap('What the exchange did', mishaps),
    `heap after collection ${mib(first?.heap)} MiB at the start, ${mib(last?.heap)} MiB at the end, ` +
      `${mib(heapGrowth(samples))} MiB growth from 20 %; RSS ${mib(first?.rss)} and ${mib(last?.rss)} MiB`,
    `event loop held up ${turns.p99.toFixed(0)} ms at the 99th percentile, ${turns.max.toFixed(0)} ms at most`,
    `after close(): ${soak.openSockets} connections, the process ${soak.endedByItself ? 'ended' : 'did not end'}`,
  ].join('\n');
};
