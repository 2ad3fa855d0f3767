import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { facts } from '../../generator/docs/facts.js';
import { readPage } from '../../generator/docs/read-page.js';
import type { EndpointFacts, PageSource } from '../../generator/docs/types.js';
import { compareSpec } from '../../generator/drift/compare.js';
import type { DriftReport, Waiver } from '../../generator/drift/types.js';
import type { MergedSpec } from '../../generator/merge/types.js';
import { specFromYaml } from './spec-from-yaml.js';

const ROOT = join(import.meta.dirname, '../..');

const read = (file: string): PageSource => ({ file, text: readFileSync(join(ROOT, file), 'utf8') });

/** The four pages that came with the upstream document, as they stand in the tree. */
export const SEED_PAGES: readonly PageSource[] = [
  read('spec/docs/derivatives/portfolio-margin/trade/Margin-Account-Borrow.md'),
  read('spec/docs/derivatives/portfolio-margin/trade/Margin-Account-Repay.md'),
  read('spec/docs/institutional_loan/borrow-and-repay.md'),
  read('spec/docs/margin_trading/borrow-and-repay/Margin-Account-Borrow-Repay.md'),
];

/** A spec that agrees with those pages wherever they agree with themselves. */
export const seedSpec = (): MergedSpec =>
  specFromYaml(readFileSync(join(import.meta.dirname, 'seed-spec.yaml'), 'utf8'), 'seed-spec.yaml');

export const factsOf = (pages: readonly PageSource[]): readonly EndpointFacts[] => pages.flatMap(readOnce);

const known = new Map<PageSource, readonly EndpointFacts[]>();

/** Tests change one page of four over and over: the others are read once. */
const readOnce = (page: PageSource): readonly EndpointFacts[] => {
  if (!SEED_PAGES.includes(page)) return facts(readPage(page));
  const read = known.get(page) ?? facts(readPage(page));
  known.set(page, read);
  return read;
};

export const driftOf = (pages: readonly PageSource[], waivers: readonly Waiver[] = []): DriftReport =>
  compareSpec(SPEC, { facts: factsOf(pages) }, waivers);

const SPEC = seedSpec();

/** Waivers for all that the untouched pages disagree about, so that what a test changes stands out. */
export const seedWaivers = (): readonly Waiver[] =>
  driftOf(SEED_PAGES).findings.map(({ rule, pointer, quotes }, index) => ({
    rule,
    pointer,
    reason: 'as the page stands',
    docs: quotes,
    at: { file: 'waivers.yaml', line: index + 1, col: 1 },
  }));
