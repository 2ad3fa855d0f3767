/** The only way the program reads: stages never touch the disk, and tests hand in a folder that is not one. */
export interface FilePort {
  /** The bytes of a file, or undefined when there is none. Refuses files above `limit` bytes without reading them. */
  readonly read: (path: string, limit?: number) => FileBytes;
  /** Paths of all files below a folder, sorted, relative to the project root; empty when the folder is missing. */
  readonly list: (folder: string) => readonly string[];
  /** The same without those of folders below it. */
  readonly siblings: (folder: string) => readonly string[];
}

export type FileBytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'unreadable'; readonly reason: string };
