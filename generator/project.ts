import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { failed, ok, type Outcome } from './core/diagnostic.js';

/** The folder named by the user, or the nearest one at or above `cwd` that holds `spec/`, or `cwd` itself. */
export const findProjectRoot = (cwd: string, named: string | undefined): Outcome<string> => {
  if (named !== undefined) return namedRoot(resolve(cwd, named), named);
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'spec'))) return ok(folder);
    if (folder === dirname(folder)) return ok(cwd);
  }
};

const namedRoot = (folder: string, named: string): Outcome<string> => {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) return ok(folder);
  return failed({
    code: 'cli/no-project',
    severity: 'error',
    message: stat === undefined ? `There is no folder "${named}".` : `"${named}" is a file, not a folder.`,
    hint: 'Name the folder that holds spec/ with --project, or make a new one with "marginalia init <dir>".',
  });
};
