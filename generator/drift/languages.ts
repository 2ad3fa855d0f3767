import type { Position } from '../core/position.js';
import type { EndpointFacts } from '../docs/types.js';
import type { DocsClaim, Topic } from './topic.js';

/** A subject on which the two halves of a page disagree. A half without a claim is silent on it. */
export interface LanguageMismatch {
  readonly subject: string;
  readonly halves: readonly [HalfClaim, HalfClaim];
}

export interface HalfClaim {
  readonly facts: EndpointFacts;
  readonly claim?: DocsClaim;
  readonly at: Position;
  readonly quote: string;
}

/** Holds the halves against each other, on the claims that are held against the spec as well. */
export const compareLanguages = (
  topic: Topic,
  left: EndpointFacts,
  right: EndpointFacts,
): readonly LanguageMismatch[] => {
  const lefts = claimsOf(topic, left);
  const rights = claimsOf(topic, right);
  if (!lefts || !rights) return [];
  const subjects = new Set([...lefts.keys(), ...rights.keys()]);
  return [...subjects].flatMap((subject) => {
    const [a, b] = [lefts.get(subject), rights.get(subject)];
    if (a?.value === b?.value) return [];
    if ((!a || !b) && !isMissing(topic, a ? right : left, subject)) return [];
    return [
      {
        subject,
        halves: [half(topic, left, { subject, claim: a }), half(topic, right, { subject, claim: b })] as const,
      },
    ];
  });
};

const claimsOf = (topic: Topic, facts: EndpointFacts): ReadonlyMap<string, DocsClaim> | undefined => {
  const claims = topic.docs(facts);
  return claims && new Map(claims.map((claim) => [claim.subject, claim]));
};

const isMissing = (topic: Topic, facts: EndpointFacts, subject: string): boolean =>
  topic.silenceCounts && facts.incomplete === undefined && (!topic.inDocs || topic.inDocs(facts, subject));

const half = (
  topic: Topic,
  facts: EndpointFacts,
  { subject, claim }: { readonly subject: string; readonly claim: DocsClaim | undefined },
): HalfClaim => {
  const place = claim ?? topic.docsPlace(facts, subject);
  return { facts, at: place.at, quote: place.quote, ...(claim ? { claim } : {}) };
};
