import type { HttpMethod } from '../core/http-methods.js';
import type { Position } from '../core/position.js';
import type { SourceDoc } from '../core/source.js';

/** A source in which no key stands twice any more, and what was done to get there. */
export interface Repaired {
  readonly doc: SourceDoc;
  readonly repairs: readonly Repair[];
}

/** One path key that stood several times, made into one. */
export interface Repair {
  readonly kind: 'path-items-merged';
  /** The path, as `/sapi/v1/margin/order`. */
  readonly key: string;
  /** Where the key stands, in the order of the file. */
  readonly places: readonly Position[];
  /** Every operation of the merged path item, and the key it came from. */
  readonly operations: readonly RepairedOperation[];
  /** Operations that stood again with the same content and were dropped. */
  readonly dropped: readonly DroppedOperation[];
  /** What held for one of the twins only and now stands in its operations. */
  readonly movedFields: readonly MovedField[];
  /** All of this in a sentence or two. */
  readonly sentence: string;
}

export interface RepairedOperation {
  readonly method: HttpMethod;
  readonly at: Position;
  /** The path key that the operation stood under. */
  readonly from: Position;
}

export interface DroppedOperation {
  readonly method: HttpMethod;
  readonly at: Position;
  readonly keptAt: Position;
}

export interface MovedField {
  /** Such as `parameters`. */
  readonly field: string;
  readonly at: Position;
  readonly methods: readonly HttpMethod[];
}
