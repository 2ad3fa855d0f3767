import type { Position } from '../core/position.js';
import { findAnnouncement } from './removal-announced.js';
import { documentedBy, holdsEveryPage, isMentioned } from './removal-pages.js';
import { isDelisted } from './navigation.js';
import type { Snapshot } from './snapshot.js';
import type { EndpointFacts } from './types.js';

export { findMoved } from './removal-moved.js';
export { holdsEveryPage } from './removal-pages.js';

/** The endpoint that is looked for: as the spec has it, or as an older capture had it. */
export interface EndpointRef {
  readonly method: string;
  readonly path: string;
  /** The page that documented it. */
  readonly identity?: string;
  /** When that page was captured last. */
  readonly updatedAt?: string;
}

export type Evidence =
  | { readonly kind: 'present'; readonly at: Position }
  | {
      readonly kind: 'removed';
      readonly by: 'change-log' | 'navigation' | 'complete-capture';
      readonly at?: Position;
      readonly date?: string;
      readonly quote?: string;
    }
  | { readonly kind: 'not-seen'; readonly since?: string };

/**
 * What a capture says about an endpoint. It is removed when the change log says so, when the navigation no longer lists
 * its page, or when a complete capture has it nowhere. That a file is missing, empty, cut off or holds something else
 * says nothing.
 */
export const findEvidence = (endpoint: EndpointRef, snapshot: Snapshot): Evidence => {
  const documented = documentedBy(endpoint, snapshot);
  const announced = findAnnouncement(endpoint, snapshot.pages);
  const here = documented.find((facts) => !isLeftover(facts, announced?.date, snapshot));
  if (here) return { kind: 'present', at: here.method.at };
  if (announced) {
    const { at, date, quote } = announced;
    return { kind: 'removed', by: 'change-log', at, quote, ...(date === undefined ? {} : { date }) };
  }
  return evidenceOfCapture(endpoint, snapshot);
};

/** A page that was last captured before the removal was announced, and was not there to be captured afterwards. */
const isLeftover = (facts: EndpointFacts, removed: string | undefined, snapshot: Snapshot): boolean => {
  const { identity, updatedAt } = facts;
  if (removed === undefined || updatedAt === undefined || updatedAt.slice(0, 10) >= removed) return false;
  const captured = snapshot.capture?.pages.find((page) => page.identity === identity?.value);
  if (captured) return captured.state === 'kept';
  return snapshot.pages.some((page) => (page.updatedAt?.slice(0, 10) ?? '') >= removed);
};

const evidenceOfCapture = (endpoint: EndpointRef, snapshot: Snapshot): Evidence => {
  const { identity, updatedAt } = endpoint;
  const { capture } = snapshot;
  const since = /^\d{4}-\d\d-\d\d/.exec(updatedAt ?? '')?.[0];
  const unseen: Evidence = { kind: 'not-seen', ...(since === undefined ? {} : { since }) };
  if (!capture || isMentioned(endpoint, snapshot)) return unseen;
  const date = capture.capturedAt.slice(0, 10);
  if (identity !== undefined && isDelisted(identity, capture)) return { kind: 'removed', by: 'navigation', date };
  return holdsEveryPage(snapshot) ? { kind: 'removed', by: 'complete-capture', date } : unseen;
};
