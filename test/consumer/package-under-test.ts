import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT: string = resolve(import.meta.dirname, '../..');

/** The tarball as npm makes it from `generated/`, in a folder of its own. */
export interface Packed {
  readonly tarball: string;
  readonly files: readonly string[];
  readonly size: number;
  readonly remove: () => void;
}

/** Builds and packs `generated/` the way its publisher does, on a copy so that tests leave the tree alone. */
export const packGenerated = (): Packed => {
  const folder = mkdtempSync(join(tmpdir(), 'marginalia-pack-'));
  const copy = join(folder, 'generated');
  cpSync(join(ROOT, 'generated'), copy, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const printed = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts=false', '--loglevel=error', '--pack-destination', folder],
    {
      cwd: copy,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [packed] = JSON.parse(printed.slice(printed.indexOf('[\n')));
  return {
    tarball: join(folder, packed.filename),
    files: packed.files.map((file: { path: string }) => file.path).sort(),
    size: packed.size,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** An empty project that has installed the tarball, as a stranger's would. */
export interface Consumer {
  readonly folder: string;
  readonly write: (file: string, text: string) => void;
  readonly remove: () => void;
}

export const installInto = (tarball: string): Consumer => {
  const folder = mkdtempSync(join(tmpdir(), 'marginalia-consumer-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball], {
    cwd: folder,
    stdio: 'pipe',
  });
  return {
    folder,
    write: (file, text) => {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** Packages below the consumer's node_modules: what the install brought along. */
export const installedPackages = (consumer: Consumer): readonly string[] =>
  readdirSync(join(consumer.folder, 'node_modules')).filter((name) => !name.startsWith('.'));

/** The example program of the package's README, between its two marks. */
export const readmeExample = (): string => {
  const readme = readFileSync(join(ROOT, 'generated/README.md'), 'utf8');
  const found = /<!-- example:begin -->\s*```ts\n([\s\S]*?)```\s*<!-- example:end -->/.exec(readme);
  if (found?.[1] === undefined) throw new Error('generated/README.md has no marked example');
  return found[1];
};

export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a command of the consumer and keeps what it prints. */
export const runIn = (consumer: Consumer, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran => {
  const done = spawnSync(process.execPath, args, {
    cwd: consumer.folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status: done.status, output: `${done.stdout}${done.stderr}` };
};

/** The same without blocking this process, for a program that calls a server that runs here. */
export const runInWhileServing = (
  consumer: Consumer,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> =>
  new Promise((resolveRun) => {
    execFile(
      process.execPath,
      args,
      { cwd: consumer.folder, env: { ...process.env, ...env }, timeout: 20_000 },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
        resolveRun({ status, output: `${stdout}${stderr}` });
      },
    );
  });
