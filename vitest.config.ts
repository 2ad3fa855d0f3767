import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { validatorsPlugin } from './generator/validate/build-validators.mjs';

/** A capture of all pages is no part of the project: what needs one runs where one lies beside it, or is named. */
const isCaptured = existsSync(resolve(import.meta.dirname, process.env['MARGINALIA_DOCS'] ?? '../shared/docs/2026-01-15'));

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
          exclude: ['test/referee/**', 'test/browser/**', ...(isCaptured ? [] : ['test/captured/**'])],
        },
      },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000 } },
      { extends: true, test: { name: 'referee', include: ['test/referee/**/*.test.ts'], testTimeout: 300_000 } },
    ],
  },
});
