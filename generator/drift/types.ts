import type { Position } from '../core/position.js';
import type { RelatedPlace } from '../core/diagnostic.js';
import type { Language } from '../docs/types.js';

/** What a disagreement does to a caller, worst first. */
export const DRIFT_SEVERITIES = ['breaks-call', 'refused', 'mistyped', 'cosmetic'] as const;
export type DriftSeverity = (typeof DRIFT_SEVERITIES)[number];

/** The closed set of rules of `drift`. People write these ids into waivers: none is ever renamed. */
export const RULE_IDS = [
  'operation-removed',
  'operation-deprecated',
  'operation-method',
  'operation-path',
  'security-type',
  'request-weight',
  'request-weight-scope',
  'parameter-missing',
  'parameter-unknown',
  'parameter-type',
  'parameter-required',
  'parameter-condition',
  'parameter-choice',
  'parameter-values',
  'parameter-maximum',
  'parameter-minimum',
  'parameter-length',
  'parameter-default',
  'response-shape',
  'response-untyped',
  'response-field-missing',
  'response-field-unknown',
  'response-type',
  'error-code-missing',
  'error-code-unknown',
  'error-name',
  'error-message',
  'docs-inconsistent-languages',
  'docs-inconsistent-mandatory',
  'docs-inconsistent-response-type',
  'docs-inconsistent-response-field',
  'docs-example-not-json',
  'docs-duplicate-parameter',
  'docs-duplicate-error-code',
  'docs-duplicate-error-name',
  'page-incomplete',
  'page-duplicate',
  'waiver-unused',
  'waiver-stale',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** The closed set of rules of `docs diff`: what changed between two captures. */
export const CHANGE_RULE_IDS = [
  'endpoint-added',
  'endpoint-removed',
  'endpoint-moved',
  'endpoint-deprecated',
  'event-added',
  'event-removed',
  'event-renamed',
  'definition-added',
  'definition-removed',
  'definition-value-added',
  'definition-value-removed',
  'security-type-changed',
  'request-weight-changed',
  'request-weight-scope-changed',
  'rate-limit-changed',
  'parameter-added',
  'parameter-removed',
  'parameter-type-changed',
  'parameter-required-changed',
  'parameter-condition-changed',
  'parameter-requirement-changed',
  'parameter-values-changed',
  'parameter-maximum-changed',
  'parameter-minimum-changed',
  'parameter-length-changed',
  'parameter-pattern-changed',
  'parameter-unit-changed',
  'parameter-default-changed',
  'note-changed',
  'section-added',
  'section-removed',
  'response-shape-changed',
  'response-field-added',
  'response-field-removed',
  'response-type-changed',
  'response-example-type-changed',
  'error-code-added',
  'error-code-removed',
  'error-name-changed',
  'error-message-changed',
] as const;
export type ChangeRuleId = (typeof CHANGE_RULE_IDS)[number];

/** What one half of a page says on the matter of a finding. */
export interface FindingPlace {
  readonly language: Language;
  readonly at: Position;
  /** Without markup; '' where the half is silent. */
  readonly quote: string;
}

/** A further place, in the language of the half that it stands in. */
export interface RelatedDocs extends RelatedPlace {
  readonly language?: Language;
}

/** One disagreement between the spec and the docs, or of the docs with themselves. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: DriftSeverity;
  /**
   * JSON Pointer into the merged spec, in which parameters and error codes go by name (`…/parameters/symbol`,
   * `…/x-error-codes/-3015`): it stays the same when a list is reordered. Waivers name findings by rule and pointer.
   */
  readonly pointer: string;
  /** `POST /sapi/v1/margin/order`; none for findings about the waivers file. */
  readonly operation?: string;
  readonly spec?: Position;
  readonly docs?: Position;
  /** Every half that speaks of it, or is silent where it should not be; the one at `docs` first. */
  readonly places: readonly FindingPlace[];
  readonly related: readonly RelatedDocs[];
  readonly languages: readonly Language[];
  /** The texts of the page that this finding rests on: what a waiver is bound to. */
  readonly quotes: readonly string[];
  /** What the merged spec has at `pointer`, as text, where that is a single value. */
  readonly specValue?: string;
  readonly message: string;
  /** What to change, and in which file. */
  readonly change: string;
  readonly waived?: { readonly reason: string; readonly at: Position };
}

/** A disagreement kept on purpose. */
export interface Waiver {
  readonly rule: RuleId;
  readonly pointer: string;
  readonly reason: string;
  /** The texts of the page it was judged on. White space, markup and width do not count. */
  readonly docs: readonly string[];
  /** The value of the spec at `pointer` that was judged right, where the waiver is bound to it as well. */
  readonly spec?: string;
  readonly at: Position;
}

export interface CheckedOperation {
  readonly operation: string;
  readonly files: readonly string[];
  readonly languages: readonly Language[];
}

export interface UncheckedOperation {
  readonly operation: string;
  readonly at: Position;
  /** The day of the last capture that had it, where one is known. */
  readonly since?: string;
}

export interface UnknownEndpoint {
  readonly operation: string;
  readonly at: Position;
}

/** What the comparison could see. An operation without a page is not checked; it is never "removed". */
export interface Coverage {
  readonly checked: readonly CheckedOperation[];
  readonly notChecked: readonly UncheckedOperation[];
  /** Documented on a given page, and not in the spec. */
  readonly notInSpec: readonly UnknownEndpoint[];
}

export interface DriftReport {
  /** Worst first, then by operation and place. Waived ones are among them, and say so. */
  readonly findings: readonly Finding[];
  /** How many are not waived: drift fails unless this is 0. */
  readonly unwaived: number;
  readonly coverage: Coverage;
}
