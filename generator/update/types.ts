/** What a change of the client does to code that uses it. */
export type Impact = 'breaking' | 'feature' | 'fix';

/** The part of a version number that a change asks for. */
export type VersionBump = 'major' | 'minor' | 'patch' | 'none';

/** One change that users of the client can notice. */
export interface ClientChange {
  readonly kind: Impact;
  /** As users call it: `margin.borrowRepay`. */
  readonly operation: string;
  /** Stable, for programs: `parameter-added`. */
  readonly what: string;
  readonly message: string;
}

export interface ClientComparison {
  /** Breaking ones first, then by operation. */
  readonly changes: readonly ClientChange[];
  readonly bump: VersionBump;
}
