import type { HttpMethod } from '../core/http-methods.js';
import type { JsonObject } from '../core/json.js';
import type { Position } from '../core/position.js';

export { HTTP_METHODS, type HttpMethod } from '../core/http-methods.js';

/** One method on one path item of the merged document. */
export interface OperationRef {
  readonly path: string;
  readonly method: HttpMethod;
  /** JSON Pointer to the operation object in the merged document. */
  readonly pointer: string;
  readonly origin: Position;
}

/** The merged OpenAPI 3.1 document as plain data, and where every node of it was written. */
export interface MergedSpec {
  readonly document: JsonObject;
  readonly operations: readonly OperationRef[];
  /**
   * Where the node at a JSON Pointer was written: in upstream, a fragment, or the overlay action that last set it.
   * For a pointer to nothing, the position of its nearest existing ancestor; never undefined for a pointer below the root.
   */
  readonly originOf: (pointer: string) => Position;
}
