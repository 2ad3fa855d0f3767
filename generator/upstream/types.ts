import type { Position } from '../core/position.js';

/** The OpenAPI document as it was found in a file. */
export interface ExtractedUpstream {
  /** Exactly the bytes of the document. */
  readonly bytes: Uint8Array;
  /** The line of the file on which it starts, from 1. */
  readonly startLine: number;
}

/** What a new copy says that the old one did not. */
export type UpstreamChange =
  | { readonly kind: 'added' | 'removed'; readonly operation: string; readonly at: Position }
  | {
      readonly kind: 'changed';
      /** An operation, or a part of the document outside of the operations, such as `components`. */
      readonly operation: string;
      /** Of the new copy. */
      readonly at: Position;
      /** What differs inside, as JSON Pointers relative to the operation, in the order of the document. */
      readonly pointers: readonly string[];
    };
