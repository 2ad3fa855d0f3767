import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import type { TypeCheck } from '../../../generator/package/check-types.js';
import { packageFiles, type TextFile } from '../../../generator/package/package-files.js';
import type { Package } from '../../../generator/package/types.js';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that is gone after the test; the output goes into `generated` in it. */
export const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'marginalia-package-'));
  folders.push(folder);
  return folder;
};

export const STAMP = { generator: '1.0.0', inputs: { 'spec/a.yaml': 'aa' } } as const;

/** A package of the given files. */
export const packageOf = (
  files: Readonly<Record<string, string>>,
  stamp: typeof STAMP | { generator: string; inputs: Record<string, string> } = STAMP,
): Package => {
  const copied: readonly TextFile[] = Object.entries(files).map(([path, text]) => ({ path, text }));
  const outcome = packageFiles({ emitted: [], runtime: [], copied }, stamp);
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value;
};

/** A check that finds nothing wrong. */
export const passing: TypeCheck = async () => [];

/** Everything below a folder, path to text; folders themselves are left out. */
export const treeOf = (folder: string): Readonly<Record<string, string>> => {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')] as const;
      })
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
};

export const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
