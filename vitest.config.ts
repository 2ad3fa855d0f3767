import { defineConfig } from 'vitest/config';
import { validatorsPlugin } from './generator/validate/build-validators.mjs';

/** `all` runs with Node and npm alone. The referee needs Java and the browser tests need a Chromium: projects of their own. */
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
          exclude: ['test/referee/**', 'test/browser/**'],
        },
      },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000 } },
      { extends: true, test: { name: 'referee', include: ['test/referee/**/*.test.ts'], testTimeout: 300_000 } },
    ],
  },
});
