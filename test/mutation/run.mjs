/*
 * `npm run test:mutation`: changes the code of a room in every small way there is, and counts the changes that the
 * tests of the room notice. Room names as arguments narrow it; what follows `--` goes to Stryker (`--mutate <file>`).
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join, relative } from 'node:path';
import { formatTables, readScore, sumUp } from './report.mjs';
import { ROOMS } from './rooms.mjs';

const folder = import.meta.dirname;
const root = join(folder, '../..');
const BREAK = 90;

/** What runs now, to be told when this process is to end. */
let running;
let interrupt;

/** The copy that is mutated goes with the run, however it ends. */
const cleanUp = () => rmSync(join(root, '.cache/stryker'), { recursive: true, force: true, maxRetries: 5 });

const leave = (status) => {
  cleanUp();
  process.exit(interrupt === undefined ? status : 128 + constants.signals[interrupt]);
};

/** A group of its own: Stryker's workers are to end with it, and not to write on into what is cleaned up. */
const OWN_GROUP = process.platform !== 'win32';

const stop = (signal) => {
  if (OWN_GROUP) process.kill(-running.pid, signal);
  else running.kill(signal);
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupt = signal;
    if (running === undefined) leave(2);
    else stop(signal);
  });
}

const start = async (command, args, options) => {
  running = spawn(command, args, { stdio: 'inherit', detached: OWN_GROUP, ...options });
  const status = await new Promise((resolve) => {
    running.on('exit', (code) => resolve(code ?? 2));
    running.on('error', () => resolve(2));
  });
  running = undefined;
  if (interrupt !== undefined) leave(2);
  return status;
};

const install = async () => {
  const stamp = join(folder, 'node_modules/.marginalia-installed');
  const wanted = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write('Installing Stryker, as named in test/mutation/package-lock.json …\n');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = await start('npm', args, { cwd: folder, shell: process.platform === 'win32' });
  if (status !== 0) leave(2);
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
  leave(2);
};

const mutate = async (room, rest) => {
  const stryker = join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const args = [stryker, 'run', join(folder, 'stryker.config.mjs'), ...rest];
  const report = join(root, `.cache/mutation/${room}.json`);
  rmSync(report, { force: true });
  const env = { ...process.env, MUTATION_ROOM: room, MUTATION_TESTS: JSON.stringify(ROOMS[room].tests) };
  const wanted = filesOf(env);
  await start(process.execPath, args, { cwd: root, env });
  if (!existsSync(report)) leave(2);
  checkLoaded(wanted, report);
  return readScore(room, report);
};

const given = process.argv.slice(2);
const end = given.includes('--') ? given.indexOf('--') : given.length;
const rooms = end === 0 ? Object.keys(ROOMS) : given.slice(0, end);
const wrong = rooms.find((room) => !Object.hasOwn(ROOMS, room));
if (wrong !== undefined) {
  process.stderr.write(`There is no room ${wrong}; there are ${Object.keys(ROOMS).join(', ')}.\n`);
  process.exit(2);
}
await install();
const scores = [];
for (const room of rooms) scores.push(await mutate(room, given.slice(end + 1)));
process.stdout.write(`\n${formatTables([...scores, sumUp(scores)])}`);
const weak = scores.filter(({ killed, all }) => killed * 100 < BREAK * all);
if (weak.length > 0) {
  process.stderr.write(`Fewer than ${BREAK} % were killed in: ${weak.map(({ name }) => name).join(', ')}\n`);
}
leave(weak.length === 0 ? 0 : 1);
