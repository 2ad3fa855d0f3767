import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { PageFacts, PageSource } from '../../generator/docs/types.js';
import { compareLanguagePages } from '../../generator/drift/compare-pages.js';
import type { DocsReport } from '../../generator/drift/docs-report.js';
import { casePages, diffPages, pageFacts } from '../support/drift-case.js';
import { MEANINGLESS, type Change } from '../support/meaningless-changes.js';
import { seeded } from '../support/page-mutations.js';
import { driftOf, SEED_PAGES, seedWaivers } from '../support/seed-pages.js';

const ROOT = join(import.meta.dirname, '../..');
const CAPTURE = process.env['MARGINALIA_DOCS'] ?? join(ROOT, '../shared/docs/2026-01-15');
const KINDS = Object.entries(MEANINGLESS);

const waivers = seedWaivers();
const OWN_PAGES: readonly PageSource[] = [...SEED_PAGES, ...casePages()];
const OWN_FACTS = OWN_PAGES.map(pageFacts);

const UNCHANGED = diffPages(OWN_FACTS, OWN_FACTS);

const said = ({ findings }: DocsReport): readonly string[] =>
  findings.map(({ rule, message }) => `${rule}: ${message}`);

/** Where they stand may move with the lines; that they stand there, and what they say, may not. */
const disagreements = (pages: readonly PageFacts[]): readonly string[] => [...said(compareLanguagePages(pages))].sort();

const changed = (pages: readonly PageSource[], change: Change, seed: number): readonly PageSource[] => {
  const random = seeded(seed);
  return pages.map((page) => ({ ...page, text: change(page.text, random) }));
};

let findings = 0;

describe.each(KINDS)('%s', (_, change) => {
  test('no finding against the spec', () => {
    for (let round = 0; round < 20; round += 1) {
      const pages = changed(SEED_PAGES, change, 7 + round);
      expect(pages.some((page, index) => page.text !== SEED_PAGES[index]?.text)).toBe(true);
      const { findings: found, coverage } = driftOf(pages, waivers);
      const unwaived = found.filter((finding) => !finding.waived);
      findings += unwaived.length;
      expect(unwaived.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
      expect(coverage.checked).toHaveLength(SEED_PAGES.length);
    }
  });

  test('no change between captures, and the languages disagree where they did', () => {
    for (let round = 0; round < 3; round += 1) {
      const pages = changed(OWN_PAGES, change, 7 + round).map(pageFacts);
      const report = diffPages(OWN_FACTS, pages);
      findings += report.findings.length;
      expect(said(report)).toEqual([]);
      // Pages that nobody can read any more would agree as well.
      expect(report.compared).toEqual(UNCHANGED.compared);
      expect(disagreements(pages)).toEqual(disagreements(OWN_FACTS));
    }
  });
});

afterAll(() => {
  console.info(
    `drift, docs diff, docs compare-languages: ${KINDS.length} kinds of meaningless change: ${findings} findings`,
  );
});

test('all of them at once, in any order: no finding', () => {
  const random = seeded(11);
  const compatible = KINDS.filter(([name]) => !/framed|no table padding|other line ends|no anchors/.test(name));
  for (let round = 0; round < 100; round += 1) {
    const chosen = compatible.filter(() => random() < 0.5).sort(() => random() - 0.5);
    const pages = SEED_PAGES.map((page) => ({
      ...page,
      text: chosen.reduce((text, [, change]) => change(text, random), page.text),
    }));
    const names = chosen.map(([name]) => name).join(', ');
    const unwaived = driftOf(pages, waivers).findings.filter((finding) => !finding.waived);
    expect(
      unwaived.map(({ message }) => message),
      names,
    ).toEqual([]);
    expect(said(diffPages(SEED_PAGES.map(pageFacts), pages.map(pageFacts))), names).toEqual([]);
  }
});

test('two captures that are the same: no finding', () => {
  expect(said(diffPages(OWN_FACTS, OWN_PAGES.map(pageFacts)))).toEqual([]);
});

/** Every third page: the whole capture would take longer than this test is worth. */
const realPages = (): readonly PageSource[] =>
  readdirSync(CAPTURE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .sort()
    .filter((_, index) => index % 3 === 0)
    .map((file) => ({ file, text: readFileSync(join(CAPTURE, file), 'utf8') }));

if (existsSync(CAPTURE)) {
  test('in a capture of the real pages: no finding', () => {
    const pages = realPages();
    const older = pages.map(pageFacts);
    const { compared } = diffPages(older, older);
    for (const [name, change] of KINDS) {
      const report = diffPages(older, changed(pages, change, 5).map(pageFacts));
      expect(said(report), name).toEqual([]);
      expect(report.compared, name).toEqual(compared);
    }
    console.info(`docs diff: ${KINDS.length} kinds of meaningless change on ${pages.length} real pages: 0 findings`);
  }, 120_000);
}
