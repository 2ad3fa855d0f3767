import type { Position } from '../core/position.js';
import type { EndpointFacts } from '../docs/types.js';
import type { OperationView } from './spec-view.js';
import type { DriftSeverity, RuleId } from './types.js';

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

/**
 * One thing that docs and spec both speak of, such as the maximum of a parameter. Rules pick the mismatches that
 * matter; the same claims serve to hold the two languages of a page against each other.
 */
export interface Topic {
  readonly name: string;
  /** Undefined where the page does not speak of the topic at all: then nothing is missing. */
  readonly docs: (facts: EndpointFacts) => readonly DocsClaim[] | undefined;
  readonly spec: (operation: OperationView) => readonly SpecClaim[];
  readonly specPlace: (operation: OperationView, subject: string) => SpecPlace;
  /** Where on the page the subject would stand. */
  readonly docsPlace: (facts: EndpointFacts, subject: string) => { readonly at: Position; readonly quote: string };
  /** Whether a side has the thing that the subject is a property of. A missing parameter has no missing maximum. */
  readonly inSpec?: (operation: OperationView, subject: string) => boolean;
  readonly inDocs?: (facts: EndpointFacts, subject: string) => boolean;
  /** Equality of `value` unless given. */
  readonly agrees?: (docs: DocsClaim, spec: SpecClaim) => boolean;
  /** Whether one half must speak where the other does. A half that says less than the other is no contradiction. */
  readonly silenceCounts: boolean;
  /** For disagreements between the languages. */
  readonly severity: DriftSeverity;
}

/** A rule that holds the docs against the spec. */
export interface SpecRule {
  readonly id: RuleId;
  readonly severity: DriftSeverity | ((mismatch: SpecMismatch) => DriftSeverity);
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
