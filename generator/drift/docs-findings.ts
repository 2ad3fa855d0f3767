import { pointerTo } from '../core/json.js';
import type { EndpointFacts, Language } from '../docs/types.js';
import { byCodeUnit } from '../core/mutable-json.js';
import type { DocsFinding, DocsPlace } from './docs-report.js';
import { LANGUAGE_NAMES } from '../core/language.js';
import type { ChangeRule, DocsChange } from './topic.js';
import { pathOf } from './topics/page-response.js';
import { DRIFT_SEVERITIES, type DriftSeverity } from './types.js';
import { CHANGE_WORDING, type ChangeWords } from './wording-changes.js';

/** What a finding is about: the endpoint, the event, the list of values. */
export interface About {
  readonly group: string;
  /** The list of values, for the entries of one. */
  readonly list?: string;
  readonly pointer: string;
}

interface Halves<F> {
  readonly language: Language;
  readonly newer: F;
}

/** One change of one half, in the words of its rule. */
export const changeFinding = <F>(
  rule: ChangeRule<F>,
  change: DocsChange,
  { group, list, pointer, language, newer }: About & Halves<F>,
): DocsFinding => {
  const { olderSpot, newerSpot } = change;
  const severity = typeof rule.severity === 'function' ? rule.severity(change, newer) : rule.severity;
  const about = { subject: pathOf(change.subject), topic: rule.topic.name, group: list ?? group };
  const words = { ...spoken(change), ...about, severity };
  return {
    rule: rule.id,
    severity,
    group,
    pointer: tokensOf(rule, change).reduce<string>(pointerTo, pointer),
    message: CHANGE_WORDING[rule.id].message(words),
    change: CHANGE_WORDING[rule.id].change(words),
    languages: [language],
    places: [
      { capture: 'newer', language, ...spotOf(newerSpot) },
      { capture: 'older', language, ...spotOf(olderSpot) },
    ],
  };
};

/** Where a topic as a whole begins or ends there is no subject. */
const tokensOf = <F>({ topic }: ChangeRule<F>, { kind, subject }: DocsChange): readonly string[] =>
  kind === 'begins' || kind === 'ends' ? topic.tokens('').slice(0, 1) : topic.tokens(subject);

/** An entry more in a list is a change of the list. */
const spoken = ({ kind, older, newer, lists }: DocsChange): Pick<ChangeWords, 'kind' | 'before' | 'after'> => {
  if (lists && lists.before !== '' && lists.after !== '') return { kind: 'changed', ...lists };
  return { kind, before: older?.shown ?? '', after: newer?.shown ?? '' };
};

const spotOf = ({ at, quote }: DocsChange['olderSpot']): Pick<DocsPlace, 'at' | 'quote'> => ({ at, quote });

/**
 * Findings of one rule at one pointer are one finding. Where both halves changed alike they share their words; where
 * only one changed, or each in its own way, that is said.
 */
export const joinDocsFindings = (
  findings: readonly DocsFinding[],
  compared: readonly Language[],
): readonly DocsFinding[] => {
  const joined = new Map<string, DocsFinding[]>();
  for (const finding of findings) {
    const key = `${finding.rule}\n${finding.pointer}`;
    const known = joined.get(key);
    if (known) known.push(finding);
    else joined.set(key, [finding]);
  }
  return [...joined.values()].flatMap((alike) => join(alike, compared));
};

const join = (findings: readonly DocsFinding[], compared: readonly Language[]): readonly DocsFinding[] => {
  const [first] = findings;
  if (!first) return [];
  const languages = [...new Set(findings.flatMap((finding) => finding.languages))];
  const severities = findings.map((finding) => DRIFT_SEVERITIES.indexOf(finding.severity));
  const severity = DRIFT_SEVERITIES[Math.min(...severities)] ?? first.severity;
  const worst = findings.find((finding) => finding.severity === severity) ?? first;
  return [
    {
      ...worst,
      message: messageOf(findings, compared),
      languages,
      places: findings.flatMap(({ places }) => places).sort(byCapture),
    },
  ];
};

const messageOf = (findings: readonly DocsFinding[], compared: readonly Language[]): string => {
  const byLanguage = new Map<Language | undefined, string>();
  for (const { languages, message } of findings) {
    const [language] = languages;
    const told = byLanguage.get(language);
    if (told === undefined) byLanguage.set(language, message);
    else if (!told.includes(message)) byLanguage.set(language, `${told} ${message}`);
  }
  const [one, ...others] = [...new Set(byLanguage.values())];
  const named = [...byLanguage].map(([language, message]) => `${language ? LANGUAGE_NAMES[language] : ''}: ${message}`);
  if (others.length > 0) return named.join(' ');
  return byLanguage.size < compared.length ? (named[0] ?? '') : (one ?? '');
};

/** The newer capture first: that is where people look. Within it, the order in which it was found. */
const byCapture = (left: DocsPlace, right: DocsPlace): number =>
  Number(left.capture === 'older') - Number(right.capture === 'older');

export const byWeight = (left: DocsFinding, right: DocsFinding): number =>
  DRIFT_SEVERITIES.indexOf(left.severity) - DRIFT_SEVERITIES.indexOf(right.severity) ||
  byCodeUnit(left.group, right.group) ||
  (left.places[0]?.at.line ?? 0) - (right.places[0]?.at.line ?? 0) ||
  byCodeUnit(left.rule + left.pointer, right.rule + right.pointer);

/** A finding about a thing as a whole. */
export const wholeFinding = (
  { rule, severity }: { readonly rule: DocsFinding['rule']; readonly severity: DriftSeverity },
  about: About,
  told: Pick<DocsFinding, 'message' | 'change' | 'places'>,
): DocsFinding => ({
  rule,
  severity,
  group: about.group,
  pointer: about.pointer,
  languages: [...new Set(told.places.map(({ language }) => language))],
  ...told,
});

/** Where the halves of an entry name their endpoint, in one capture. */
export const requestLines = (capture: DocsPlace['capture'], halves: readonly EndpointFacts[]): readonly DocsPlace[] =>
  halves.map(({ language, path: { at, quote } }) => ({ capture, language, at, quote }));
