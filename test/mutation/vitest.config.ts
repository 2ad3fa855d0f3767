import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** The tests that are run against every mutant of a room, as `run.mjs` says. */
const include: string[] = JSON.parse(process.env['MUTATION_TESTS'] ?? '[]');

const config: ViteUserConfig = defineConfig({ test: { include } });

export default config;
