import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { validatorsPlugin } from './generator/validate/build-validators.mjs';

/** A capture of all pages is no part of the project: what needs one runs where one lies beside it, or is named. */
const isCaptured = existsSync(
  resolve(import.meta.dirname, process.env['MARGINALIA_DOCS'] ?? '../shared/docs/2026-01-15'),
);

/** What needs more than Node and npm. */
const OWN_PROJECTS = ['referee', 'browser', 'redis', 'runtimes', 'soak', 'mutation'].map((name) => `test/${name}/**`);

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
          exclude: ['**/node_modules/**', ...OWN_PROJECTS, ...(isCaptured ? [] : ['test/captured/**'])],
        },
      },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000 } },
      { extends: true, test: { name: 'redis', include: ['test/redis/**/*.test.ts'], testTimeout: 120_000 } },
      {
        extends: true,
        test: {
          name: 'runtimes',
          include: ['test/{runtimes,soak}/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['test/runtimes/install.ts'],
          testTimeout: 180_000,
          fileParallelism: false,
        },
      },
      { extends: true, test: { name: 'referee', include: ['test/referee/**/*.test.ts'], testTimeout: 300_000 } },
    ],
  },
});
