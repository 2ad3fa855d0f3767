import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFacts } from '../../generator/docs/page-facts.js';
import { readPage } from '../../generator/docs/read-page.js';
import type { PageFacts, PageSource } from '../../generator/docs/types.js';
import type { DocsFinding } from '../../generator/drift/docs-report.js';
import type { ChangeRuleId, RuleId } from '../../generator/drift/types.js';
import { findMutations, type DocsMutation } from '../support/docs-mutations.js';
import { diffPages } from '../support/drift-case.js';
import { mutatePage, seeded, type Mutation, type Random } from '../support/page-mutations.js';
import { SEED_PAGES } from '../support/seed-pages.js';

const ROOT = join(import.meta.dirname, '../..');
const CASES = join(ROOT, 'test/cases/drift');
const CAPTURE = process.env['MARGINALIA_DOCS'] ?? join(ROOT, '../shared/docs/2026-01-15');

const readBelow = (folder: string, fits: RegExp): readonly PageSource[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => fits.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

const factsOf = (page: PageSource): PageFacts => readFacts(readPage(page));

/** By the rule, at the line: in the newer page, or in the older one for what is gone. */
const isCaught = ({ rule, capture, line }: DocsMutation, findings: readonly DocsFinding[]): boolean =>
  findings.some(
    (finding) =>
      finding.rule === rule &&
      finding.places.some((place) => place.capture === capture && isNear(place.at.line, line, rule)),
  );

/** Findings about an error of a page point at the name above its message. */
const isNear = (found: number, wanted: number, rule: string): boolean =>
  /^error-(?:message|code|name)/.test(rule) ? wanted - found >= 0 && wanted - found <= 2 : found === wanted;

interface Tally {
  readonly tried: Map<string, number>;
  readonly missed: string[];
  caught: number;
  total: number;
}

const rulesOf = (findings: readonly DocsFinding[]): string =>
  findings.map(({ rule, languages }) => `${rule} ${languages.join()}`).join('; ') || 'nothing';

const pick = <T>(random: Random, items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];

const mutateAll = (pages: readonly PageSource[], rounds: number, seed: number): Tally => {
  const random = seeded(seed);
  const tally: Tally = { tried: new Map(), missed: [], caught: 0, total: 0 };
  const known = pages.map((page) => ({ page, facts: factsOf(page), kinds: findMutations(page.text, random) }));
  const usable = known.filter(({ kinds }) => kinds.size > 0);
  for (let round = 0; round < rounds; round += 1) {
    const chosen = usable[round % usable.length];
    const mutation = chosen && pick(random, pick(random, [...chosen.kinds.values()]) ?? []);
    if (!chosen || !mutation) continue;
    tally.total += 1;
    tally.tried.set(mutation.kind, (tally.tried.get(mutation.kind) ?? 0) + 1);
    const { findings } = diffPages([chosen.facts], [factsOf({ ...chosen.page, text: mutation.text })]);
    if (isCaught(mutation, findings)) tally.caught += 1;
    else tally.missed.push(`${chosen.page.file}:${mutation.line} ${mutation.kind} → ${rulesOf(findings)}`);
  }
  return tally;
};

const report = (name: string, { caught, total, tried }: Tally): void =>
  console.info(`docs diff, ${name}: ${caught} of ${total} seeded changes caught, of ${tried.size} kinds`);

/** What `docs diff` calls the changes that are made to the seed pages for `drift`. */
const RULE_OF: Readonly<Partial<Record<RuleId, ChangeRuleId>>> = {
  'operation-method': 'endpoint-moved',
  'operation-path': 'endpoint-moved',
  'security-type': 'security-type-changed',
  'request-weight': 'request-weight-changed',
  'request-weight-scope': 'request-weight-scope-changed',
  'parameter-unknown': 'parameter-removed',
  'parameter-missing': 'parameter-added',
  'parameter-type': 'parameter-type-changed',
  'parameter-required': 'parameter-required-changed',
  'parameter-condition': 'parameter-condition-changed',
  'parameter-maximum': 'parameter-maximum-changed',
  'parameter-default': 'parameter-default-changed',
  'parameter-values': 'parameter-values-changed',
  'response-field-missing': 'response-field-added',
  'response-type': 'response-example-type-changed',
  'error-code-missing': 'error-code-added',
  'error-message': 'error-message-changed',
  'error-name': 'error-name-changed',
};

/** Both halves changed alike are one finding with the places of both. */
const isJoined = ({ rule, lines, languages }: Mutation, findings: readonly DocsFinding[]): boolean =>
  findings.some(
    (finding) =>
      finding.rule === RULE_OF[rule] &&
      finding.languages.length === (languages === 'both' ? 2 : 1) &&
      lines.every((line) =>
        finding.places.some(({ capture, at }) => capture === 'newer' && isNear(at.line, line, finding.rule)),
      ),
  );

test('what both languages say alike is one finding, what one of them says is named as such', () => {
  const random = seeded(20260401);
  const facts = SEED_PAGES.map(factsOf);
  const missed: string[] = [];
  let total = 0;
  for (let round = 0; round < 400; round += 1) {
    const index = round % SEED_PAGES.length;
    const [page, older] = [SEED_PAGES[index], facts[index]];
    const mutation = page && mutatePage(page.text, random);
    if (!page || !older || !mutation) continue;
    total += 1;
    const { findings } = diffPages([older], [factsOf({ ...page, text: mutation.text })]);
    if (!isJoined(mutation, findings)) missed.push(`${page.file}: ${mutation.name} → ${rulesOf(findings)}`);
  }
  console.info(`docs diff, one or both languages: ${total - missed.length} of ${total} seeded changes caught`);
  expect(missed).toEqual([]);
  expect(total).toBeGreaterThan(350);
}, 60_000);

describe('a change between two captures is found, by the right rule and at its line', () => {
  test('in the seed pages and the pages of the cases', () => {
    const pages = [...SEED_PAGES, ...readBelow(CASES, /older[^/]*\.md$/)];
    const tally = mutateAll(pages, 1200, 20260115);
    report('own pages', tally);
    expect(tally.missed).toEqual([]);
    expect(tally.total).toBeGreaterThan(1000);
    expect(tally.tried.size).toBeGreaterThan(20);
  }, 60_000);

  if (existsSync(CAPTURE)) {
    test('in a capture of the real pages', () => {
      const tally = mutateAll(readBelow(CAPTURE, /\.md$/), 600, 20260716);
      report('real pages', tally);
      expect(tally.caught / tally.total, tally.missed.join('\n')).toBeGreaterThanOrEqual(0.99);
    }, 120_000);
  }
});
