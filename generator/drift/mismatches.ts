import type { EndpointFacts } from '../docs/types.js';
import type { OperationView } from './spec-view.js';
import type { DocsClaim, SpecClaim, SpecMismatch, Topic } from './topic.js';

/** How one half of a page disagrees with the spec on one topic. */
export const findMismatches = (
  topic: Topic,
  operation: OperationView,
  facts: EndpointFacts,
): readonly SpecMismatch[] => {
  const docs = (topic.docsForSpec ?? topic.docs)(facts);
  if (!docs) return [];
  const spec = new Map(topic.spec(operation).map((claim) => [claim.subject, claim]));
  const told = new Set(docs.map((claim) => claim.subject));
  const fromDocs = docs.flatMap((claim) => {
    const mismatch = compareClaim(topic, operation, { claim, spec: spec.get(claim.subject) });
    return mismatch ? [mismatch] : [];
  });
  const silent = [...spec.values()].filter(
    (claim) => !told.has(claim.subject) && mustSpeak(topic, facts, claim.subject),
  );
  return [...fromDocs, ...silent.map((claim) => specOnly(topic, facts, claim))];
};

const compareClaim = (
  topic: Topic,
  operation: OperationView,
  { claim, spec }: { readonly claim: DocsClaim; readonly spec: SpecClaim | undefined },
): SpecMismatch | undefined => {
  const { subject, at, quote } = claim;
  if (!spec) {
    if (topic.inSpec && !topic.inSpec(operation, subject)) return undefined;
    return { kind: 'docs-only', subject, docs: claim, docsAt: at, quote };
  }
  const agrees = topic.agrees ? topic.agrees(claim, spec) : claim.value === spec.value;
  return agrees ? undefined : { kind: 'differs', subject, docs: claim, spec, docsAt: at, quote };
};

/** Nothing is missing from a half that was cut off. */
const mustSpeak = (topic: Topic, facts: EndpointFacts, subject: string): boolean =>
  facts.incomplete === undefined && (!topic.inDocs || topic.inDocs(facts, subject));

const specOnly = (topic: Topic, facts: EndpointFacts, claim: SpecClaim): SpecMismatch => {
  const place = topic.docsPlace(facts, claim.subject);
  return { kind: 'spec-only', subject: claim.subject, spec: claim, docsAt: place.at, quote: place.quote };
};
