import type { Position } from '../core/position.js';
import type { EndpointRef, Evidence } from '../docs/removal.js';
import type { Snapshot } from '../docs/snapshot.js';
import type { EndpointFacts, Language } from '../docs/types.js';
import type { ChangeRuleId, DriftSeverity } from './types.js';

export type { EndpointRef, Evidence } from '../docs/removal.js';
export type { Snapshot } from '../docs/snapshot.js';

/** How the docs stage judges endpoints that a capture lacks; handed in, because stages do not call each other. */
export interface EvidenceReader {
  readonly findEvidence: (endpoint: EndpointRef, snapshot: Snapshot) => Evidence;
  /** Whether a page that is not there is sure not to exist: of a complete capture without doubtful pages. */
  readonly holdsEveryPage: (snapshot: Snapshot) => boolean;
  readonly findMoved: (older: EndpointFacts, candidates: readonly EndpointFacts[]) => EndpointFacts | undefined;
}

export type DocsRuleId = ChangeRuleId | 'docs-inconsistent-languages';

/** One change between two captures, or one disagreement between the languages of a page. */
export interface DocsFinding {
  readonly rule: DocsRuleId;
  readonly severity: DriftSeverity;
  /** `POST /sapi/v1/margin/order`, `event executionReport`, or a page's identity. */
  readonly group: string;
  /** Like a pointer into the merged spec, in which parameters, fields and error codes go by name. */
  readonly pointer: string;
  readonly message: string;
  readonly change: string;
  readonly languages: readonly Language[];
  readonly places: readonly DocsPlace[];
}

export interface DocsPlace {
  readonly capture: 'older' | 'newer';
  readonly language: Language;
  readonly at: Position;
  readonly quote: string;
}

/** `not-seen`: in the older capture only, and nothing says that it was removed. */
export interface DocsNote {
  readonly kind: 'not-seen' | 'not-compared';
  readonly subject: string;
  readonly message: string;
  readonly at?: Position;
}

export interface DocsReport {
  readonly command: 'docs diff' | 'docs compare-languages';
  readonly title: string;
  /** Worst first, then by group and place. */
  readonly findings: readonly DocsFinding[];
  readonly notes: readonly DocsNote[];
  readonly compared: Compared;
}

/** How much was there to compare on both sides. */
export interface Compared {
  readonly endpoints: number;
  readonly events: number;
  readonly definitions: number;
  readonly errorPages: number;
}
