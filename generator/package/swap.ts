import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { generatedPaths } from './compare-package.js';
import { foldersOf } from './package-files.js';

/** The output folder and its siblings while it is being replaced. All lie in one folder, so that a rename is enough. */
export interface Places {
  readonly out: string;
  /** The new tree while it is written and checked. Nothing in it is ever anybody's but ours. */
  readonly next: string;
  /** The old tree from the moment it was put aside until everything of the user's has left it. */
  readonly previous: string;
  /** The old tree once nothing in it matters any more. */
  readonly gone: string;
  readonly lock: string;
}

export const placesFor = (out: string): Places => {
  const sibling = (suffix: string): string => join(dirname(out), `.${basename(out)}.${suffix}`);
  return { out, next: sibling('next'), previous: sibling('previous'), gone: sibling('gone'), lock: sibling('lock') };
};

/**
 * Puts the staged tree in place of the old one. Killed between the two renames, the old tree stands under another name
 * and `recover` puts it back; killed later, the new tree stands and `recover` finishes moving what was never
 * generated.
 */
export const swapIn = (places: Places): void => {
  const { out, next, previous } = places;
  if (exists(out)) renameSync(out, previous);
  renameSync(next, out);
  finish(places);
};

/**
 * Brings the folder to one of the two states an interrupted run may leave: the whole old tree, or the whole new one.
 */
export const recover = (places: Places): void => {
  const { out, next, previous, gone } = places;
  // Only a folder can be ours; a link with that name would have us move what it points to.
  if (!isFolder(previous)) rmSync(previous, { recursive: true, force: true });
  else if (!exists(out)) renameSync(previous, out);
  finish(places);
  for (const folder of [next, gone]) rmSync(folder, { recursive: true, force: true });
};

const finish = ({ out, previous, gone }: Places): void => {
  if (!exists(previous)) return;
  carryAlong(previous, out);
  // One rename decides that the old tree is done with: a half-deleted one would lack its manifest and look like the
  // user's.
  rmSync(gone, { recursive: true, force: true });
  renameSync(previous, gone);
  rmSync(gone, { recursive: true, force: true });
};

/** Moves everything that was never generated: whole folders where nothing in them was, single entries elsewhere. */
const carryAlong = (from: string, to: string): void => {
  const generated = generatedPaths(from);
  const folders = new Set([...generated].flatMap(foldersOf));
  const move = (below: string): void => {
    for (const entry of readdirSync(join(from, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (generated.has(path)) continue;
      const taken = exists(join(to, path));
      if (entry.isDirectory() && (taken || folders.has(path))) move(path);
      else if (!taken) renameInto(join(from, path), join(to, path));
    }
  };
  move('');
};

const renameInto = (from: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
};

/** Whether something has that name, a dangling symbolic link included. */
const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

const isFolder = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
