import type { Position } from '../core/position.js';
import type { EndpointFacts } from '../docs/types.js';
import type { OperationView } from './spec-view.js';
import type { ChangeRuleId, DriftSeverity, RuleId } from './types.js';

/** What one side says on one subject of a topic. `value` is compared, `shown` is what people read. */
export interface DocsClaim {
  /** What it is about: a parameter's name, a field's path; '' where a topic has one subject only. */
  readonly subject: string;
  readonly value: string;
  readonly shown: string;
  readonly quote: string;
  readonly at: Position;
}

export interface SpecClaim {
  readonly subject: string;
  readonly value: string;
  readonly shown: string;
}

/** Where the spec speaks of a subject, or would. */
export interface SpecPlace {
  /** As a waiver names it. */
  readonly pointer: string;
  readonly at: Position;
}

/** How two sides can disagree: both speak, or one of them is silent. */
export type Mismatch = 'differs' | 'docs-only' | 'spec-only';

/** Where a page speaks of something, or would. */
export interface DocsSpot {
  readonly at: Position;
  readonly quote: string;
}

/**
 * One thing that a half of a page speaks of, such as the maximum of a parameter. The same claims serve to hold the
 * spec, the other language and an older capture against it. `F` is what the half says: of an endpoint, as a rule.
 */
export interface DocsTopic<F> {
  readonly name: string;
  /** Undefined where the page does not speak of the topic at all: then nothing is missing. */
  readonly docs: (facts: F) => readonly DocsClaim[] | undefined;
  /** Where on the page the subject would stand. */
  readonly docsPlace: (facts: F, subject: string) => DocsSpot;
  /** Whether the page has the thing that the subject is a property of. A missing parameter has no missing maximum. */
  readonly inDocs?: (facts: F, subject: string) => boolean;
  /** The same between two captures, where nothing may go silent unnoticed; `inDocs` unless given. */
  readonly inCapture?: (facts: F, subject: string) => boolean;
  /** All that the page says, where the subjects are the entries of one list: that is what people want to see. */
  readonly list?: (facts: F) => string;
  /** Whether two claims of the docs mean the same; equality of `value` unless given. */
  readonly alike?: (left: DocsClaim, right: DocsClaim) => boolean;
  /** Reference tokens below the endpoint: what a finding between pages is about, wherever it stands. */
  readonly tokens: (subject: string) => readonly string[];
  /** Whether one half must speak where the other does. A half that says less than the other is no contradiction. */
  readonly silenceCounts: boolean;
  /** For disagreements between the languages. */
  readonly severity: DriftSeverity;
}

/** A topic that the spec speaks of as well. Rules pick the mismatches that matter. */
export interface Topic extends DocsTopic<EndpointFacts> {
  /** Claims for the spec alone to be held against, where they are others than `docs`. */
  readonly docsForSpec?: (facts: EndpointFacts) => readonly DocsClaim[] | undefined;
  readonly spec: (operation: OperationView) => readonly SpecClaim[];
  readonly specPlace: (operation: OperationView, subject: string) => SpecPlace;
  readonly inSpec?: (operation: OperationView, subject: string) => boolean;
  /** Equality of `value` unless given. */
  readonly agrees?: (docs: DocsClaim, spec: SpecClaim) => boolean;
}

/** A rule that holds the docs against the spec. */
export interface SpecRule {
  readonly id: RuleId;
  readonly severity: DriftSeverity | ((mismatch: SpecMismatch) => DriftSeverity);
  /** Of a severity that depends on the mismatch; `refused` unless given. */
  readonly worst?: DriftSeverity;
  readonly topic: Topic;
  readonly on: readonly Mismatch[];
}

/** A disagreement of one half with the spec. */
export interface SpecMismatch {
  readonly kind: Mismatch;
  readonly subject: string;
  readonly docs?: DocsClaim;
  readonly spec?: SpecClaim;
  readonly docsAt: Position;
  readonly quote: string;
}

/**
 * How a half of a newer capture differs from the same half of an older one. `begins` and `ends`: the newer one speaks
 * of the topic for the first time, or no longer.
 */
export type ChangeKind = 'added' | 'removed' | 'changed' | 'begins' | 'ends';

export interface DocsChange {
  readonly kind: ChangeKind;
  readonly subject: string;
  readonly older?: DocsClaim;
  readonly newer?: DocsClaim;
  readonly olderSpot: DocsSpot;
  readonly newerSpot: DocsSpot;
  /** The whole lists that the subject stands in, for topics that have one. */
  readonly lists?: { readonly before: string; readonly after: string };
}

/** A rule that holds a newer capture against an older one; its severity is for a caller who goes by the older one. */
export interface ChangeRule<F> {
  readonly id: ChangeRuleId;
  readonly severity: DriftSeverity | ((change: DocsChange, newer: F) => DriftSeverity);
  /** Of a severity that depends on the change; `refused` unless given. */
  readonly worst?: DriftSeverity;
  readonly topic: DocsTopic<F>;
  readonly on: readonly ChangeKind[];
}

/** A rule without a topic: what it finds is a thing as a whole. */
export interface LoneRule<Id = RuleId> {
  readonly id: Id;
  readonly severity: DriftSeverity;
}

/** A rule that holds one half of a page against itself. */
export interface PageRule {
  readonly id: RuleId;
  readonly severity: DriftSeverity;
  readonly check: (facts: EndpointFacts) => readonly PageTrouble[];
}

export interface PageTrouble {
  /** Reference tokens below the operation: `['parameters', 'symbol']`. */
  readonly where: readonly string[];
  readonly subject: string;
  readonly shown: string;
  readonly quote: string;
  readonly at: Position;
  /** Other places on the page that belong to it. */
  readonly others?: readonly { readonly at: Position; readonly message: string }[];
}
