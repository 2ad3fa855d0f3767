import type { Position } from '../core/position.js';

/** `POST /sapi/v1/margin/order`: what documentation, spec, client and tests have in common. */
export type RequestLine = string;

/** One operation of the merged spec. */
export interface CoveredOperation {
  readonly request: RequestLine;
  /** Its place in the client, such as `margin.orders.create`. */
  readonly name: string;
  readonly isDocumented: boolean;
  readonly isGenerated: boolean;
  readonly isCalled: boolean;
}

/** The operations of one part of the client, counted. */
export interface FamilyCoverage {
  /** The first word of their names: `margin`. */
  readonly family: string;
  readonly operations: number;
  readonly documented: number;
  readonly generated: number;
  readonly called: number;
}

export interface CoverageReport {
  /** Sorted by name. */
  readonly families: readonly FamilyCoverage[];
  readonly operations: readonly CoveredOperation[];
  /** How many endpoints the pages document. */
  readonly documented: number;
  /** Documented endpoints that the spec lacks. */
  readonly missing: readonly DocumentedEndpoint[];
}

export interface DocumentedEndpoint {
  readonly request: RequestLine;
  readonly at: Position;
}

/** What is counted: each side as it stands on its own. */
export interface CoverageSources {
  readonly endpoints: readonly DocumentedEndpoint[];
  readonly operations: readonly { readonly request: RequestLine; readonly name: string }[];
  /** Request lines of the descriptors in the generated package. */
  readonly generated: ReadonlySet<RequestLine>;
  /** Request lines that the contract tests called through the packed client, all of them with success. */
  readonly called: ReadonlySet<RequestLine>;
}
