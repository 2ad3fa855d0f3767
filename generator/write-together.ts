import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileWhole } from './write-file.js';

/** What stood there before, or that nothing did. */
interface Former {
  readonly path: string;
  readonly content: Uint8Array | undefined;
}

/** Puts everything back as it was. */
export type Undo = () => void;

/** Writes several files, all or none: when one fails, those before it are put back and the fault goes on. */
export const writeTogether = (root: string, files: ReadonlyMap<string, string>): Undo => {
  const done: Former[] = [];
  const undo = (): void => {
    for (const { path, content } of done.reverse()) {
      if (content === undefined) rmSync(path, { force: true });
      else writeFileWhole(path, content);
    }
  };
  try {
    for (const [file, text] of files) {
      const path = join(root, file);
      const former = { path, content: contentOf(path) };
      writeFileWhole(path, text, file);
      done.push(former);
    }
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
};

const contentOf = (path: string): Uint8Array | undefined => {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
};
