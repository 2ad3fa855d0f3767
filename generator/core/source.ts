import type { Document } from 'yaml';
import type { LineTable } from './position.js';

/** What part a source plays in the merged spec. */
export type SourceRole = 'upstream' | 'fragment' | 'overlay' | 'waivers';

/** A file that has been named but not read yet. */
export interface SourceFileRef {
  /** As shown to people: relative to the project root, forward slashes. */
  readonly file: string;
  readonly role: SourceRole;
  readonly bytes: Uint8Array;
}

/** One source as it was received: its text, and its tree in which both twins of a duplicate key still stand. */
export interface SourceDoc {
  readonly file: string;
  readonly role: SourceRole;
  readonly text: string;
  /** Lower-case hexadecimal sha256 of the bytes as received. */
  readonly sha256: string;
  readonly tree: Document.Parsed;
  readonly lines: LineTable;
}
