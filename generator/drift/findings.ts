import type { EndpointFacts } from '../docs/types.js';
import { correctionPlace } from './correction.js';
import { LANGUAGE_NAMES } from '../core/language.js';
import { bothSay, nameOf } from './language-words.js';
import type { LanguageMismatch } from './languages.js';
import type { OperationView } from './spec-view.js';
import type { PageRule, PageTrouble, SpecMismatch, SpecPlace, SpecRule, Topic } from './topic.js';
import { errorCodeTopic } from './topics/errors.js';
import { operationPlace, parameterPlace } from './topics/places.js';
import { fieldTopic } from './topics/response.js';
import type { Finding } from './types.js';
import { WORDING, type Words } from './wording.js';

export const specFinding = (
  rule: SpecRule,
  operation: OperationView,
  { facts, mismatch }: { readonly facts: EndpointFacts; readonly mismatch: SpecMismatch },
): Finding => {
  const place = rule.topic.specPlace(operation, mismatch.subject);
  const words: Words = {
    kind: mismatch.kind,
    subject: mismatch.subject,
    docs: mismatch.docs?.shown ?? '',
    spec: mismatch.spec?.shown ?? '',
    place: correctionPlace(place.at, place.pointer),
  };
  return {
    rule: rule.id,
    severity: typeof rule.severity === 'function' ? rule.severity(mismatch) : rule.severity,
    pointer: place.pointer,
    operation: operation.label,
    spec: place.at,
    docs: mismatch.docsAt,
    places: [{ language: facts.language, at: mismatch.docsAt, quote: mismatch.quote }],
    related: [],
    languages: [facts.language],
    quotes: mismatch.quote === '' ? [] : [mismatch.quote],
    message: WORDING[rule.id].message(words),
    change: WORDING[rule.id].change(words),
  };
};

/** The place is that of the half which the spec does not agree with, where it agrees with one. */
export const languageFinding = (
  topic: Topic,
  operation: OperationView,
  { subject, halves, first }: LanguageMismatch & { readonly first: 0 | 1 },
): Finding => {
  const [shown, other] = first === 0 ? halves : [halves[1], halves[0]];
  const place = topic.specPlace(operation, subject);
  const [one, two] = bothSay(halves);
  const words: Words = {
    kind: 'differs',
    subject: nameOf(topic, subject, halves),
    docs: one,
    spec: two,
    place: correctionPlace(place.at, place.pointer),
  };
  return {
    rule: 'docs-inconsistent-languages',
    severity: topic.severity,
    pointer: place.pointer,
    operation: operation.label,
    spec: place.at,
    docs: shown.at,
    places: [shown, other].map(({ facts, at, quote }) => ({ language: facts.language, at, quote })),
    related: [{ at: other.at, message: LANGUAGE_NAMES[other.facts.language], language: other.facts.language }],
    languages: [shown.facts.language, other.facts.language],
    quotes: halves.map(({ quote }) => quote).filter((quote) => quote !== ''),
    message: WORDING['docs-inconsistent-languages'].message(words),
    change: WORDING['docs-inconsistent-languages'].change(words),
  };
};

/** Where the spec speaks of what a page is at odds with itself about. */
const troublePlace = (operation: OperationView, [part, name, ...rest]: readonly string[]): SpecPlace => {
  if (part === 'parameters' && name !== undefined) return parameterPlace(operation, name, ...rest);
  if (part === 'responses' && name !== undefined) return fieldTopic.specPlace(operation, name);
  if (part === 'x-error-codes' && name !== undefined) return errorCodeTopic.specPlace(operation, name);
  return operationPlace(operation, ...[part, name, ...rest].filter((token) => token !== undefined));
};

export const pageFinding = (
  rule: PageRule,
  operation: OperationView,
  { facts, trouble }: { readonly facts: EndpointFacts; readonly trouble: PageTrouble },
): Finding => {
  const place = troublePlace(operation, trouble.where);
  const words: Words = {
    kind: 'docs-only',
    subject: trouble.subject,
    docs: trouble.shown,
    spec: '',
    place: correctionPlace(place.at, place.pointer),
  };
  return {
    rule: rule.id,
    severity: rule.severity,
    pointer: place.pointer,
    operation: operation.label,
    spec: place.at,
    docs: trouble.at,
    places: [{ language: facts.language, at: trouble.at, quote: trouble.quote }],
    related: (trouble.others ?? []).map((other) => ({ ...other, language: facts.language })),
    languages: [facts.language],
    quotes: trouble.quote === '' ? [] : [trouble.quote],
    message: WORDING[rule.id].message(words),
    change: WORDING[rule.id].change(words),
  };
};

/** Findings of one rule at one pointer are one finding: what both halves say, or several examples alike. */
export const joinFindings = (findings: readonly Finding[]): readonly Finding[] => {
  const joined = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.rule}\n${finding.pointer}`;
    const first = joined.get(key);
    joined.set(key, first ? join(first, finding) : finding);
  }
  return [...joined.values()];
};

const join = (first: Finding, second: Finding): Finding => {
  const [language] = second.languages;
  const message = second.message === first.message ? 'also here' : second.message;
  const also = second.docs && first.docs ? [{ at: second.docs, message, ...(language ? { language } : {}) }] : [];
  return {
    ...first,
    places: [...first.places, ...second.places],
    related: [...first.related, ...also, ...second.related],
    languages: [...new Set([...first.languages, ...second.languages])],
    quotes: [...first.quotes, ...second.quotes],
  };
};
