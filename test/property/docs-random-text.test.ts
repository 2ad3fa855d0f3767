import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFacts } from '../../generator/docs/page-facts.js';
import { readPage } from '../../generator/docs/read-page.js';
import { resolveDefinitions } from '../../generator/docs/resolve-definitions.js';
import { strayPlaces } from '../support/fact-places.js';

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
  '# Change Log\n',
  '## 2026-01-02\n',
  '* GET /a/v1/b removed\n',
  '新增接口 POST /a/v1/c\n',
  '# Error Codes\n',
  '### -1000 NAME\n',
  '# Public API Definitions\n',
  '**Side (side)**\n',
  '* `BUY` - x\n',
  '## Event Name\n',
  '`orderReport`\n',
  '{"e": "x"}',
  'max 20 characters',
  '0: a; 1: b',
  'one of ',
  '10 times per hour',
  ' and/or ',
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
      expect(strayPlaces(text, resolveDefinitions([readFacts(readPage({ file: 'page.md', text }))]))).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

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
  'GET /a/'.repeat(20_000),
  '/v1/a'.repeat(25_000),
  'a/'.repeat(50_000),
  'one of '.repeat(20_000),
  'values: a, '.repeat(15_000),
  '1: a; '.repeat(20_000),
  'when '.repeat(25_000),
  'either a '.repeat(15_000),
  '10 times '.repeat(15_000),
  '每'.repeat(100_000),
  'max 1 '.repeat(20_000),
  '^[a'.repeat(30_000),
  '`A` '.repeat(30_000),
  'and/or '.repeat(20_000),
  '枚举定义:'.repeat(20_000),
  '#'.repeat(100_000),
];

const HEADER = 'Name|Type|Mandatory|Description\n---|---|---|---\n';

const inEveryPlace = (text: string): readonly string[] => [
  text,
  `# ${text}\n\n## HTTP Request\n\nGET /a\n\n## Weight\n\n${text}\n\n## Error Code\n\n* ${text}\n`,
  `# T\n\n## HTTP Request\n\nGET /a\n\n## Parameters\n\n${HEADER}x|ENUM|YES|${text}\ny|LONG|YES|${text}\n`,
  `# T\n\n## HTTP Request\n\nGET /a\n\n## Response\n\n    ${text}\n`,
  `# Change Log\n\n## ${text}\n\n* ${text}\n\n## 2026-01-01\n\n${text}\n`,
  `# Error Codes\n\n### -1000 ${text}\n\n* ${text}\n`,
  `# Public API Definitions\n\n**${text}**\n\n* ${text}\n\n**Side (side)**\n\n${text}\n`,
  `# T\n\n## Event Name\n\n${text}\n\n## Response Example\n\n    {"e": "${text}"}\n`,
];

test.each(LONG.map((text) => [text.slice(0, 10), text]))('a very long line of %j takes no long time', (_, text) => {
  for (const page of inEveryPlace(text)) {
    const start = performance.now();
    resolveDefinitions([readFacts(readPage({ file: 'page.md', text: page }))]);
    // A regular expression that backtracks takes minutes here; what is linear takes some 20 ms.
    expect(performance.now() - start).toBeLessThan(5000);
  }
});
