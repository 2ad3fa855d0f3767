import { createHash } from 'node:crypto';
import { outcomeOf, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import { MANIFEST_PATH, printManifest } from './manifest.js';
import { REPLACED_FILES } from './replaced-files.js';
import type { Manifest, Package, PackageFile, Stamp } from './types.js';

/** A text that goes into the package. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface PackageParts {
  /** From the emitters; their paths are those in the package. */
  readonly emitted: readonly TextFile[];
  /** The runtime's sources; their paths are relative to its own folder. */
  readonly runtime: readonly TextFile[];
  /** Taken as they are: `openapi.yaml`, `LICENSE`. */
  readonly copied: readonly TextFile[];
}

/** Puts the package together. Refuses paths that lead out of it or that a file system could take for one another. */
export const packageFiles = (parts: PackageParts, stamp: Stamp): Outcome<Package> => {
  const emitted = new Set(parts.emitted.map(({ path }) => path));
  const runtime = parts.runtime
    .map(({ path, text }) => ({ path: `src/runtime/${path}`, text, isReplaced: REPLACED_FILES.has(path) }))
    .filter(({ path, isReplaced }) => !isReplaced || !emitted.has(path));
  const all = [...parts.emitted, ...runtime, ...parts.copied].sort(byPath);
  const diagnostics = [...all.flatMap(({ path }) => checkPath(path)), ...checkDistinct(all.map(({ path }) => path))];
  const files = all.map(({ path, text }) => packageFile(path, text));
  const manifest: Manifest = {
    generator: stamp.generator,
    inputs: sortedRecord(Object.entries(stamp.inputs)),
    files: sortedRecord(files.map(({ path, sha256 }) => [path, sha256])),
  };
  const withManifest = [...files, packageFile(MANIFEST_PATH, printManifest(manifest))].sort(byPath);
  return outcomeOf({ files: withManifest, manifest }, diagnostics);
};

const byPath = (left: { readonly path: string }, right: { readonly path: string }): number =>
  left.path < right.path ? -1 : left.path > right.path ? 1 : 0;

const packageFile = (path: string, text: string): PackageFile => {
  const bytes = new TextEncoder().encode(text);
  return { path, bytes, sha256: sha256Of(bytes) };
};

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const sortedRecord = (entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> =>
  Object.fromEntries([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));

/** Plain names only: no way up, no drive, no stream, nothing a shell or a file system reads as more than a name. */
const PLAIN_SEGMENT = /^(?!\.{1,2}$)[A-Za-z0-9._-]*[A-Za-z0-9_-]$/;
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

const checkPath = (path: string): readonly Diagnostic[] => {
  const plain =
    path.length <= 200 && path.split('/').every((segment) => PLAIN_SEGMENT.test(segment) && !DEVICE.test(segment));
  if (plain && path !== MANIFEST_PATH) return [];
  return [fault('path', `${JSON.stringify(path)} cannot be the path of a generated file`)];
};

const fault = (code: string, message: string): Diagnostic => ({
  code: `package/${code}`,
  severity: 'error',
  message,
  hint: 'Change the name in the spec that the path is made of.',
});

/** No two paths may differ by case alone, and none may be a folder of another. */
const checkDistinct = (paths: readonly string[]): readonly Diagnostic[] => {
  const taken = new Map<string, string>();
  const faults: Diagnostic[] = [];
  for (const path of paths) {
    const key = path.toLowerCase();
    const before = taken.get(key);
    if (before !== undefined) faults.push(fault('path-twice', `"${before}" and "${path}" would be one file`));
    taken.set(key, path);
  }
  for (const [key, path] of taken) {
    const folder = foldersOf(key).find((parent) => taken.has(parent));
    if (folder !== undefined)
      faults.push(fault('path-twice', `"${folder}" would be a file and, for "${path}", a folder`));
  }
  return faults;
};

/** `a/b/c` → `a`, `a/b` */
export const foldersOf = (path: string): readonly string[] => {
  const segments = path.split('/').slice(0, -1);
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
};
