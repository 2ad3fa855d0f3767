import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FileBytes, FilePort } from './core/files.js';
import { reasonOf } from './core/reason.js';
import { notListed } from './file-fault.js';

/**
 * Names that hold no sources, whatever folder is listed; a leading dot is how editors and systems mark what is theirs.
 */
const isSkipped = (name: string): boolean => name === 'node_modules' || name.startsWith('.');

/**
 * A `FilePort` on the disk below one project root. Symbolic links in the project are listed but not read: to leave one
 * out in silence would lose what it stands for, to follow it would read outside the project. A file that the user names
 * by an absolute path is read through links.
 */
export const openDisk = (root: string): FilePort => ({
  read: (path, limit) => (isAbsolute(path) ? readBytes(path, limit) : readInside(join(root, path), limit)),
  list: (folder) => listBelow(root, folder, Number.POSITIVE_INFINITY),
  siblings: (folder) => listBelow(root, folder, 1),
});

/** A path as people should see it: relative to the root with forward slashes, or as it is when it lies outside. */
export const shownPath = (root: string, path: string): string => {
  const inside = relative(root, resolve(root, path));
  if (inside === '') return '.';
  return isOutside(inside) ? path : inside.split(sep).join('/');
};

/** Whether a path is the folder itself or lies somewhere below it. */
export const isWithin = (folder: string, path: string): boolean => !isOutside(relative(folder, path));

const isOutside = (relativePath: string): boolean =>
  relativePath === '..' || relativePath.startsWith(`..${sep}`) || isAbsolute(relativePath);

const readInside = (path: string, limit: number | undefined): FileBytes =>
  isLink(path)
    ? { kind: 'unreadable', reason: 'it is a symbolic link; put the file itself in its place' }
    : readBytes(path, limit);

/** What cannot even be looked at, such as a name below a file, is told by the reading of it. */
const isLink = (path: string): boolean => {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch {
    return false;
  }
};

const readBytes = (path: string, limit = Number.POSITIVE_INFINITY): FileBytes => {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return { kind: 'unreadable', reason: 'it is a folder' };
    if (stat.size > limit) return { kind: 'too-large', size: stat.size };
    return { kind: 'bytes', bytes: readFileSync(path) };
  } catch (error) {
    return isMissing(error) ? { kind: 'missing' } : { kind: 'unreadable', reason: reasonOf(error) };
  }
};

const listBelow = (root: string, folder: string, levels: number): readonly string[] => {
  const found: string[] = [];
  const waiting = [{ path: folder, level: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path: current, level } = next;
    for (const entry of entriesOf(resolve(root, current), current)) {
      if (isSkipped(entry.name)) continue;
      const path = `${current}/${entry.name}`;
      if (entry.isDirectory()) {
        if (level < levels) waiting.push({ path, level: level + 1 });
      } else if (entry.isFile() || entry.isSymbolicLink()) found.push(path);
    }
  }
  return found.sort();
};

const entriesOf = (path: string, shown: string) => {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw notListed(shown, error);
  }
};

const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
