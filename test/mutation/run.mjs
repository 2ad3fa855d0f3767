/*
 * `npm run test:mutation`: changes the code of a room in every small way there is, and counts the changes that the
 * tests of the room notice. Room names as arguments narrow it; what follows `--` goes to Stryker (`--mutate <file>`).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOMS } from './rooms.mjs';

const folder = import.meta.dirname;
const root = join(folder, '../..');
const BREAK = 90;

const start = (command, args, options) => spawnSync(command, args, { stdio: 'inherit', ...options }).status ?? 2;

const install = () => {
  const stamp = join(folder, 'node_modules/.marginalia-installed');
  const wanted = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write('Installing Stryker, as named in test/mutation/package-lock.json …\n');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = start('npm', args, { cwd: folder, shell: process.platform === 'win32' });
  if (status !== 0) process.exit(2);
  writeFileSync(stamp, wanted);
};

/** The test files of a room, as vitest finds them. */
const filesOf = (env) => {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'list', '--config', 'test/mutation/vitest.config.ts', '--filesOnly', '--json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  return JSON.parse(stdout).map(({ file }) => relative(root, file).replaceAll('\\', '/'));
};

/** A test file that cannot be loaded where Stryker runs it, for want of something it reads, would go unnoticed. */
const checkLoaded = (wanted, report) => {
  const loaded = Object.keys(JSON.parse(readFileSync(report, 'utf8')).testFiles ?? {});
  const lost = wanted.filter((file) => !loaded.some((path) => path.endsWith(file)));
  if (lost.length === 0) return;
  process.stderr.write(`These tests did not run against the mutants; see ignorePatterns: ${lost.join(', ')}\n`);
  process.exit(2);
};

const DETECTED = new Set(['Killed', 'Timeout']);
const UNDETECTED = new Set(['Survived', 'NoCoverage']);

/** Mutants that were noticed, and all that count; a mutant that is no program counts as neither. */
const score = (report) => {
  const { files } = JSON.parse(readFileSync(report, 'utf8'));
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const killed = statuses.filter((status) => DETECTED.has(status)).length;
  return { killed, all: killed + statuses.filter((status) => UNDETECTED.has(status)).length };
};

const mutate = (room, rest) => {
  const stryker = join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const args = [stryker, 'run', join(folder, 'stryker.config.mjs'), ...rest];
  const report = join(root, `.cache/mutation/${room}.json`);
  rmSync(report, { force: true });
  const env = { ...process.env, MUTATION_ROOM: room, MUTATION_TESTS: JSON.stringify(ROOMS[room].tests) };
  const status = start(process.execPath, args, { cwd: root, env });
  if (!existsSync(report)) process.exit(2);
  checkLoaded(filesOf(env), report);
  return { room, status, ...score(report) };
};

const given = process.argv.slice(2);
const end = given.includes('--') ? given.indexOf('--') : given.length;
const rooms = end === 0 ? Object.keys(ROOMS) : given.slice(0, end);
const wrong = rooms.find((room) => !Object.hasOwn(ROOMS, room));
if (wrong !== undefined) {
  process.stderr.write(`There is no room ${wrong}; there are ${Object.keys(ROOMS).join(', ')}.\n`);
  process.exit(2);
}
install();
const results = rooms.map((room) => mutate(room, given.slice(end + 1)));
const percent = ({ killed, all }) => ((100 * killed) / all).toFixed(1);
process.stdout.write('\nMutants that the tests noticed\n');
for (const result of results) {
  process.stdout.write(`  ${result.room.padEnd(10)} ${result.killed} of ${result.all}, ${percent(result)} %\n`);
}
const sum = (key) => results.reduce((so, result) => so + result[key], 0);
const total = { killed: sum('killed'), all: sum('all') };
process.stdout.write(`  together   ${total.killed} of ${total.all}, ${percent(total)} %\n`);
process.exitCode = results.every(({ status, killed, all }) => status === 0 && killed * 100 >= BREAK * all) ? 0 : 1;
