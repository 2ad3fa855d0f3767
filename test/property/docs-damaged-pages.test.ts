import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFacts } from '../../generator/docs/page-facts.js';
import { readPage } from '../../generator/docs/read-page.js';
import { resolveDefinitions } from '../../generator/docs/resolve-definitions.js';
import { strayPlaces } from '../support/fact-places.js';
import { SEED_PAGES } from '../support/seed-pages.js';

const CASES = join(import.meta.dirname, '../cases/docs');

const PAGES: readonly string[] = [
  ...SEED_PAGES.map(({ text }) => text),
  ...readdirSync(CASES).map((name) => readFileSync(join(CASES, name, 'page.md'), 'utf8')),
];

type Damage = (text: string) => string;

const at = fc.double({ min: 0, max: 1, noNaN: true });

const place = (text: string, share: number): number => Math.floor(share * text.length);

const onLines =
  (change: (lines: string[]) => void): Damage =>
  (text) => {
    const lines = text.split('\n');
    change(lines);
    return lines.join('\n');
  };

/** What happens to captures on their way, and what no capture would do. */
const damage: fc.Arbitrary<Damage> = fc.oneof(
  at.map(
    (share): Damage =>
      (text) =>
        text.slice(0, place(text, share)),
  ),
  at.map(
    (share): Damage =>
      (text) =>
        text.slice(place(text, share)),
  ),
  fc.tuple(at, at).map(([from, to]) =>
    onLines((lines) => {
      const [a, b] = [Math.floor(from * lines.length), Math.floor(to * lines.length)];
      [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
    }),
  ),
  fc.tuple(at, at).map(([from, count]) =>
    onLines((lines) => {
      lines.splice(Math.floor(from * lines.length), Math.ceil(count * 10));
    }),
  ),
  fc.tuple(at, fc.string({ unit: 'binary', maxLength: 20 })).map(
    ([share, noise]): Damage =>
      (text) =>
        text.slice(0, place(text, share)) + noise + text.slice(place(text, share)),
  ),
  fc.tuple(at, fc.integer({ min: 1, max: 40 })).map(
    ([share, length]): Damage =>
      (text) =>
        text.slice(0, place(text, share)) + text.slice(place(text, share) + length),
  ),
  fc.constantFrom<Damage>(
    (text) => text.replaceAll('\n', '\r'),
    (text) => text.replaceAll('|', ''),
    (text) => text.replaceAll('    ', '\t'),
    (text) => text.toUpperCase(),
    (text) => Buffer.from(text, 'utf8').toString('latin1'),
    (text) => [...text].reverse().join(''),
  ),
);

test('a damaged page is read without a crash, and every place lies within it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PAGES), fc.array(damage, { minLength: 1, maxLength: 4 }), (page, damages) => {
      const text = damages.reduce((sum, change) => change(sum), page);
      const [facts] = resolveDefinitions([readFacts(readPage({ file: 'page.md', text }))]);
      expect(strayPlaces(text, facts)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

/** Pieces that grow: many rows, many items, many fields, many errors, many changes. */
const GROWING: readonly (readonly [string, (count: number) => string])[] = [
  ['parameters', (count) => `${START}## Request Parameters\n\n${HEADER}${rows(count)}`],
  ['broken rows', (count) => `${START}## Request Parameters\n\n${HEADER}${'a| STRING| NO| x\n\ny\n'.repeat(count)}`],
  ['rows without an end', (count) => `${START}## Request Parameters\n\n${HEADER}${'no row\n'.repeat(count)}`],
  ['fields', (count) => `${START}## Response Example\n\n    {\n${'    "a": {"b": 1},\n'.repeat(count)}    }\n`],
  ['objects', (count) => `${START}## Response Example\n\n    [\n${'    {"b": 1},\n'.repeat(count)}    ]\n`],
  ['examples', (count) => `${START}## Response Example\n\n${'text\n\n    {"b": 1}\n\n'.repeat(count)}`],
  ['errors', (count) => `${START}## Error Code\n\n${'  * -1000: x {"code": -1, "msg": "y"}\n'.repeat(count)}`],
  ['endpoints', (count) => `# T\n\n${'## A (TRADE)\n\n### HTTP Request\n\nGET /a\n\n'.repeat(count)}`],
  ['headings', (count) => '## x\n\ny\n\n'.repeat(count)],
  ['changes', (count) => `# Change Log\n\n## 2026-01-01\n\n${'  * GET /a/v1/b removed\n'.repeat(count)}`],
  ['error codes', (count) => `# Error Codes\n\n${'### -1000 X\n\n  * y\n\n'.repeat(count)}`],
  ['definitions', (count) => `# Public API Definitions\n\n${'**S (s)**\n\n  * A\n\n'.repeat(count)}`],
  [
    'one long cell',
    (count) => `${START}## Request Parameters\n\n${HEADER}a| ENUM| NO| ${'A, B. Only if C; '.repeat(count)}\n`,
  ],
];

const START = '# T (TRADE)\n\n## HTTP Request\n\nGET /a\n\n';
const HEADER = 'Name| Type| Mandatory| Description\n---|---|---|---\n';
const rows = (count: number): string =>
  Array.from({ length: count }, (_, index) => `p${index}| ENUM| NO| A, B; default A\n`).join('');

const timeOf = (text: string): number => {
  const start = performance.now();
  resolveDefinitions([readFacts(readPage({ file: 'page.md', text }))]);
  return performance.now() - start;
};

const best = (text: string): number => Math.min(timeOf(text), timeOf(text));

test.each(GROWING)('reading %s takes time in proportion to their number', (_, page) => {
  const small = best(page(750));
  const large = best(page(6000));
  // Eight times the work; a quadratic reader takes 64 times. The rest is room for a busy machine.
  expect(large).toBeLessThan(small * 30 + 100);
});
