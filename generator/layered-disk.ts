import type { FilePort } from './core/files.js';

/** Files as they would be: those given lie on top of the disk, and nothing is written. */
export const layeredDisk = (disk: FilePort, files: ReadonlyMap<string, string>): FilePort => ({
  read: (path, limit) => {
    const text = files.get(path);
    return text === undefined ? disk.read(path, limit) : { kind: 'bytes', bytes: new TextEncoder().encode(text) };
  },
  list: (folder) => together(disk.list(folder), below(files, folder)),
  siblings: (folder) =>
    together(
      disk.siblings(folder),
      below(files, folder).filter((file) => !file.slice(folder.length + 1).includes('/')),
    ),
});

const below = (files: ReadonlyMap<string, string>, folder: string): readonly string[] =>
  [...files.keys()].filter((file) => file.startsWith(`${folder}/`));

const together = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())].sort();
