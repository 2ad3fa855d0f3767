import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FileBytes, FilePort } from './core/files.js';

/** Names of folders that hold no sources, whatever folder is listed. */
const SKIPPED = new Set(['node_modules', '.git']);

/** A `FilePort` on the disk below one project root. */
export const openDisk = (root: string): FilePort => ({
  read: (path, limit) => readBytes(isAbsolute(path) ? path : join(root, path), limit),
  list: (folder) => listBelow(root, folder),
});

/** A path as people should see it: relative to the root with forward slashes, or as it is when it lies outside. */
export const shownPath = (root: string, path: string): string => {
  const inside = relative(root, resolve(root, path));
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside.split(sep).join('/');
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

const listBelow = (root: string, folder: string): readonly string[] => {
  const found: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of entriesOf(join(root, next))) {
      const path = `${next}/${entry.name}`;
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) waiting.push(path);
      else if (entry.isFile()) found.push(path);
    }
  }
  return found.sort();
};

const entriesOf = (path: string) => {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** `EACCES: permission denied, open '…'` without the system call and path, which the diagnostic names itself. */
const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.replace(/^[A-Z]+: /, '').replace(/, \w+ '.*'$/, '') : String(error);
