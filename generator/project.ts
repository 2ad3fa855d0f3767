import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder named by the user, or the nearest one at or above `cwd` that holds `spec/`, or `cwd` itself. */
export const findProjectRoot = (cwd: string, named: string | undefined): string => {
  if (named !== undefined) return resolve(cwd, named);
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'spec'))) return folder;
    if (folder === dirname(folder)) return cwd;
  }
};
