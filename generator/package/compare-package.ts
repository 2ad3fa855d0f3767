import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_PATH, readManifest } from './manifest.js';
import { sha256Of } from './package-files.js';
import type { Package, StaleFile, Stamp } from './types.js';

/**
 * How the folder differs from the package; empty when it is up to date. Files that were never generated do not count.
 */
export const comparePackage = (dir: string, wanted: Package): readonly StaleFile[] => {
  const paths = new Set(wanted.files.map(({ path }) => path));
  const stale = wanted.files.flatMap(({ path, sha256 }): readonly StaleFile[] => {
    const found = hashOnDisk(dir, path);
    return found === sha256 ? [] : [{ path, reason: found === undefined ? 'missing' : 'changed' }];
  });
  const before = Object.keys(readManifest(dir)?.files ?? {});
  const obsolete = before.filter((path) => !paths.has(path) && hashOnDisk(dir, path) !== undefined);
  return [...stale, ...obsolete.map((path): StaleFile => ({ path, reason: 'obsolete' }))];
};

/**
 * Whether the folder holds what this stamp gave when it was last generated, found out without generating: the manifest
 * names the same inputs and generator, and every file is still as it was written.
 */
export const isUpToDate = (dir: string, stamp: Stamp): boolean => {
  const manifest = readManifest(dir);
  if (manifest === undefined || manifest.generator !== stamp.generator || !sameRecord(manifest.inputs, stamp.inputs))
    return false;
  return Object.entries(manifest.files).every(([path, sha256]) => hashOnDisk(dir, path) === sha256);
};

const sameRecord = (left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean => {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && left[name] === right[name])
  );
};

/** The sha256 of a regular file; undefined when there is none. A symbolic link or a folder counts as a changed file. */
const hashOnDisk = (dir: string, path: string): string | undefined => {
  const place = join(dir, path);
  try {
    return lstatSync(place).isFile() ? sha256Of(readFileSync(place)) : 'not a file';
  } catch {
    return undefined;
  }
};

/** Every path that the folder's own manifest calls generated, the manifest included. */
export const generatedPaths = (dir: string): ReadonlySet<string> => {
  const manifest = readManifest(dir);
  return new Set(manifest === undefined ? [] : [...Object.keys(manifest.files), MANIFEST_PATH]);
};
