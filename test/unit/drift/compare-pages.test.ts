import { describe, expect, test } from 'vitest';
import type { PageSource } from '../../../generator/docs/types.js';
import { compareLanguagePages } from '../../../generator/drift/compare-pages.js';
import type { DocsReport } from '../../../generator/drift/docs-report.js';
import { casePages, pageFacts } from '../../support/drift-case.js';
import { SEED_PAGES } from '../../support/seed-pages.js';

const compare = (pages: readonly PageSource[]): DocsReport => compareLanguagePages(pages.map(pageFacts));

const [ENDPOINT, EVENT, LISTS] = casePages();
if (!ENDPOINT || !EVENT || !LISTS) throw new Error('a case lacks its older page');

test('the seed pages: the three disagreements that people found by reading', () => {
  expect(compare(SEED_PAGES).findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    'refused Security type: English says MARGIN; Chinese says none.',
    'refused Security type: English says TRADE; Chinese says USER_DATA.',
    'cosmetic Error name of -3015: English says FEW_LIABILITY_LEFT; Chinese says REPAY_EXCEED_LIABILITY.',
  ]);
});

test('pages that agree: no finding, and they were compared', () => {
  const report = compare([ENDPOINT, EVENT, LISTS]);
  expect(report.findings).toEqual([]);
  expect(report.compared).toEqual({ endpoints: 1, events: 1, definitions: 2, errorPages: 0 });
});

/** One edit of the English half, and what is said of it. */
describe('one half says something else', () => {
  test.each([
    [
      'a path',
      /\/shop\/v1\/order/,
      '/shop/v2/order',
      'breaks-call',
      'Path: English says /shop/v2/order; Chinese says /shop/v1/order.',
    ],
    ['a method', /POST/, 'PUT', 'breaks-call', 'Method: English says PUT; Chinese says POST.'],
    ['a weight', /5\(IP\)/, '6(IP)', 'refused', 'Request weight: English says 6 (IP); Chinese says 5 (IP).'],
    [
      'a case of the weight that the other has not',
      /\*\*5\(IP\)\*\*|5\(IP\)/,
      '5(IP) with symbol; 40(IP) without symbol',
      'refused',
      'Request weight: English says 5 (IP) [with symbol], 40 (IP) [without symbol]; Chinese says 5 (IP).',
    ],
    [
      'a scope',
      /5\(IP\)/,
      '5(UID)',
      'refused',
      'Scope of the request weight: English says 5 (UID); Chinese says 5 (IP).',
    ],
    [
      'a rate limit',
      /60 calls/,
      '30 calls',
      'refused',
      'Rate limit: English says "30 calls/min"; Chinese says "60次/分钟".',
    ],
    ['a parameter', /shelf\|.*\n/, '', 'refused', 'Parameter shelf: Chinese has it; English does not.'],
    ['a unit', /in ms/, 'in seconds', 'refused', 'Unit of until: English says s; Chinese says ms.'],
    [
      'a length',
      /most 40/,
      'most 30',
      'refused',
      'Length of note: English says at most 30 characters; Chinese says at most 40 characters.',
    ],
    ['a field', /,\n +"lines".*\n/, '\n', 'mistyped', 'Response field lines: Chinese has it; English does not.'],
    [
      'an error message',
      /Too many\./,
      'Enough.',
      'cosmetic',
      'Error message of -1002: English says "Enough."; Chinese says "Too many.".',
    ],
  ])('%s', (_, pattern, becomes, severity, message) => {
    const { findings } = compare([{ ...ENDPOINT, text: ENDPOINT.text.replace(pattern, becomes) }]);
    expect(findings).toMatchObject([
      { rule: 'docs-inconsistent-languages', severity, message, languages: ['en', 'zh'] },
    ]);
    expect(findings[0]?.places.map(({ language }) => language)).toEqual(['en', 'zh']);
  });

  test('an error code', () => {
    const { findings } = compare([{ ...ENDPOINT, text: ENDPOINT.text.replace('-1002', '-1009') }]);
    expect(findings.map(({ message }) => message)).toEqual([
      'Error code -1002: Chinese has it; English does not.',
      'Error code -1009: English has it; Chinese does not.',
    ]);
  });

  test('a field of an event', () => {
    const { findings } = compare([{ ...EVENT, text: EVENT.text.replace('"id": 7', '"id": "7"') }]);
    expect(findings).toMatchObject([
      { group: 'event orderReport', message: 'Response type of id: English says string; Chinese says integer.' },
    ]);
  });

  test('a value of a list', () => {
    const { findings } = compare([{ ...LISTS, text: LISTS.text.replace('  * SELL', '  * LEND') }]);
    expect(findings.map(({ message }) => message)).toEqual([
      'Value SELL: Chinese has it; English does not.',
      'Value LEND: English has it; Chinese does not.',
    ]);
  });

  test('an endpoint that one of them does not have', () => {
    const second = ENDPOINT.text.replace(
      '---\n\n# 下单',
      '# Cancel order (TRADE)\n\n## HTTP Request\n\nDELETE `/shop/v1/order`\n\n---\n\n# 下单',
    );
    const { findings } = compare([{ ...ENDPOINT, text: second }]);
    expect(findings.map(({ message }) => message)).toEqual([
      'DELETE /shop/v1/order: English documents it; Chinese does not.',
    ]);
  });
});

test('what one half leaves out because it says less is no contradiction', () => {
  const less = ENDPOINT.text
    .replace('Default 10; max 100; min 2', '')
    .replace('At most 40 characters', '')
    .replace('BUY, SELL', '');
  expect(compare([{ ...ENDPOINT, text: less }]).findings).toEqual([]);
});

test('a page of one language is a note', () => {
  const english = { ...ENDPOINT, text: ENDPOINT.text.split('\n---\n\n# 下单')[0] ?? '' };
  const report = compare([english]);
  expect(report.findings).toEqual([]);
  expect(report.notes).toMatchObject([{ kind: 'not-compared', message: 'Only the English half is there.' }]);
});
