import { expect, test } from 'vitest';
import type { Finding } from '../../generator/drift/types.js';
import { mutatePage, seeded, type Mutation } from '../support/page-mutations.js';
import { driftOf, SEED_PAGES, seedWaivers } from '../support/seed-pages.js';

const ROUNDS = 1200;

/** Findings about errors point at the name above the message; the line a person changed is right below. */
const isNear = (line: number | undefined, wanted: number): boolean =>
  line !== undefined && wanted - line >= 0 && wanted - line <= 2;

const points = (finding: Finding, wanted: number): boolean =>
  [finding.docs, ...finding.related.map(({ at }) => at)].some((at) =>
    finding.pointer.includes('/x-error-codes/') ? isNear(at?.line, wanted) : at?.line === wanted,
  );

/** One half changed is a matter between the languages; both changed alike is one between docs and spec. */
const isCaught = (mutation: Mutation, findings: readonly Finding[]): boolean => {
  const rule = mutation.languages === 'both' ? mutation.rule : 'docs-inconsistent-languages';
  return findings.some(
    (finding) => !finding.waived && finding.rule === rule && mutation.lines.some((line) => points(finding, line)),
  );
};

test('a change to a page is found, by the right rule and at its line', () => {
  const waivers = seedWaivers();
  const random = seeded(20260115);
  const missed = new Set<string>();
  const tried = new Map<string, number>();
  let caught = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const index = round % SEED_PAGES.length;
    const page = SEED_PAGES[index];
    const mutation = page && mutatePage(page.text, random);
    if (!page || !mutation) continue;
    tried.set(mutation.name, (tried.get(mutation.name) ?? 0) + 1);
    const pages = SEED_PAGES.map((each) => (each === page ? { ...page, text: mutation.text } : each));
    if (isCaught(mutation, driftOf(pages, waivers).findings)) caught += 1;
    else missed.add(`${page.file}: ${mutation.name}`);
  }
  const total = [...tried.values()].reduce((sum, count) => sum + count, 0);
  console.info(`drift: ${caught} of ${total} changes to pages caught, of ${tried.size} kinds`);
  expect([...missed]).toEqual([]);
  expect(total).toBeGreaterThan(1000);
  expect(tried.size).toBeGreaterThan(60);
});

test('the untouched pages lead to no finding beyond their waivers', () => {
  expect(driftOf(SEED_PAGES, seedWaivers()).unwaived).toBe(0);
});
