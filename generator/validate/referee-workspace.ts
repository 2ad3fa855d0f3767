import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Diagnostic, failed, type Outcome } from '../core/diagnostic.js';
import pin from './referee.json' with { type: 'json' };

/**
 * Runs something in a folder of its own below the system's folder for temporary files, and removes the folder whatever
 * happens. Not below the project: the wrapper hands paths to a shell, and a project may lie anywhere.
 */
export const withWorkspace = async <T>(work: (folder: string) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
  const parent = tmpdir();
  if (HARMFUL_IN_A_SHELL.test(parent)) return failed(harmfulFolder(parent));
  const folder = mkdtempSync(join(parent, 'marginalia-referee-'));
  try {
    prepare(folder);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};

/** The wrapper writes the JAR's path between double quotes into a command line. */
const HARMFUL_IN_A_SHELL = /["$`!\n%]/;

const prepare = (folder: string): void => {
  for (const name of ['jars', 'templates', 'tmp']) mkdirSync(join(folder, name));
  const config = { 'generator-cli': { version: pin.version, storageDir: './jars' } };
  writeFileSync(join(folder, 'openapitools.json'), JSON.stringify(config));
};

/**
 * What a process of the wrapper sees. It takes PWD for its working folder, and pastes JAVA_OPTS into a command
 * line; what the caller's environment says of either must not change what the referee does.
 */
export const wrapperEnvironment = (folder: string): Readonly<Record<string, string | undefined>> => ({
  PWD: folder,
  INIT_CWD: undefined,
  TMPDIR: join(folder, 'tmp'),
  TMP: join(folder, 'tmp'),
  TEMP: join(folder, 'tmp'),
  JAVA_OPTS: JAVA_OPTS.join(' '),
  JAVA_TOOL_OPTIONS: undefined,
  JDK_JAVA_OPTIONS: undefined,
  _JAVA_OPTIONS: undefined,
  NODE_OPTIONS: undefined,
  NO_COLOR: '1',
});

/**
 * The first three make short runs shorter and leave nothing in the folder for temporary files; the rest fix the
 * language.
 */
const JAVA_OPTS = [
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-Djava.io.tmpdir=tmp',
  '-Xmx1g',
  '-Djava.awt.headless=true',
  '-Dfile.encoding=UTF-8',
  '-Dsun.stdout.encoding=UTF-8',
  '-Dsun.stderr.encoding=UTF-8',
  '-Dstdout.encoding=UTF-8',
  '-Dstderr.encoding=UTF-8',
  '-Duser.language=en',
  '-Duser.country=US',
] as const;

const harmfulFolder = (parent: string): Diagnostic => ({
  code: 'validate/referee-workspace',
  severity: 'error',
  message: `The referee was not asked: a shell would misread the name of the folder for temporary files, ${parent}.`,
  hint: 'Set TMPDIR (on Windows TEMP) to a folder whose name has none of the characters " $ ` ! %.',
});
