import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareLanguagePages } from '../../generator/drift/compare-pages.js';
import { docsReport } from '../../generator/drift/report.js';
import { casePages, diffPages, pageFacts } from '../support/drift-case.js';
import { SEED_PAGES } from '../support/seed-pages.js';

const PAGES = [...SEED_PAGES, ...casePages()];
const LINES = PAGES.flatMap(({ text }) => text.split('\n'));

/** Pages of lines that pages have, in any order, with hostile names among them. */
const randomPage = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...LINES) },
      fc.constantFrom(
        '__proto__| STRING| YES| constructor',
        '    {"__proto__": {"toString": 1}}',
        'POST /__proto__',
        '---',
      ),
      fc.string(),
    ),
    { maxLength: 120 },
  )
  .map((lines) => ({ file: 'random.md', text: lines.join('\n') }));

test('any two captures can be compared, and each finding has a place and stands once', () => {
  fc.assert(
    fc.property(randomPage, randomPage, fc.constantFrom(...PAGES), (one, two, page) => {
      const older = [pageFacts(one), pageFacts(page)];
      const newer = [pageFacts(two), pageFacts({ ...page, text: `${page.text}\n${two.text}` })];
      for (const report of [docsReport(diffPages(older, newer)), docsReport(compareLanguagePages(newer))]) {
        const keys = report.findings.map(({ rule, pointer }) => `${rule} ${pointer}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { sides } of report.findings) expect(sides.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 300, seed: 20260115 },
  );
}, 60_000);
