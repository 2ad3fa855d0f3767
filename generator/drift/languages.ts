import type { Position } from '../core/position.js';
import type { EndpointFacts, Fact } from '../docs/types.js';
import type { DocsClaim, DocsTopic } from './topic.js';

/** What the languages, or two captures, can be compared in: of what was cut off, nothing is missing. */
export interface Half {
  readonly incomplete?: Fact;
}

/** A subject on which the two halves of a page disagree. A half without a claim is silent on it. */
export interface LanguageMismatch<F = EndpointFacts> {
  readonly subject: string;
  readonly halves: readonly [HalfClaim<F>, HalfClaim<F>];
}

export interface HalfClaim<F = EndpointFacts> {
  readonly facts: F;
  readonly claim?: DocsClaim;
  /** Where a topic is a list: all that the half says on it, for a subject on which it is silent. */
  readonly list?: string;
  readonly at: Position;
  readonly quote: string;
}

/** Holds the halves against each other, on the claims that are held against the spec as well. */
export const compareLanguages = <F extends Half>(
  topic: DocsTopic<F>,
  left: F,
  right: F,
): readonly LanguageMismatch<F>[] => {
  const lefts = claimsOf(topic, left);
  const rights = claimsOf(topic, right);
  if (!lefts || !rights) return [];
  const subjects = new Set([...lefts.keys(), ...rights.keys()]);
  return [...subjects].flatMap((subject) => {
    const [a, b] = [lefts.get(subject), rights.get(subject)];
    if (a && b && sameClaims(topic, a, b)) return [];
    if ((!a || !b) && !isMissing(topic, a ? right : left, subject)) return [];
    return [
      {
        subject,
        halves: [half(topic, left, { subject, claim: a }), half(topic, right, { subject, claim: b })] as const,
      },
    ];
  });
};

export const sameClaims = <F>(topic: DocsTopic<F>, left: DocsClaim, right: DocsClaim): boolean =>
  left.value === right.value || (topic.alike?.(left, right) ?? false);

export const claimsOf = <F>(topic: DocsTopic<F>, facts: F): ReadonlyMap<string, DocsClaim> | undefined => {
  const claims = topic.docs(facts);
  return claims && new Map(claims.map((claim) => [claim.subject, claim]));
};

const isMissing = <F extends Half>(topic: DocsTopic<F>, facts: F, subject: string): boolean =>
  topic.silenceCounts && facts.incomplete === undefined && (!topic.inDocs || topic.inDocs(facts, subject));

const half = <F>(
  topic: DocsTopic<F>,
  facts: F,
  { subject, claim }: { readonly subject: string; readonly claim: DocsClaim | undefined },
): HalfClaim<F> => {
  const place = claim ?? topic.docsPlace(facts, subject);
  const list = claim ? '' : (topic.list?.(facts) ?? '');
  return { facts, at: place.at, quote: place.quote, ...(claim ? { claim } : {}), ...(list === '' ? {} : { list }) };
};
