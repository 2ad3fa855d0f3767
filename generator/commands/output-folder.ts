import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failed, ok, type Outcome } from '../core/diagnostic.js';
import { isWithin, shownPath } from '../disk.js';
import { pathOption, type RunContext } from './command.js';

/**
 * Where the package goes. The output folder is replaced as a whole, so it must hold neither the project nor its
 * sources: files that were never generated would move along, but a run that is killed would leave the project under
 * another name.
 */
export const outputFolder = (context: RunContext): Outcome<string> => {
  const out = pathOption(context, 'out') ?? resolve(context.root, 'generated');
  const [folder, root] = [realPath(out), realPath(context.root)];
  const obstacle = isWithin(folder, root)
    ? 'holds the project itself'
    : isWithin(join(root, 'spec'), folder)
      ? 'lies in spec/, among the sources'
      : undefined;
  if (obstacle === undefined) return ok(out);
  return failed({
    code: 'cli/output-folder',
    severity: 'error',
    message: `The output folder "${shownPath(context.cwd, out)}" ${obstacle}.`,
    hint: 'Name a folder of its own with --out <dir>: it is replaced as a whole.',
  });
};

const realPath = (path: string): string => (existsSync(path) ? realpathSync(path) : path);
