import { halfIn, type EndpointGroup } from './groups.js';
import { joinFindings, languageFinding, pageFinding, specFinding } from './findings.js';
import { compareLanguages, type LanguageMismatch } from './languages.js';
import { findMismatches } from './mismatches.js';
import { PAGE_RULES, SPEC_RULES } from './rules/index.js';
import type { OperationView } from './spec-view.js';
import type { SpecMismatch, Topic } from './topic.js';
import type { EndpointFacts } from '../docs/types.js';
import type { Finding } from './types.js';

/** All findings about one operation and the page that documents it. */
export const compareGroup = (operation: OperationView, group: EndpointGroup): readonly Finding[] => {
  const topics = [...new Set(SPEC_RULES.map((rule) => rule.topic))];
  const against = topics.flatMap((topic) => compareTopic(topic, operation, group));
  const within = group.halves.flatMap((facts) =>
    PAGE_RULES.flatMap((rule) => rule.check(facts).map((trouble) => pageFinding(rule, operation, { facts, trouble }))),
  );
  return joinFindings([...against, ...within]);
};

interface HalfMismatches {
  readonly facts: EndpointFacts;
  readonly mismatches: readonly SpecMismatch[];
}

/**
 * One topic: the languages against each other, then each half against the spec. Where the languages disagree and the
 * spec agrees with one of them, that is one finding, not two: the spec has taken a side.
 */
const compareTopic = (topic: Topic, operation: OperationView, group: EndpointGroup): readonly Finding[] => {
  const halves = group.halves.map((facts) => ({ facts, mismatches: findMismatches(topic, operation, facts) }));
  const between = languageMismatches(topic, group);
  const told = between.map((mismatch) => {
    const first = !isAgainst(halves, mismatch, 0) && isAgainst(halves, mismatch, 1) ? 1 : 0;
    return languageFinding(topic, operation, { ...mismatch, first });
  });
  const against = halves.flatMap(({ facts, mismatches }) =>
    mismatches
      .filter((mismatch) => !isSettled(mismatch, { between, halves }) && !isSaidElsewhere(topic, mismatch, group))
      .flatMap((mismatch) =>
        rulesFor(topic, mismatch).map((rule) => specFinding(rule, operation, { facts, mismatch })),
      ),
  );
  return [...told, ...against];
};

const languageMismatches = (topic: Topic, group: EndpointGroup): readonly LanguageMismatch[] => {
  const [english, chinese] = [halfIn(group, 'en'), halfIn(group, 'zh')];
  return english && chinese ? compareLanguages(topic, english, chinese) : [];
};

/** Whether the spec disagrees with that half of a language mismatch. */
const isAgainst = (halves: readonly HalfMismatches[], mismatch: LanguageMismatch, index: 0 | 1): boolean =>
  halves.some(
    ({ facts, mismatches }) =>
      facts === mismatch.halves[index].facts && mismatches.some(({ subject }) => subject === mismatch.subject),
  );

const isSettled = (
  { subject }: SpecMismatch,
  { between, halves }: { readonly between: readonly LanguageMismatch[]; readonly halves: readonly HalfMismatches[] },
): boolean => {
  const mismatch = between.find((each) => each.subject === subject);
  return mismatch !== undefined && isAgainst(halves, mismatch, 0) !== isAgainst(halves, mismatch, 1);
};

/** Where a half may be silent, it is enough that the other one speaks. */
const isSaidElsewhere = (topic: Topic, { kind, subject }: SpecMismatch, group: EndpointGroup): boolean =>
  kind === 'spec-only' &&
  !topic.silenceCounts &&
  group.halves.some((facts) => topic.docs(facts)?.some((claim) => claim.subject === subject) ?? false);

const rulesFor = (topic: Topic, mismatch: SpecMismatch): typeof SPEC_RULES =>
  SPEC_RULES.filter((rule) => rule.topic === topic && rule.on.includes(mismatch.kind));
