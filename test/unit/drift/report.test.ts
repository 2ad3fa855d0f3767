import { describe, expect, test } from 'vitest';
import { compareLanguagePages } from '../../../generator/drift/compare-pages.js';
import { docsReport, driftReport, RULES } from '../../../generator/drift/report.js';
import { SEVERITY_COUNTS } from '../../../generator/drift/severity-words.js';
import type { ReportFinding } from '../../../generator/report/model.js';
import { SEVERITY_WORDS } from '../../../generator/report/words.js';
import { diffPages, pageFacts } from '../../support/drift-case.js';
import { driftOf, SEED_PAGES, seedWaivers } from '../../support/seed-pages.js';

const known = new Set(RULES.map(({ id }) => id));
const facts = SEED_PAGES.map(pageFacts);

const changed = SEED_PAGES.map((page) =>
  pageFacts({ ...page, text: page.text.replaceAll('recvWindow|', 'window|').replaceAll('(TRADE)', '(USER_STREAM)') }),
);

const REPORTS = [
  ['drift', driftReport(driftOf(SEED_PAGES))],
  ['docs diff', docsReport(diffPages(facts, changed))],
  ['docs compare-languages', docsReport(compareLanguagePages(facts))],
] as const;

describe.each(REPORTS)('%s', (command, report) => {
  test('has findings of known rules, each once for its pointer, each with a place and something to do', () => {
    expect(report.command).toBe(command);
    expect(report.findings.length).toBeGreaterThan(2);
    expect(new Set(report.findings.map(({ rule, pointer }) => `${rule} ${pointer}`)).size).toBe(report.findings.length);
    for (const finding of report.findings) {
      expect(known).toContain(finding.rule);
      expect(finding.sides.length).toBeGreaterThan(0);
      expect(finding.group).not.toBe('');
      expect(finding.change).toMatch(/\.$/);
    }
  });

  test('is summed up in one line that counts the findings', () => {
    expect(report.summary).not.toContain('\n');
    expect(report.summary).toMatch(new RegExp(`^${report.findings.length} `));
  });
});

const sides = (finding: ReportFinding | undefined): readonly string[] =>
  (finding?.sides ?? []).map(({ label, at, quote }) => `${label} ${at.line}${quote === undefined ? '' : ' quoted'}`);

test('a finding of drift shows the spec and every half, with its words', () => {
  const { findings } = driftReport(driftOf(SEED_PAGES));
  const both = findings.find(({ rule, pointer }) => rule === 'docs-inconsistent-mandatory' && /symbol/.test(pointer));
  expect(sides(both)).toEqual([
    expect.stringMatching(/^spec \d+/),
    'docs (English) 28 quoted',
    'docs (Chinese) 100 quoted',
  ]);
  expect(both?.waiver).toMatch(/- rule: docs-inconsistent-mandatory\n.*pointer/);
});

test('a waived one says why and offers no waiver; one about a waiver neither', () => {
  const waivers = seedWaivers();
  const [first] = driftReport(driftOf(SEED_PAGES, waivers)).findings;
  expect(first).toMatchObject({ waived: { reason: 'as the page stands' } });
  expect(first?.waiver).toBeUndefined();
  const lapsed = waivers.map((waiver) => ({ ...waiver, docs: ['something else'] }));
  const stale = driftReport(driftOf(SEED_PAGES, lapsed)).findings.find(({ rule }) => rule === 'waiver-stale');
  expect(stale?.sides).toMatchObject([{ kind: 'spec', label: 'waiver', at: { file: 'waivers.yaml' } }]);
  expect(stale?.waiver).toBeUndefined();
});

test('operations without a page are notes', () => {
  expect(driftReport(driftOf(SEED_PAGES)).notes).toMatchObject([
    { kind: 'not-checked', subject: 'GET /sapi/v1/margin/borrow-repay' },
  ]);
});

test('a change between captures shows both captures in both languages, the newer one first', () => {
  const { findings } = docsReport(diffPages(facts, changed));
  const gone = findings.find(({ rule }) => rule === 'parameter-removed');
  expect(gone?.sides.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
    'docs after (English)',
    'docs after (Chinese)',
    'older-docs before (English)',
    'older-docs before (Chinese)',
  ]);
});

test('counts and findings word what a severity does to a caller alike', () => {
  expect(SEVERITY_COUNTS).toEqual(SEVERITY_WORDS);
  const { summary, findings } = docsReport(diffPages(facts, changed));
  const [worst] = findings;
  expect(summary).toContain(`${SEVERITY_WORDS[worst?.severity ?? 'cosmetic']}`);
});

test('every place on a page says its language, so that a filter by language misses none', () => {
  const all = [driftReport(driftOf(SEED_PAGES)), docsReport(diffPages(facts, changed))].flatMap(
    (each) => each.findings,
  );
  const onPages = all.flatMap((finding) => finding.sides).filter(({ kind }) => kind !== 'spec');
  expect(onPages.length).toBeGreaterThan(10);
  expect(onPages.filter(({ language }) => language === undefined)).toEqual([]);
  expect(onPages.some(({ label }) => label.startsWith('the first'))).toBe(true);
});
