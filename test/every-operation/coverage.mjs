/*
 * `npm run coverage`: calls every operation through the packed client, then counts what is covered and brings the table
 * in the README up to date. Pages: those of MARGINALIA_DOCS, of a capture beside the project, or the committed ones.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 2;

const places = [process.env.MARGINALIA_DOCS, '../shared/docs/2026-01-15', 'spec/docs'];
const docs = places.find((place) => place !== undefined && existsSync(resolve(root, place)));
const tested = run(join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'all', 'test/every-operation');
const counted = run(join(root, 'dist/marginalia.cjs'), 'coverage', '--docs', docs, '--write', 'README.md', ...process.argv.slice(2));
process.exitCode = Math.max(tested, counted);
