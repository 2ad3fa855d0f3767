import { comparable } from '../core/plain-text.js';
import type { OperationView } from './spec-view.js';
import type { Finding, RuleId, Waiver } from './types.js';
import { WORDING, type Words } from './wording.js';

/**
 * Marks the findings that a waiver keeps. A waiver holds for the text it was judged on: when the page says something
 * else, or the spec has another value than the waiver names, the finding stands again and the waiver is a finding too.
 * So is one that matches nothing, unless no page was there to judge it by.
 */
export const applyWaivers = (
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  unchecked: readonly OperationView[],
): readonly Finding[] => {
  const matched = findings.map((finding) => {
    const waiver = waivers.find((each) => isAbout(each, finding) && staleness(each, finding).length === 0);
    return waiver ? { ...finding, waived: { reason: waiver.reason, at: waiver.at } } : finding;
  });
  const own = waivers.flatMap((waiver) => {
    const about = findings.find((finding) => isAbout(waiver, finding));
    if (about) return staleness(waiver, about).map((change) => waiverFinding('waiver-stale', waiver, change));
    return unchecked.some(({ pointer }) => isBelow(waiver.pointer, pointer))
      ? []
      : [waiverFinding('waiver-unused', waiver, { kind: 'spec-only', docs: '', spec: '' })];
  });
  return [...matched, ...own];
};

type Change = Pick<Words, 'kind' | 'docs' | 'spec'>;

/** What is no longer as it was when the waiver was written: the page, the spec. */
const staleness = (waiver: Waiver, { quotes, specValue }: Finding): readonly Change[] => [
  ...(sameTexts(waiver.docs, quotes) ? [] : [{ kind: 'docs-only', docs: quotes.join(' / '), spec: '' } as const]),
  ...(waiver.spec === undefined || waiver.spec === specValue
    ? []
    : [{ kind: 'spec-only', docs: '', spec: `${specValue ?? 'nothing'} instead of ${waiver.spec}` } as const]),
];

const isAbout = (waiver: Waiver, finding: Finding): boolean =>
  waiver.rule === finding.rule && waiver.pointer === finding.pointer;

const isBelow = (pointer: string, ancestor: string): boolean =>
  pointer === ancestor || pointer.startsWith(`${ancestor}/`);

const sameTexts = (left: readonly string[], right: readonly string[]): boolean => {
  const [a, b] = [left, right].map((texts) => [...new Set(texts.map(comparable))].sort().join('\n'));
  return a === b;
};

const waiverFinding = (rule: RuleId, waiver: Waiver, change: Change): Finding => {
  const words: Words = { ...change, subject: `${waiver.rule} at ${waiver.pointer}`, place: '' };
  return {
    rule,
    severity: 'cosmetic',
    pointer: waiver.pointer,
    spec: waiver.at,
    places: [],
    related: [],
    languages: [],
    quotes: [],
    message: WORDING[rule].message(words),
    change: WORDING[rule].change(words),
  };
};
