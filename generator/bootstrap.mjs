/*
 * What the npm scripts call. It needs nothing but Node: it installs the dependencies when they are missing or older than
 * the lock file, builds the program when its sources are newer, and then does what was asked.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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
  say(`Marginalia is developed with Node 20.20 or newer; this is ${process.versions.node}. Install a newer Node and run again.`);
  stop(2);
};

/** Runs a command on the user's terminal; its failure is ours. */
const run = (command, args, options = {}) => {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  if (result.error) {
    say(`could not start ${command}: ${result.error.message}`);
    stop(2);
  }
  if (result.status !== 0) stop(result.status ?? 2);
};

/** Returns whether the command succeeded, for steps whose findings must not stop the later ones. */
const attempt = (command, args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status ?? 2;

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
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
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
  return found.sort();
};

const buildIfStale = async () => {
  const wanted = hashOf(['package-lock.json', ...programSources()]);
  if (isStamped(buildStamp, wanted)) return;
  say('Building the program …');
  const { build } = await import('./build.mjs');
  await build();
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, wanted);
};

const program = (args) => [join(root, 'dist/marginalia.cjs'), ...args];

const packGenerated = () => {
  say('\nBuilding and packing the generated package …');
  mkdirSync(join(root, 'dist'), { recursive: true });
  run('npm', ['pack', '--ignore-scripts=false', '--loglevel=error', '--pack-destination', join(root, 'dist')], {
    cwd: join(root, 'generated'),
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const { name, version } = JSON.parse(readFileSync(join(root, 'generated/package.json'), 'utf8'));
  const tarball = `dist/${name}-${version}.tgz`;
  say(`Packed ${tarball} (${(statSync(join(root, tarball)).size / 1024).toFixed(0)} kB). Install it in your project: npm install <path to>/${tarball}`);
};

const tasks = {
  /** The main job: everything from the sources to an installable tarball. */
  start: async () => {
    const status = attempt(process.execPath, program(['generate']));
    if (status > 1) stop(status);
    packGenerated();
    stop(status);
  },
  test: (args) => {
    run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.']);
    run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args]);
  },
  run: (args) => stop(attempt(process.execPath, program(args))),
  node: (args) => run(process.execPath, args),
  pack: packGenerated,
  setup: () => undefined,
};

const [task = '', ...args] = process.argv.slice(2);
if (!Object.hasOwn(tasks, task)) {
  say(`bootstrap: no task "${task}"; there are ${Object.keys(tasks).join(', ')}`);
  stop(2);
}
checkNode();
install();
await buildIfStale();
await tasks[task](args);
