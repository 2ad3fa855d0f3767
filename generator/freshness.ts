import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUpToDate } from './package/compare-package.js';
import { MANIFEST_PATH } from './package/manifest.js';
import { sha256Of } from './package/package-files.js';
import type { Stamp } from './package/types.js';
import { stampOf, type Toolbox } from './pipeline-generate.js';
import type { Inputs } from './pipeline.js';
import { findSources, ReadFiles } from './sources.js';
import { MAX_BYTES } from './load/limits.js';
import { writeFileWhole } from './write-file.js';

interface Run {
  readonly context: { readonly root: string; readonly toolRoot: string };
  readonly inputs: Inputs;
  readonly out: string;
}

/**
 * Whether the output is known to be fresh without generating it: same inputs as its manifest says, every file as it was
 * written, and this very build of the program made or compared it last time. Anything less certain is found out by
 * generating.
 */
export const isKnownFresh = (run: Run, toolbox: Toolbox): boolean => {
  const stamp = currentStamp(run, toolbox);
  return stamp !== undefined && isUpToDate(run.out, stamp) && readText(memoOf(run)) === memoText(run);
};

/** Keeps in mind that this build of the program found the output to be fresh. */
export const rememberFresh = (run: Run, toolbox: Toolbox): void => {
  const text = memoText(run);
  if (text === undefined || currentStamp(run, toolbox) === undefined) return;
  try {
    writeFileWhole(memoOf(run), text);
  } catch {
    // A folder that cannot be written costs the next check its short cut, nothing else.
  }
};

const currentStamp = ({ inputs }: Run, toolbox: Toolbox): Stamp | undefined => {
  const { refs, diagnostics } = findSources(inputs.disk, new ReadFiles(), MAX_BYTES);
  if (diagnostics.length > 0) return undefined;
  return stampOf({ sources: refs.map(({ file, bytes }) => ({ file, sha256: sha256Of(bytes) })) }, toolbox);
};

const memoOf = ({ context, out }: Run): string =>
  join(context.root, '.cache/marginalia', `fresh-${sha256Of(new TextEncoder().encode(out)).slice(0, 16)}`);

/** The program's identity, written by its build, and the manifest that it vouches for. */
const memoText = ({ context, out }: Run): string | undefined => {
  const program = readText(join(context.toolRoot, 'dist/program/identity'));
  const manifest = readText(join(out, MANIFEST_PATH));
  return program === undefined || manifest === undefined
    ? undefined
    : `${program}\n${sha256Of(new TextEncoder().encode(manifest))}\n`;
};

const readText = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};
