import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFacts } from '../../../generator/docs/page-facts.js';
import { readPage } from '../../../generator/docs/read-page.js';
import { resolveDefinitions } from '../../../generator/docs/resolve-definitions.js';
import type { EndpointFacts, PageFacts, PageKind } from '../../../generator/docs/types.js';
import { capturedPages } from '../../support/captured-pages.js';
import { outlineFacts } from '../../support/outline-facts.js';

const captured = capturedPages();
console.log(
  captured
    ? `docs: held against a capture of ${captured.length} pages`
    : 'docs: no capture of all pages at hand, MARGINALIA_DOCS can name one',
);

/** What each page was found to say when somebody read it. */
const OUTLINES = JSON.parse(readFileSync(join(import.meta.dirname, 'captured-pages.json'), 'utf8')) as Readonly<
  Record<string, readonly (readonly string[])[]>
>;

test('what pages were found to say is noted down for both languages of each', () => {
  const languages = Object.values(OUTLINES).map((outlines) => outlines.map(([first]) => first?.slice(0, 2)));
  expect(languages).toEqual(languages.map(() => ['en', 'zh']));
});

/** Public, or said in the other language only. */
const WITHOUT_SECURITY_TYPE: readonly string[] = [
  'en derivatives/portfolio-margin/market-data.md',
  'zh derivatives/portfolio-margin/market-data.md',
  'zh margin_trading/borrow-and-repay/Margin-Account-Borrow-Repay.md',
];

/** "None", or an empty section. */
const WITHOUT_EXAMPLE: readonly string[] = [
  'en institutional_loan/transfer.md',
  'zh institutional_loan/transfer.md',
  'en margin_trading/trade/Small-Liability-Exchange.md',
  'zh margin_trading/trade/Small-Liability-Exchange.md',
];

if (captured) {
  const pages = resolveDefinitions(captured.map((page) => readFacts(readPage(page))));
  const endpoints = pages.flatMap((page) => page.endpoints);

  describe('a whole capture of the documentation', () => {
    test('every page is of its kind', () => {
      const count = (wanted: PageKind): number => pages.filter(({ kind }) => kind === wanted).length;
      expect((['endpoint', 'event', 'change-log', 'definitions', 'error-codes', 'prose'] as const).map(count)).toEqual([
        173, 16, 2, 3, 3, 9,
      ]);
    });

    test('endpoints come from endpoint pages alone, one in each language', () => {
      for (const page of pages) {
        const languages = page.endpoints.map(({ language }) => language);
        expect([page.file, languages]).toEqual([page.file, page.kind === 'endpoint' ? ['en', 'zh'] : []]);
      }
    });

    test.each([
      ['a title', ({ title }: EndpointFacts) => title !== undefined, []],
      ['a method', ({ method }: EndpointFacts) => /^(?:GET|POST|PUT|DELETE)$/.test(method.value), []],
      ['a path', ({ path }: EndpointFacts) => /^\/[sp]api\/v\d\/[\w/-]+$/.test(path.value), []],
      ['a security type', ({ securityType }: EndpointFacts) => securityType !== undefined, WITHOUT_SECURITY_TYPE],
      ['a weight', ({ weights }: EndpointFacts) => weights.length > 0, []],
      ['parameters', ({ parameters }: EndpointFacts) => parameters !== undefined, []],
      ['an example', ({ examples }: EndpointFacts) => examples.length > 0, WITHOUT_EXAMPLE],
    ])('every endpoint has %s', (_, has, exceptions) => {
      const lacking = endpoints.filter((facts) => !has(facts)).map(({ file, language }) => `${language} ${file}`);
      expect(lacking).toEqual(exceptions);
    });

    test('every event has a name, a title and an example', () => {
      const events = pages.flatMap((page) => page.events);
      expect(new Set(events.map(({ file }) => file)).size).toBe(16);
      expect(events.filter(({ name, title, examples }) => !name || !title || examples.length === 0)).toEqual([]);
    });

    test('nothing is left that could not be read', () => {
      const told = endpoints.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity !== 'note');
      expect(told.map(({ code, at }) => `${code} ${at?.file}:${at?.line}`)).toEqual([]);
    });

    test('pages of definitions, errors and changes say what they are there for', () => {
      expect(sizes(pages, ({ definitions }) => definitions.length, 'definitions')).toEqual([30, 31, 30]);
      expect(sizes(pages, ({ errors }) => errors.length, 'error-codes')).toEqual([401, 587, 603]);
      expect(sizes(pages, ({ changes }) => changes.length, 'change-log')).toEqual([44, 283]);
      expect(pages.flatMap(({ changes }) => changes).filter(({ date }) => date === undefined)).toEqual([]);
    });

    test.each(Object.entries(OUTLINES))('%s says what it said to a reader', (name, outlines) => {
      const page = pages.find(({ file }) => file === `${name}.md`);
      expect(page?.endpoints.map(outlineFacts)).toEqual(outlines);
    });
  });
}

const sizes = (pages: readonly PageFacts[], count: (page: PageFacts) => number, kind: string): readonly number[] =>
  pages.filter((page) => page.kind === kind).map(count);
