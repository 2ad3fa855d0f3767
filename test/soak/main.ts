import { parseArgs } from 'node:util';
import { findViolations, printSoak } from './judge.js';
import { runSoak } from './run.js';

/** The command: figures on the output, exit code 1 when something happened that must not. */
export const main = async (sources: string): Promise<number> => {
  const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
  const [minutes, seed] = [Number(values.minutes ?? 10), Number(values.seed ?? Date.now() % 1_000_000)];
  if (!(minutes > 0) || !Number.isInteger(seed)) {
    process.stderr.write('Usage: npm run soak -- [--minutes <number>] [--seed <whole number>]\n');
    return 2;
  }
  const soak = await runSoak({ minutes, seed, inFlight: 50, sources });
  const violations = findViolations(soak);
  process.stdout.write(`${printSoak(soak)}\n${violations.map((text) => `VIOLATION: ${text}\n`).join('')}`);
  if (violations.length === 0) process.stdout.write('Nothing happened that must not.\n');
  return violations.length === 0 ? 0 : 1;
};
