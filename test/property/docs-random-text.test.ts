import fc from 'fast-check';
import { expect, test } from 'vitest';
import { facts } from '../../generator/docs/facts.js';
import { readPage } from '../../generator/docs/read-page.js';

/** What pages are made of, in any order: far more likely to hit a reader than random characters. */
const PIECES: readonly string[] = [
  '# T(TRADE)\n',
  '## HTTP Request[](/docs/a/b#x "y")\n',
  'GET /a/b\n',
  '## Request Weight\n',
  '1(IP)',
  '## Response Example\n',
  '## Request Parameters\n',
  'a| b| c| d\n',
  '---|---|---|---\n',
  'Name| Type| Mandatory| Description\n',
  'side| ENUM| YES| BUY  \n',
  'SELL\n',
  '|',
  '---\n',
  '\n',
  '  \n',
  '    \n',
  '    {',
  '"a"',
  ':',
  '1',
  ',',
  '}',
  '[',
  ']',
  '//x\n',
  '…',
  '...',
  '> ',
  '* ',
  '**Error Code**\n',
  '**',
  '`',
  '“',
  '{"code": -1, "msg": "x"}',
  '\ufffd',
  '\u200b',
  '默认',
  'Default `A`',
  '\t',
  '```\n',
  '\r\n',
  '\\',
  '(',
  ')',
  '- ',
  '-1000: x\n',
  'NO',
  'STRING',
  '→ ',
  '不能大于',
  '<html>',
  'updated_at: x\n',
];

const pageText = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    {
      maxLength: 80,
    },
  )
  .map((parts) => parts.join(''));

test('any text is read without a crash, and every place lies within it', () => {
  fc.assert(
    fc.property(pageText, (text) => {
      const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
      const page = readPage({ file: 'page.md', text });
      for (const { line, col } of placesIn([facts(page), page.diagnostics])) {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(col).toBeGreaterThan(0);
        expect(col).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
      }
    }),
    { numRuns: 3000 },
  );
});

const placesIn = (value: unknown): readonly { line: number; col: number }[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'line' in value && 'col' in value ? [value as { line: number; col: number }] : [];
  return [...own, ...Object.values(value).flatMap(placesIn)];
};

const LONG: readonly string[] = [
  `${' '.repeat(100_000)}|-x`,
  '*'.repeat(100_000),
  '['.repeat(100_000),
  '('.repeat(100_000),
  `**a**${' '.repeat(100_000)}x`,
  '`'.repeat(100_000),
  '{'.repeat(100_000),
  '"'.repeat(100_000),
  '1 '.repeat(50_000),
  '|'.repeat(100_000),
  'A,'.repeat(50_000),
  'default '.repeat(20_000),
  'either '.repeat(20_000),
  '[a]('.repeat(25_000),
  '不能大于'.repeat(25_000),
  '{"code": '.repeat(10_000),
];

const HEADER = 'Name|Type|Mandatory|Description\n---|---|---|---\n';

const inEveryPlace = (text: string): readonly string[] => [
  text,
  `# ${text}\n\n## HTTP Request\n\nGET /a\n\n## Weight\n\n${text}\n\n## Error Code\n\n* ${text}\n`,
  `# T\n\n## HTTP Request\n\nGET /a\n\n## Parameters\n\n${HEADER}x|ENUM|YES|${text}\ny|LONG|YES|${text}\n`,
  `# T\n\n## HTTP Request\n\nGET /a\n\n## Response\n\n    ${text}\n`,
];

test.each(LONG.map((text) => [text.slice(0, 10), text]))('a very long line of %j takes no long time', (_, text) => {
  for (const page of inEveryPlace(text)) {
    const start = performance.now();
    facts(readPage({ file: 'page.md', text: page }));
    // A regular expression that backtracks takes minutes here; what is linear takes some 20 ms.
    expect(performance.now() - start).toBeLessThan(5000);
  }
});
