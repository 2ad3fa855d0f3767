import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.js';
import { generatedPaths } from './compare-package.js';
import { foldersOf, sha256Of } from './package-files.js';
import type { Package, PackageFile } from './types.js';

/** The output folder is a folder, or is not there yet. */
export const checkRoot = (out: string): readonly Diagnostic[] => {
  const root = statOf(out);
  if (root === undefined || root.isDirectory()) return [];
  return [
    fault(
      'not-a-folder',
      `The output folder ${shown(out)} is ${kindOf(root)}, not a folder.`,
      'Name another output folder, or move it away.',
    ),
  ];
};

/**
 * What stands in the way of writing a package into a folder: links that lead out of it, and files that are not ours.
 */
export const checkFolder = (out: string, wanted: Package): readonly Diagnostic[] => {
  if (statOf(out) === undefined) return [];
  const ours = generatedPaths(out);
  const folders = new Set(wanted.files.flatMap(({ path }) => foldersOf(path)));
  return [
    ...[...folders].flatMap((folder) => checkSubfolder(out, folder)),
    ...wanted.files.flatMap((file) => checkFile(out, file, ours)),
  ];
};

const checkSubfolder = (out: string, folder: string): readonly Diagnostic[] => {
  const stat = statOf(join(out, folder));
  if (stat === undefined || stat.isDirectory()) return [];
  return [
    fault(
      'not-a-folder',
      `"${folder}" in ${shown(out)} is ${kindOf(stat)}, where a folder is generated.`,
      'Move it away: nothing is written through links.',
    ),
  ];
};

const checkFile = (out: string, file: PackageFile, ours: ReadonlySet<string>): readonly Diagnostic[] => {
  const stat = statOf(join(out, file.path));
  if (stat === undefined) return [];
  if (!stat.isFile()) {
    return [
      fault(
        'not-a-file',
        `"${file.path}" in ${shown(out)} is ${kindOf(stat)}, where a file is generated.`,
        'Move it away: nothing is written through links.',
      ),
    ];
  }
  if (ours.has(file.path) || sha256Of(readFileSync(join(out, file.path))) === file.sha256) return [];
  const hint = 'If this is the right folder, delete the file, or the whole folder when its .marginalia.json is lost.';
  return [fault('not-ours', `"${file.path}" in ${shown(out)} was not generated, but would be overwritten.`, hint)];
};

const statOf = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

const kindOf = (stat: Stats): string =>
  stat.isSymbolicLink()
    ? 'a symbolic link'
    : stat.isFile()
      ? 'a file'
      : stat.isDirectory()
        ? 'a folder'
        : 'a special file';

/** The last part of the path: messages do not repeat where the user's home is. */
const shown = (path: string): string => `"${path.replace(/^.*[\\/]/, '')}"`;

const fault = (code: string, message: string, hint: string): Diagnostic => ({
  code: `package/${code}`,
  severity: 'error',
  message,
  hint,
});
