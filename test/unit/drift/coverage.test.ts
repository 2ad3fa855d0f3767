import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { PageSource } from '../../../generator/docs/types.js';
import { compareSpec } from '../../../generator/drift/compare.js';
import type { Evidence } from '../../../generator/drift/docs-report.js';
import type { DriftReport, Waiver } from '../../../generator/drift/types.js';
import { specFromYaml } from '../../support/spec-from-yaml.js';
import { driftOf, factsOf, SEED_PAGES, seedSpec, seedWaivers } from '../../support/seed-pages.js';

const BORROW = 'POST /papi/v1/marginLoan';

const withPage = (text: string): readonly PageSource[] =>
  SEED_PAGES.map((page, index) => (index === 0 ? { ...page, text } : page));

const text = (index: number): string => SEED_PAGES[index]?.text ?? '';

describe('an operation is never "removed" because its page cannot be read', () => {
  test.each([
    ['empty', ''],
    ['only front matter', text(0).split('# Margin')[0] ?? ''],
    ['an HTML error page', '<!DOCTYPE html>\n<html><body>502 Bad Gateway</body></html>\n'],
    ['another page under its name', text(1)],
    ['gone', 'Not found'],
  ])('%s', (_, page) => {
    const report = driftOf(withPage(page), seedWaivers());
    const about = report.findings.filter(({ operation, waived }) => operation === BORROW && !waived);
    expect(about.map(({ message }) => message)).toEqual([]);
    expect(report.coverage.notChecked.map(({ operation }) => operation)).toContain(BORROW);
  });

  test('a cut-off page lets no waiver lapse for the text that it lacks, and one for other text lapses still', () => {
    const lines = text(3).split('\n');
    const rulesOf = (length: number, waivers: ReturnType<typeof seedWaivers>): readonly string[] =>
      driftOf([{ file: 'page.md', text: lines.slice(0, length).join('\n') }], waivers).findings.map(({ rule }) => rule);
    for (let length = 16; length < 111; length += 1) {
      const lapsed = rulesOf(length, seedWaivers()).filter((rule) => rule.startsWith('waiver-'));
      expect(lapsed, `cut after line ${length}`).toEqual([]);
    }
    const others = seedWaivers().map((waiver) => ({ ...waiver, docs: ['something else'] }));
    expect(rulesOf(100, others)).toContain('waiver-stale');
  });

  test('a cut-off page is said to be one, and nothing that it lacks is held against the spec', () => {
    const lines = text(3).split('\n');
    for (let length = 16; length < lines.length; length += 1) {
      const report = driftOf([{ file: 'page.md', text: lines.slice(0, length).join('\n') }], []);
      const rules = report.findings.map(({ rule }) => rule);
      expect(rules.filter((rule) => /unknown|missing/.test(rule))).toEqual([]);
      // From the closed example of the Chinese half on, nothing tells a cut; the halves then disagree about the errors.
      const wanted = length < 111 ? 'page-incomplete' : 'docs-inconsistent-languages';
      expect(rules, `cut after line ${length}`).toContain(wanted);
    }
  });
});

test('a page that the spec has no operation for is listed, with its place', () => {
  const page = text(0).replaceAll('/papi/v1/marginLoan', '/papi/v1/newLoan').replaceAll('/docs/', '/elsewhere/');
  const report = driftOf(withPage(page), seedWaivers());
  expect(report.coverage.notInSpec).toMatchObject([{ operation: 'POST /papi/v1/newLoan', at: { line: 16 } }]);
});

test('the same page under two names is compared once, and the twin is a finding', () => {
  const twin = { file: 'spec/docs/twin.md', text: text(0).replace('updated_at: 2026', 'updated_at: 2025') };
  const { findings } = driftOf([...SEED_PAGES, twin], seedWaivers());
  expect(findings.filter(({ waived }) => !waived)).toMatchObject([
    { rule: 'page-duplicate', docs: { file: twin.file } },
  ]);
});

test('a waiver for an operation whose page is not at hand is left alone', () => {
  const waivers = seedWaivers();
  expect(driftOf(SEED_PAGES.slice(0, 2), waivers).unwaived).toBe(0);
});

describe('a waiver for a component that an answer is made of', () => {
  const folder = join(import.meta.dirname, '../../cases/drift/response-field-missing');
  const page = { file: 'agrees.md', text: readFileSync(join(folder, 'agrees.md'), 'utf8') };
  const whole = parse(readFileSync(join(folder, 'spec.yaml'), 'utf8'));
  const content = whole.paths['/shop/v1/order'].post.responses['200'].content['application/json'];
  const document = { ...whole, components: { schemas: { Order: content.schema } } };
  content.schema = { $ref: '#/components/schemas/Order' };
  const spec = specFromYaml(stringify(document, { aliasDuplicateObjects: false }), 'spec.yaml');
  const [example] = seedWaivers();
  const waiver = {
    ...example,
    rule: 'response-type',
    pointer: '/components/schemas/Order/properties/id/type',
  } as Waiver;
  const rulesOf = (pages: readonly PageSource[]): readonly string[] =>
    compareSpec(spec, { facts: factsOf(pages) }, [waiver]).findings.map(({ rule }) => rule);

  test('is left alone while the page of its operation is not at hand', () => {
    expect(rulesOf([])).toEqual([]);
  });

  test('is a finding when it matches nothing there', () => {
    expect(rulesOf([page])).toEqual(['waiver-unused']);
  });
});

describe('an operation without a page, by what the docs say of it', () => {
  const judged = (evidence: Evidence): DriftReport =>
    compareSpec(seedSpec(), { facts: factsOf(SEED_PAGES), findEvidence: () => evidence }, seedWaivers());
  const unseen = 'GET /sapi/v1/margin/borrow-repay';

  test('not seen since a day is told, and no finding', () => {
    const { unwaived, coverage } = judged({ kind: 'not-seen', since: '2026-01-15' });
    expect(unwaived).toBe(0);
    expect(coverage.notChecked).toMatchObject([{ operation: unseen, since: '2026-01-15' }]);
  });

  test('removed is a finding that breaks calls, and it is no longer among those not checked', () => {
    const at = { file: 'change-log.md', line: 7, col: 3 };
    const evidence: Evidence = { kind: 'removed', by: 'change-log', at, date: '2026-04-13', quote: 'GET it' };
    const { findings, coverage } = judged(evidence);
    const removed = findings.filter(({ rule }) => rule === 'operation-removed');
    expect(removed.map(({ operation }) => operation)).toContain(unseen);
    expect(removed[0]).toMatchObject({ severity: 'breaks-call', docs: at, quotes: ['GET it'] });
    expect(coverage.notChecked).toEqual([]);
  });
});
