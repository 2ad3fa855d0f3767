import type { Diagnostic } from '../core/diagnostic.js';
import type { Position } from '../core/position.js';
import type { DefinitionFact, EndpointFacts, ErrorFact } from '../docs/types.js';
import type { Finding } from '../drift/types.js';
import type { MergedSpec } from '../merge/types.js';

/** What drafts are made of. Nothing is read from disk. */
export interface DraftInput {
  /** What the pages say, both languages. */
  readonly endpoints: readonly EndpointFacts[];
  /** Lists of values that parameter tables refer to. */
  readonly definitions: readonly DefinitionFact[];
  /** The errors of the error-code pages: they name what a page gives by number only. */
  readonly errors?: readonly ErrorFact[] | undefined;
  readonly spec: MergedSpec | undefined;
  /** Of drift between these pages and this spec. Without them there are no overlays. */
  readonly findings?: readonly Finding[] | undefined;
  /** Files that exist: none is ever overwritten. */
  readonly taken: readonly string[];
  /** What a draft calls the file of a page; as it is when left out. */
  readonly nameOf?: ((file: string) => string) | undefined;
}

export interface Draft {
  readonly files: readonly DraftFile[];
  /** What could not be drafted at all, and why. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface DraftFile {
  /** Relative to the project root. */
  readonly file: string;
  readonly text: string;
  readonly kind: 'fragment' | 'overlay';
  /** `POST /sapi/v1/margin/order`, in the order of the file. */
  readonly operations: readonly string[];
  readonly review: readonly ReviewItem[];
}

/** Why a person has to look at something. The list may grow. */
export type ReviewReason =
  | 'condition'
  | 'default'
  | 'description'
  | 'effect'
  | 'enum-from-prose'
  | 'enum-unknown'
  | 'error-description'
  | 'error-message'
  | 'languages-disagree'
  | 'name'
  | 'page'
  | 'required'
  | 'response'
  | 'security'
  | 'server'
  | 'type'
  | 'type-from-one-example'
  | 'variants'
  | 'weight'
  | 'weight-scope';

/** One thing that the facts leave open, and where the page speaks of it. */
export interface ReviewItem {
  readonly text: string;
  readonly operation: string;
  /** What of the operation it is about: a pointer as drift findings have it. */
  readonly pointer: string;
  readonly at: Position;
  readonly why: ReviewReason;
}
