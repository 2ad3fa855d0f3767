import { pointerTo } from '../core/json.js';
import type { EndpointFacts, Language, PageFacts } from '../docs/types.js';
import { readDefinitionGroups } from './definition-groups.js';
import { readEntries, type DocsEntry } from './docs-entries.js';
import { byWeight, wholeFinding, type About } from './docs-findings.js';
import type { DocsFinding, DocsNote, DocsReport } from './docs-report.js';
import { halfIn } from './groups.js';
import { LANGUAGE_NAMES } from '../core/language.js';
import { bothSay, nameOf } from './language-words.js';
import { compareLanguages, type Half, type LanguageMismatch } from './languages.js';
import type { DocsTopic } from './topic.js';
import { definitionTopic } from './topics/definitions.js';
import { PAGE_TOPICS } from './topics/page-topics.js';
import { docsInconsistentLanguages } from './rules/docs-inconsistent-languages.js';
import { WORDING } from './wording.js';

/** Where the English and the Chinese half of a page contradict each other: one is wrong, and nobody knows which. */
export const compareLanguagePages = (pages: readonly PageFacts[]): DocsReport => {
  const entries = readEntries(pages);
  const lists = readDefinitionGroups(pages).filter(({ halves }) => halves.length > 1);
  const pairs = entries.flatMap((entry) => {
    const [english, chinese] = [halfIn(entry.group, 'en'), halfIn(entry.group, 'zh')];
    return english && chinese ? [{ entry, english, chinese }] : [];
  });
  const findings = [
    ...pairs.flatMap(({ entry, english, chinese }) =>
      PAGE_TOPICS[entry.kind].flatMap((topic) => between(topic, [english, chinese], aboutOf(entry))),
    ),
    ...lists.flatMap(({ label, pointer, halves: [one, two] }) =>
      one && two ? between(definitionTopic, [one, two], { group: label, pointer }) : [],
    ),
    ...oneSided(entries),
  ];
  const count = (kind: DocsEntry['kind']): number => pairs.filter(({ entry }) => entry.kind === kind).length;
  return {
    command: 'docs compare-languages',
    title: 'English against Chinese',
    findings: joinPlaces(findings).sort(byWeight),
    notes: entries.flatMap(alone),
    compared: {
      endpoints: count('endpoint'),
      events: count('event'),
      definitions: lists.length,
      errorPages: count('errors'),
    },
  };
};

const aboutOf = ({ label, pointer }: DocsEntry): About => ({ group: label, pointer });

const between = <F extends Half & { readonly language: Language }>(
  topic: DocsTopic<F>,
  [english, chinese]: readonly [F, F],
  about: About,
): readonly DocsFinding[] =>
  compareLanguages(topic, english, chinese).map((mismatch) => mismatchFinding(topic, mismatch, about));

const mismatchFinding = <F extends { readonly language: Language }>(
  topic: DocsTopic<F>,
  { subject, halves }: LanguageMismatch<F>,
  about: About,
): DocsFinding => {
  const tokens = topic.tokens(subject);
  const [one, two] = bothSay(halves);
  return wholeFinding(
    { rule: docsInconsistentLanguages.id, severity: topic.severity },
    { group: about.group, pointer: tokens.reduce<string>(pointerTo, about.pointer) },
    {
      ...inWords(nameOf(topic, subject, halves), one, two),
      places: halves.map(({ facts, at, quote }) => ({ capture: 'newer', language: facts.language, at, quote })),
    },
  );
};

const inWords = (name: string, docs: string, spec: string): Pick<DocsFinding, 'message' | 'change'> => {
  const wording = WORDING['docs-inconsistent-languages'];
  const words = { kind: 'differs', subject: name, docs, spec, place: '' } as const;
  return { message: wording.message(words), change: wording.change(words) };
};

/** On a page with both languages, an endpoint that only one of them has. */
const oneSided = (entries: readonly DocsEntry[]): readonly DocsFinding[] => {
  const languages = new Map<string, Set<Language>>();
  for (const { group } of entries) {
    const known = languages.get(group.file) ?? new Set();
    for (const { language } of group.halves) known.add(language);
    languages.set(group.file, known);
  }
  return entries.flatMap((entry) => {
    const [half, other] = entry.group.halves;
    if (!half || other || entry.kind === 'errors' || (languages.get(entry.group.file)?.size ?? 0) < 2) return [];
    return [missingTwin(entry, half)];
  });
};

const missingTwin = (entry: DocsEntry, half: EndpointFacts): DocsFinding => {
  const silent = half.language === 'en' ? 'zh' : 'en';
  return wholeFinding({ rule: docsInconsistentLanguages.id, severity: 'refused' }, aboutOf(entry), {
    ...inWords(entry.label, `${LANGUAGE_NAMES[half.language]} documents it`, `${LANGUAGE_NAMES[silent]} does not`),
    places: [{ capture: 'newer', language: half.language, at: half.path.at, quote: half.path.quote }],
  });
};

/** One finding for each place in the pointer: several errors of one code, weights of one list. */
const joinPlaces = (findings: readonly DocsFinding[]): DocsFinding[] => {
  const joined = new Map<string, DocsFinding>();
  for (const finding of findings) {
    const first = joined.get(finding.pointer);
    const more = first?.message === finding.message ? '' : ` ${finding.message}`;
    joined.set(
      finding.pointer,
      first ? { ...first, message: first.message + more, places: [...first.places, ...finding.places] } : finding,
    );
  }
  return [...joined.values()];
};

/** Only one language was captured, so nothing could be compared. */
const alone = (entry: DocsEntry): readonly DocsNote[] => {
  const [half, other] = entry.group.halves;
  if (!half || other) return [];
  const message = `Only the ${LANGUAGE_NAMES[half.language]} half is there.`;
  return [{ kind: 'not-compared', subject: entry.label, message, at: half.path.at }];
};
