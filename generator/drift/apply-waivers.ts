import { comparable } from '../core/plain-text.js';
import type { OperationView } from './spec-view.js';
import type { Finding, RuleId, Waiver } from './types.js';
import { WORDING } from './wording.js';

/**
 * Marks the findings that a waiver keeps. A waiver holds for the text it was judged on: when the page says something
 * else, the finding stands again and the waiver is a finding too. So is one that matches nothing, unless no page was
 * there to judge it by.
 */
export const applyWaivers = (
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  unchecked: readonly OperationView[],
): readonly Finding[] => {
  const matched = findings.map((finding) => {
    const waiver = waivers.find((each) => isAbout(each, finding) && sameTexts(each.docs, finding.quotes));
    return waiver ? { ...finding, waived: { reason: waiver.reason, at: waiver.at } } : finding;
  });
  const own = waivers.flatMap((waiver) => {
    const about = findings.find((finding) => isAbout(waiver, finding));
    if (about && sameTexts(waiver.docs, about.quotes)) return [];
    if (about) return [waiverFinding('waiver-stale', waiver, about.quotes.join(' / '))];
    return unchecked.some(({ pointer }) => isBelow(waiver.pointer, pointer))
      ? []
      : [waiverFinding('waiver-unused', waiver, '')];
  });
  return [...matched, ...own];
};

const isAbout = (waiver: Waiver, finding: Finding): boolean =>
  waiver.rule === finding.rule && waiver.pointer === finding.pointer;

const isBelow = (pointer: string, ancestor: string): boolean =>
  pointer === ancestor || pointer.startsWith(`${ancestor}/`);

const sameTexts = (left: readonly string[], right: readonly string[]): boolean => {
  const [a, b] = [left, right].map((texts) => [...new Set(texts.map(comparable))].sort().join('\n'));
  return a === b;
};

const waiverFinding = (rule: RuleId, waiver: Waiver, docs: string): Finding => {
  const words = {
    kind: 'spec-only',
    subject: `${waiver.rule} at ${waiver.pointer}`,
    docs,
    spec: '',
    place: '',
  } as const;
  return {
    rule,
    severity: 'cosmetic',
    pointer: waiver.pointer,
    spec: waiver.at,
    related: [],
    languages: [],
    quotes: [],
    message: WORDING[rule].message(words),
    change: WORDING[rule].change(words),
  };
};
