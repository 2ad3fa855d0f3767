import type { Position } from './position.js';

/** `error` stops the run (exit 2); `warning` and `note` are told and the run goes on. */
export type Severity = 'error' | 'warning' | 'note';

/** The stage that speaks, then what it says: `repair/duplicate-key`. Codes are stable; people grep for them. */
export type DiagnosticCode = `${Stage}/${string}`;

export type Stage =
  | 'cli'
  | 'load'
  | 'repair'
  | 'merge'
  | 'docs'
  | 'drift'
  | 'coverage'
  | 'draft'
  | 'pull'
  | 'update'
  | 'model'
  | 'emit'
  | 'package'
  | 'validate';

/** One thing to tell the user: what is wrong, where, and what to do about it. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong, in one sentence, naming the thing itself. */
  readonly message: string;
  readonly at?: Position | undefined;
  /** Other places that matter, such as the first of two duplicate keys. */
  readonly related?: readonly RelatedPlace[] | undefined;
  /** What to do. Every error has one. */
  readonly hint?: string | undefined;
}

export interface RelatedPlace {
  readonly at: Position;
  readonly message: string;
}

/** What a stage hands on: its value, or none if an error stopped it, and all it has to say. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export const ok = <T>(value: T, diagnostics: readonly Diagnostic[] = []): Outcome<T> => ({ ok: true, value, diagnostics });

export const failed = (...diagnostics: readonly Diagnostic[]): Outcome<never> => ({ ok: false, diagnostics });

/** `ok` with the value unless one of the diagnostics is an error. */
export const outcomeOf = <T>(value: T, diagnostics: readonly Diagnostic[]): Outcome<T> =>
  diagnostics.some((diagnostic) => diagnostic.severity === 'error') ? { ok: false, diagnostics } : ok(value, diagnostics);
