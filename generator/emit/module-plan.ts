import type { Identifier } from '../core/names.js';

/** Names of the package itself that generated modules import. */
export type PackageName =
  | 'CallOperation'
  | 'CallOptions'
  | 'Caller'
  | 'Client'
  | 'ClientOptions'
  | 'DocumentedError'
  | 'ERROR_CODES'
  | 'EventStream'
  | 'HistoryOperation'
  | 'KnownOnly'
  | 'LeanOperation'
  | 'Operation'
  | 'ReconcileOptions'
  | 'Reconciliation'
  | 'UnknownOutcomeError'
  | 'VariantResult'
  | 'createCaller'
  | 'createFacade'
  | 'createKeySigner'
  | 'createLeanCaller'
  | 'reconcile'
  | 'withErrorCodes';

export interface ImportPlan {
  /** Module specifier, made of fixed parts and file stems. */
  readonly from: string;
  readonly values?: readonly (Identifier | PackageName)[];
  readonly types?: readonly (Identifier | PackageName)[];
}

/** One TypeScript module before it is put together: what it imports, and the text a template made. */
export interface ModulePlan {
  readonly path: string;
  readonly imports: readonly ImportPlan[];
  readonly body: string;
  /** `data`: nothing but types, literals and the names of what it imports may stand in it. */
  readonly shape: 'data' | 'code';
}
