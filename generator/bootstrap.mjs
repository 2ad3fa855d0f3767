/*
 * What the npm scripts call. It needs nothing but Node: it installs the dependencies when they are missing or older than
 * the lock file, builds the program when its sources are newer, and then does what was asked.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const installStamp = join(root, 'node_modules/.marginalia-installed');
const buildStamp = join(root, 'dist/.built-from');

const say = (text) => process.stderr.write(`${text}\n`);

const stop = (code) => process.exit(code);

const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return;
  say(`Marginalia needs Node 20.20 or newer; this is ${process.versions.node}. Install a newer Node and run again.`);
  stop(2);
};

/** The exit code of a command run on the user's terminal. One that a signal ended (Ctrl-C) ends us, with the code that shells give it. */
const attempt = (command, args, options = {}) => {
  const { error, status, signal } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) {
    say(`${command} could not be started: ${error.message}.${error.code === 'ENOENT' ? ' Is it installed, and in the PATH?' : ''}`);
    stop(2);
  }
  if (signal !== null) stop(128 + (constants.signals[signal] ?? 0));
  return status;
};

/** Runs a command that must succeed: its failure is ours. */
const run = (command, args, options) => {
  const status = attempt(command, args, options);
  if (status !== 0) stop(status);
};

/** The npm that runs this script, so that none has to be in the PATH and no shell has to quote anything. */
const npm = (args, options = {}) => {
  const cli = process.env.npm_execpath;
  if (cli !== undefined && /npm-cli\.[cm]?js$/.test(cli)) return attempt(process.execPath, [cli, ...args], options);
  return attempt('npm', args, { shell: process.platform === 'win32', ...options });
};

const hashOf = (files) => {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of files) hash.update(file).update('\0').update(readFileSync(join(root, file)));
  return hash.digest('hex');
};

const isStamped = (stamp, value) => existsSync(stamp) && readFileSync(stamp, 'utf8') === value;

const install = () => {
  const wanted = hashOf(['package-lock.json']);
  if (isStamped(installStamp, wanted)) return;
  say('Installing the dependencies named in package-lock.json …');
  const status = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: ['inherit', 'ignore', 'inherit'] });
  if (status !== 0) {
    say('\nThe dependencies could not be installed; npm says why above. Nothing else was done.');
    say('The first time it takes a network; "git checkout package-lock.json" brings back a lock file that was edited.');
    stop(2);
  }
  writeFileSync(installStamp, wanted);
};

const programSources = () => {
  const found = [];
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (/\.(ts|mjs|cjs|json)$/.test(entry.name)) found.push(path);
    }
  };
  walk('generator');
  walk('templates/runtime');
  return found.sort();
};

const buildIfStale = async () => {
  const wanted = hashOf(['package-lock.json', 'package.json', ...programSources()]);
  if (isStamped(buildStamp, wanted)) return;
  say('Building the program …');
  try {
    const { build } = await import('./build.mjs');
    await build();
  } catch (error) {
    say(`The program could not be built from generator/: ${error.message}`);
    stop(2);
  }
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, wanted);
};

/** Runs the program on this project; paths that the user types are meant from where the user stands. */
const marginalia = (args) => {
  const { INIT_CWD, npm_lifecycle_event } = process.env;
  const cwd = npm_lifecycle_event !== undefined && INIT_CWD !== undefined && existsSync(INIT_CWD) ? INIT_CWD : process.cwd();
  return attempt(process.execPath, [join(root, 'dist/marginalia.cjs'), '--project', root, ...args], { cwd });
};

const packGenerated = () => {
  say('\nBuilding and packing the generated package …');
  mkdirSync(join(root, 'dist'), { recursive: true });
  const status = npm(['pack', '--ignore-scripts=false', '--loglevel=error', '--pack-destination', join(root, 'dist')], {
    cwd: join(root, 'generated'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) {
    say('The package could not be packed; what stands above says why.');
    stop(2);
  }
  const { name, version } = JSON.parse(readFileSync(join(root, 'generated/package.json'), 'utf8'));
  const tarball = `dist/${name}-${version}.tgz`;
  say(`Packed ${tarball} (${(statSync(join(root, tarball)).size / 1024).toFixed(0)} kB). Install it in your project:`);
  say(`  npm install ${JSON.stringify(join(root, tarball))}`);
};

const tasks = {
  /** The main job: everything from the sources to an installable tarball. Drift is told, and does not stop it. */
  start: (args) => {
    const status = marginalia(['generate', ...args]);
    if (status > 1) stop(status);
    packGenerated();
    if (status === 1) say('Exit code 1: there is drift between spec and documentation; it is listed above.');
    stop(status);
  },
  test: (args) => {
    run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.']);
    run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args]);
  },
  run: (args) => stop(marginalia(args)),
  node: (args) => run(process.execPath, args),
  pack: packGenerated,
  setup: () => undefined,
};

checkNode();
const [task = '', ...args] = process.argv.slice(2);
if (!Object.hasOwn(tasks, task)) {
  say(`bootstrap: no task "${task}"; there are ${Object.keys(tasks).join(', ')}`);
  stop(2);
}
install();
await buildIfStale();
await tasks[task](args);
