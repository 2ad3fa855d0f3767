import type { Position } from '../core/position.js';
import type { DriftSeverity } from '../drift/types.js';

/**
 * What `drift`, `docs diff`, `docs compare-languages` and `docs check` found, in one shape that every report format
 * (terminal, JSON, SARIF, GitHub annotations, Markdown, HTML) prints. All texts may come from hostile pages: whoever
 * prints one makes it inert for its format.
 */
export interface Report {
  /** The command that found it: `drift`, `docs diff`, … */
  readonly command: string;
  /** What was compared with what, in one line. */
  readonly title: string;
  /** Worst first, then by group and place. Waived ones are among them, and say so. */
  readonly findings: readonly ReportFinding[];
  /** Things worth saying that are no findings: operations that could not be checked, documented but unknown ones. */
  readonly notes: readonly ReportNote[];
  /** One line: the verdict and what was looked at. */
  readonly summary: string;
}

export interface ReportFinding {
  /** Stable; people write it into waivers and filters. */
  readonly rule: string;
  readonly severity: DriftSeverity;
  /** `POST /sapi/v1/margin/order`, or a file: findings are shown below it. */
  readonly group: string;
  /** What the finding is about in the merged spec, or a page's identity: with the rule, it is unique in a report. */
  readonly pointer: string;
  readonly message: string;
  /** What to do about it. */
  readonly change?: string;
  /** The places that disagree, the one to look at first in front. */
  readonly sides: readonly ReportSide[];
  readonly waived?: { readonly reason: string; readonly at: Position };
  /** An entry for `spec/waivers.yaml`, or a file in `spec/waivers/`, that keeps it, ready to copy. */
  readonly waiver?: string;
}

/** One place that speaks of the matter: a line of the spec, of a page in one language, of the older capture. */
export interface ReportSide {
  readonly kind: 'spec' | 'docs' | 'older-docs';
  readonly language?: 'en' | 'zh';
  /** `spec`, `docs (English)`, `before (Chinese)`, or what a further place is. */
  readonly label: string;
  readonly at: Position;
  /** The words it says, without markup, where it says any. */
  readonly quote?: string;
}

export interface ReportNote {
  readonly kind: 'not-checked' | 'not-in-spec' | 'not-seen' | 'news';
  readonly subject: string;
  readonly message: string;
  readonly at?: Position;
}

/** What each rule checks, in one sentence, for formats that list rules: SARIF, HTML. */
export interface ReportRule {
  readonly id: string;
  readonly severity: DriftSeverity;
  readonly summary: string;
}
