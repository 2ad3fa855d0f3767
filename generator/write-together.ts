import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { notWritten } from './file-fault.js';
import { writeFileWhole } from './write-file.js';

/** Puts everything back as it was. */
export type Undo = () => void;

interface Staged {
  readonly path: string;
  /** The new content, complete, under a name that nobody reads. */
  readonly beside: string;
  /** What stood there before; undefined where nothing did. */
  readonly former: Uint8Array | undefined;
}

/**
 * Writes several files, all or none: when one fails, those before it are put back and the fault goes on. All are
 * complete on the disk before the first takes its name: a program that is killed has done next to all or nothing.
 */
export const writeTogether = (root: string, files: ReadonlyMap<string, string>): Undo => {
  const folders: string[] = [];
  const staged: Staged[] = [];
  const done: Staged[] = [];
  const undo = (): void => {
    for (const { beside } of staged) rmSync(beside, { force: true });
    for (const { path, former } of done.splice(0).reverse()) {
      if (former === undefined) rmSync(path, { force: true });
      else writeFileWhole(path, former);
    }
    for (const folder of folders.splice(0).reverse()) removeIfEmpty(folder);
  };
  let current = '';
  try {
    for (const [file, text] of files) {
      current = file;
      staged.push(stage(join(root, file), text, folders));
    }
    for (const each of staged) {
      current = [...files.keys()][done.length] ?? '';
      renameSync(each.beside, each.path);
      done.push(each);
    }
  } catch (error) {
    undo();
    throw notWritten(current, error);
  }
  return undo;
};

const stage = (path: string, text: string, folders: string[]): Staged => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new Error('it is a folder');
  const folder = dirname(path);
  const first = mkdirSync(folder, { recursive: true });
  const made: string[] = [];
  for (let up = folder; first !== undefined && up.length >= first.length; up = dirname(up)) made.unshift(up);
  folders.push(...made);
  sweep(folder, basename(path));
  const beside = `${path}.${process.pid}.tmp`;
  const former = contentOf(path);
  try {
    writeFileSync(beside, text);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  return { path, beside, former };
};

/** What a run that was killed left behind. */
const sweep = (folder: string, name: string): void => {
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith(`${name}.`) && /^\.\d+\.tmp$/.test(entry.slice(name.length))) rmSync(join(folder, entry));
  }
};

const removeIfEmpty = (folder: string): void => {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else put something there.
  }
};

const contentOf = (path: string): Uint8Array | undefined => {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
};
