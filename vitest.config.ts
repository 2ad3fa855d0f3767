import { defineConfig } from 'vitest/config';
import { validatorsPlugin } from './generator/validate/build-validators.mjs';

/** Everything that runs with Node and npm alone. The referee needs Java as well and has its own project. */
export default defineConfig({
  plugins: [validatorsPlugin()],
  test: {
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: ['test/referee/**'],
        },
      },
      { extends: true, test: { name: 'referee', include: ['test/referee/**/*.test.ts'], testTimeout: 300_000 } },
    ],
  },
});
