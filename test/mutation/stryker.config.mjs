import { fileURLToPath } from 'node:url';
import { ROOMS } from './rooms.mjs';

const plugin = (name) => fileURLToPath(import.meta.resolve(name));

const room = process.env.MUTATION_ROOM;
if (!Object.hasOwn(ROOMS, room ?? '')) {
  throw new Error(`MUTATION_ROOM must be one of ${Object.keys(ROOMS).join(', ')}.`);
}

/** For one room, and run from the root of the project, whose vitest it uses: `run.mjs` does both. */
export default {
  plugins: [plugin('@stryker-mutator/vitest-runner')],
  testRunner: 'vitest',
  // A room has few tests, and not every one names what it loads: related files would be the wrong ones.
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: ROOMS[room].mutate,
  // The copy that is mutated holds what the tests need and no more; it lies where git does not look, and goes after.
  ignorePatterns: [
    '**',
    '!package.json',
    '!templates/runtime/**',
    '!test/{exchange,mutation,cases/signing,unit/runtime}/**',
    '**/node_modules/**',
  ],
  tempDirName: '.cache/stryker',
  cleanTempDir: 'always',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A busy machine is no reason to call a mutant noticed.
  timeoutMS: 60_000,
  // Mutants of what is set up when a module loads cost most of the time, for each of them runs every test. They are not
  // left out: the alphabet of the encoder and the codes whose outcome is unknown are set up there.
  ignoreStatic: false,
  warnings: { slow: false },
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: `.cache/mutation/${room}.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
