import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { notRemoved, notWritten } from './file-fault.js';

/**
 * Writes a whole file or leaves the old one: nobody ever reads half of it. Throws a `FileFault` that names the file as
 * `shown`.
 */
export const writeFileWhole = (path: string, content: string | Uint8Array, shown: string = path): void => {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new Error('it is a folder');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(beside, content);
    renameSync(beside, path);
  } catch (error) {
    removeQuietly(beside);
    throw notWritten(shown, error);
  }
};

/** Removes a file. Throws a `FileFault` that names it as `shown`. */
export const removeFile = (path: string, shown: string): void => {
  try {
    rmSync(path);
  } catch (error) {
    throw notRemoved(shown, error);
  }
};

const removeQuietly = (path: string): void => {
  try {
    rmSync(path, { force: true });
  } catch {
    // The fault that led here is the one to tell.
  }
};
