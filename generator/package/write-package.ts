/** The one place that writes generated files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failed, ok, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import { reasonOf } from '../core/reason.js';
import { checkFolder, checkRoot } from './check-folder.js';
import type { TypeCheck } from './check-types.js';
import { comparePackage } from './compare-package.js';
import { hasCode, withLock } from './lock.js';
import { placesFor, recover, swapIn, type Places } from './swap.js';
import type { Package, StaleFile } from './types.js';

/** What writing changed; empty when the folder was up to date and nothing was touched. */
export type Written = readonly StaleFile[];

/**
 * Replaces what was generated before. The new tree is written beside the folder, type-checked there, and only then
 * takes its place as a whole; files that were never generated move along.
 */
export const writePackage = async (out: string, wanted: Package, typeCheck: TypeCheck): Promise<Outcome<Written>> => {
  const places = placesFor(out);
  try {
    mkdirSync(dirname(out), { recursive: true });
    const run = await withLock(places.lock, () => replace(places, wanted, typeCheck));
    return 'value' in run ? run.value : failed(inUse(run.heldBy));
  } catch (error) {
    return failed(fileSystemFault(error));
  }
};

const replace = async (places: Places, wanted: Package, typeCheck: TypeCheck): Promise<Outcome<Written>> => {
  const blocked = checkRoot(places.out);
  if (blocked.length > 0) return failed(...blocked);
  recover(places);
  const stale = comparePackage(places.out, wanted);
  if (stale.length === 0) return ok([]);
  const obstacles = checkFolder(places.out, wanted);
  if (obstacles.length > 0) return failed(...obstacles);
  stage(places.next, wanted);
  const errors = await typeCheck(places.next);
  if (errors.length > 0) {
    recover(places);
    return failed(...errors);
  }
  swapIn(places);
  return ok(stale);
};

/**
 * No file is flushed to the disk: a killed process loses nothing, and after a power cut the manifest's hashes show what
 * is missing.
 */
const stage = (folder: string, wanted: Package): void => {
  mkdirSync(folder);
  const made = new Set<string>();
  for (const { path, bytes } of wanted.files) {
    const place = join(folder, path);
    if (!made.has(dirname(place))) mkdirSync(dirname(place), { recursive: true });
    made.add(dirname(place));
    writeFileSync(place, bytes, { flag: 'wx' });
  }
};

const inUse = (pid: number): Diagnostic => ({
  code: 'package/in-use',
  severity: 'error',
  message: `Another run is writing this folder (process ${pid}).`,
  hint: 'Wait until it has finished. If there is no such process, delete the ".lock" file beside the output folder.',
});

const fileSystemFault = (error: unknown): Diagnostic => ({
  code: 'package/not-written',
  severity: 'error',
  message: `The package could not be written: ${reasonOf(error)}.`,
  hint:
    hasCode(error, 'EBUSY') || hasCode(error, 'EXDEV')
      ? 'The output folder cannot be renamed, perhaps because something is mounted on it. Name another one.'
      : 'Check permissions and space of the folder around the output, then run again.',
});
