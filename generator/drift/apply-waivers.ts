import { comparable } from '../core/plain-text.js';
import type { OperationView } from './spec-view.js';
import type { Finding, RuleId, Waiver } from './types.js';
import { WORDING, type Words } from './wording.js';

/**
 * Marks the findings that a waiver keeps. A waiver holds for the text it was judged on: when the page says something
 * else, or the spec has another value than the waiver names, the finding stands again and the waiver is a finding too.
 * So is one that matches nothing, unless there was no page to judge it by, or not all of one: texts that were cut off
 * have not changed.
 */
export const applyWaivers = (
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  { unchecked, cutOff }: Unsure,
): readonly Finding[] => {
  const isPart = ({ pointer }: Waiver): boolean => cutOff.some((each) => isOf(each, pointer));
  const stalenessOf = (waiver: Waiver, finding: Finding): readonly Change[] =>
    staleness(waiver, finding, isPart(waiver));
  const matched = findings.map((finding) => {
    const waiver = waivers.find((each) => isAbout(each, finding) && stalenessOf(each, finding).length === 0);
    return waiver ? { ...finding, waived: { reason: waiver.reason, at: waiver.at } } : finding;
  });
  const own = waivers.flatMap((waiver) => {
    const about = findings.find((finding) => isAbout(waiver, finding));
    if (about) return stalenessOf(waiver, about).map((change) => waiverFinding('waiver-stale', waiver, change));
    return isPart(waiver) || unchecked.some((each) => isOf(each, waiver.pointer))
      ? []
      : [waiverFinding('waiver-unused', waiver, { kind: 'spec-only', docs: '', spec: '' })];
  });
  return [...matched, ...own];
};

/** Operations without a page, and those whose page is not all there. */
interface Unsure {
  readonly unchecked: readonly OperationView[];
  readonly cutOff: readonly OperationView[];
}

type Change = Pick<Words, 'kind' | 'docs' | 'spec'>;

/** What is no longer as it was when the waiver was written: the page, the spec. */
const staleness = (waiver: Waiver, { quotes, specValue }: Finding, isPart: boolean): readonly Change[] => [
  ...(sameTexts(isPart ? waiver.docs.filter((text) => isAmong(text, quotes)) : waiver.docs, quotes)
    ? []
    : [{ kind: 'docs-only', docs: quotes.join(' / '), spec: '' } as const]),
  ...(waiver.spec === undefined || waiver.spec === specValue
    ? []
    : [{ kind: 'spec-only', docs: '', spec: `${specValue ?? 'nothing'} instead of ${waiver.spec}` } as const]),
];

const isAbout = (waiver: Waiver, finding: Finding): boolean =>
  waiver.rule === finding.rule && waiver.pointer === finding.pointer;

/** Whether a place belongs to an operation: it stands in it, or in a component that its answer is made of. */
const isOf = ({ pointer: operation, response }: OperationView, pointer: string): boolean => {
  if (isBelow(pointer, operation)) return true;
  const component = COMPONENT.exec(pointer)?.[0];
  return component !== undefined && [...response.fields.values()].some((field) => isBelow(field.pointer, component));
};

const COMPONENT = /^\/components\/[^/]+\/[^/]+/;

const isBelow = (pointer: string, ancestor: string): boolean =>
  pointer === ancestor || pointer.startsWith(`${ancestor}/`);

const isAmong = (text: string, texts: readonly string[]): boolean =>
  texts.some((each) => comparable(each) === comparable(text));

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
