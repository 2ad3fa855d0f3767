import { reason } from './compare-captures.js';
import type { EndpointRef, Evidence } from './docs-report.js';
import { operationRemoved } from './rules/operation-removed.js';
import type { OperationView } from './spec-view.js';
import type { Finding } from './types.js';
import { WORDING } from './wording.js';

/**
 * What the docs say of an operation as a whole, with or without a page: a page that an earlier capture left behind may
 * still be there after the change log has withdrawn its endpoint.
 */
export interface Judged {
  readonly operation: OperationView;
  readonly finding?: Finding;
  readonly since?: string;
}

export const judgeOperation = (
  operation: OperationView,
  findEvidence: ((endpoint: EndpointRef) => Evidence) | undefined,
): Judged => {
  const { method, path, page } = operation;
  const evidence = findEvidence?.({ method, path, ...(page === undefined ? {} : { identity: page }) });
  if (evidence?.kind === 'removed') return { operation, finding: removedFinding(operation, evidence) };
  const since = evidence?.kind === 'not-seen' ? evidence.since : undefined;
  return { operation, ...(since === undefined ? {} : { since }) };
};

const removedFinding = (operation: OperationView, evidence: Evidence & { readonly kind: 'removed' }): Finding => {
  const { label, pointer, at } = operation;
  const words = { kind: 'spec-only', subject: label, docs: reason(evidence), spec: '', place: '' } as const;
  const quote = evidence.quote ?? '';
  return {
    rule: operationRemoved.id,
    severity: operationRemoved.severity,
    pointer,
    operation: label,
    spec: at,
    ...(evidence.at ? { docs: evidence.at } : {}),
    places: [],
    related: [],
    languages: [],
    quotes: quote === '' ? [] : [quote],
    message: WORDING[operationRemoved.id].message(words),
    change: WORDING[operationRemoved.id].change(words),
  };
};
