import { describe, expect, test } from 'vitest';
import type { Capture } from '../../../generator/core/capture.js';
import { findEvidence, findMoved, holdsEveryPage } from '../../../generator/docs/removal.js';
import type { PageSource } from '../../../generator/docs/types.js';
import { compareDocs } from '../../../generator/drift/compare-docs.js';
import type { DocsReport } from '../../../generator/drift/docs-report.js';
import { pageFacts } from '../../support/drift-case.js';
import { SEED_PAGES } from '../../support/seed-pages.js';

const diff = (older: readonly PageSource[], newer: readonly PageSource[], capture?: Capture): DocsReport =>
  compareDocs(
    { label: 'January', pages: older.map(pageFacts) },
    { label: 'July', pages: newer.map(pageFacts), ...(capture ? { capture } : {}) },
    { findEvidence, findMoved, holdsEveryPage },
  );

const [BORROW, , , BORROW_REPAY] = SEED_PAGES;
if (!BORROW || !BORROW_REPAY) throw new Error('the seed pages are gone');

const later = (page: PageSource): PageSource => ({
  ...page,
  text: page.text.replace(/updated_at: 2026-01/, 'updated_at: 2026-07'),
});
const NEWER = SEED_PAGES.map(later);
const without = (page: PageSource): readonly PageSource[] => NEWER.filter(({ file }) => file !== page.file);

const rules = ({ findings }: DocsReport): readonly string[] => findings.map(({ rule }) => rule);

describe('an endpoint that the newer capture lacks is not seen, and no finding', () => {
  test.each([
    ['its page is gone', without(BORROW)],
    ['its page is empty', [...without(BORROW), { ...BORROW, text: '' }]],
    [
      'its page is an HTML error page',
      [...without(BORROW), { ...BORROW, text: '<!DOCTYPE html>\n<html><body>502</body></html>\n' }],
    ],
    ['its file holds another page', [...without(BORROW), { ...BORROW, text: BORROW_REPAY.text }]],
  ])('%s', (_, newer) => {
    const report = diff(SEED_PAGES, newer);
    expect(rules(report)).toEqual([]);
    expect(report.notes).toMatchObject([
      {
        kind: 'not-seen',
        subject: 'POST /papi/v1/marginLoan',
        message: expect.stringMatching(/^Not seen since 2026-\d\d-\d\d\./) as string,
      },
    ]);
  });
});

test('a page saved under the name of another is compared as what it is', () => {
  const swapped = NEWER.map((page) =>
    page.file === BORROW.file
      ? { ...page, text: BORROW_REPAY.text }
      : page.file === BORROW_REPAY.file
        ? { ...page, text: BORROW.text }
        : page,
  );
  const report = diff(SEED_PAGES, swapped);
  expect(rules(report)).toEqual([]);
  expect(report.notes).toEqual([]);
  expect(report.compared.endpoints).toBe(SEED_PAGES.length);
});

test('a second capture of a page is no new endpoint, and the newer of the two counts', () => {
  const stale = {
    file: 'twin.md',
    text: BORROW.text.replace('updated_at: 2026', 'updated_at: 2025').replace('(MARGIN)', '(TRADE)'),
  };
  expect(rules(diff(SEED_PAGES, [stale, ...NEWER]))).toEqual([]);
  expect(rules(diff([stale, ...SEED_PAGES], NEWER))).toEqual([]);
});

test('a cut-off page hides changes; nothing that it lacks was removed', () => {
  const lines = BORROW.text.split('\n');
  for (let length = 20; length < lines.length - 20; length += 3) {
    const cut = { ...BORROW, text: lines.slice(0, length).join('\n') };
    const told = rules(diff(SEED_PAGES, [...without(BORROW), cut]));
    expect(
      told.filter((rule) => rule.endsWith('-removed')),
      `cut after line ${length}`,
    ).toEqual([]);
  }
});

test('an endpoint at another address on another page is the same endpoint where nothing else changed', () => {
  const moved = {
    file: 'moved.md',
    text: BORROW.text
      .replaceAll('/papi/v1/marginLoan', '/papi/v2/marginLoan')
      .replaceAll('trade/Margin-Account-Borrow', 'loan/Margin-Loan'),
  };
  const report = diff(SEED_PAGES, [...without(BORROW), moved]);
  expect(report.findings).toMatchObject([
    { rule: 'endpoint-moved', severity: 'breaks-call', group: 'POST /papi/v1/marginLoan', languages: ['en', 'zh'] },
  ]);
  expect(report.findings[0]?.places.map(({ capture, at }) => `${capture} ${at.file}`)).toEqual([
    'newer moved.md',
    'newer moved.md',
    `older ${BORROW.file}`,
    `older ${BORROW.file}`,
  ]);
});

test('what only one language says is named as such', () => {
  const half = BORROW_REPAY.text.replace('(MARGIN)', '(TRADE)');
  const report = diff(SEED_PAGES, [...without(BORROW_REPAY), { ...BORROW_REPAY, text: half }]);
  expect(report.findings).toMatchObject([
    { rule: 'security-type-changed', languages: ['en'], message: 'English: Security type: TRADE now; it was MARGIN.' },
  ]);
});

test('no two findings share rule and pointer, whatever changed', () => {
  const text = BORROW_REPAY.text
    .replaceAll('recvWindow', 'window')
    .replaceAll('amount|', 'size|')
    .replaceAll('1500', '50')
    .replaceAll('-3015', '-3999')
    .replaceAll('tranId', 'id');
  const { findings } = diff(SEED_PAGES, [...without(BORROW_REPAY), { ...BORROW_REPAY, text }]);
  expect(findings.length).toBeGreaterThan(7);
  expect(new Set(findings.map(({ rule, pointer }) => `${rule} ${pointer}`)).size).toBe(findings.length);
});

test('without a reader of evidence nothing is removed', () => {
  const report = compareDocs(
    { label: 'January', pages: SEED_PAGES.map(pageFacts) },
    {
      label: 'July',
      pages: [],
      capture: { version: 1, capturedAt: '2026-07-01T00:00:00Z', baseUrl: '', layout: '', complete: true, pages: [] },
    },
  );
  expect(report.findings).toEqual([]);
  expect(report.notes).toHaveLength(SEED_PAGES.length);
});

describe('a page that was kept because it could not be fetched', () => {
  const log = {
    file: 'change-log.md',
    text: [
      '---',
      'source_url: https://docs.example.com/docs/derivatives/portfolio-margin/change-log',
      'updated_at: 2026-07-15T00:00:00.000000',
      '---',
      '',
      '# Change Log',
      '',
      '## 2026-07-01[](/docs/derivatives/portfolio-margin/change-log#a "link")',
      '',
      '  * The following endpoint has been removed:',
      '    * `POST /papi/v1/marginLoan`',
      '',
    ].join('\n'),
  };
  const kept = [...without(BORROW), BORROW, log];

  test('is of an endpoint that is gone, where the change log says so', () => {
    expect(diff(SEED_PAGES, kept).findings).toMatchObject([
      {
        rule: 'endpoint-removed',
        group: 'POST /papi/v1/marginLoan',
        message: expect.stringContaining('the change log of 2026-07-01') as string,
        places: [{ capture: 'newer', language: 'en', at: { file: 'change-log.md', line: 11 } }, {}, {}],
      },
    ]);
  });

  test('is no news where the older change log said so already', () => {
    expect(rules(diff(kept, kept))).toEqual([]);
  });
});

const event = (family: string, field: string): PageSource => ({
  file: `${family}.md`,
  text: [
    '# Payload: Order',
    '',
    `## Event Name[](/docs/${family}/Event-Order#n "link")`,
    '',
    '`orderReport`',
    '',
    `## Response Example[](/docs/${family}/Event-Order#r "link")`,
    '    ',
    '    ',
    '    {',
    '      "e": "orderReport",',
    `      "${field}": 7`,
    '    }',
    '',
  ].join('\n'),
});

test('two families may have an event of one name', () => {
  const older = [event('spot', 'id'), event('margin', 'id')];
  expect(rules(diff(older, older))).toEqual([]);
  const changed = diff(older, [event('spot', 'id'), event('margin', 'number')]);
  expect(changed.findings.map(({ rule, pointer }) => `${rule} ${pointer}`).sort()).toEqual([
    'response-field-added /events/margin~1Event-Order/orderReport/responses/number',
    'response-field-removed /events/margin~1Event-Order/orderReport/responses/id',
  ]);
  const gone = diff(older, [event('spot', 'id')]);
  expect(rules(gone)).toEqual([]);
  expect(gone.notes).toMatchObject([{ kind: 'not-seen', subject: 'event orderReport', at: { file: 'margin.md' } }]);
});

test('what two pages say of one endpoint is one finding', () => {
  const second = { file: 'second.md', text: BORROW.text.replaceAll('trade/Margin-Account-Borrow', 'loan/Borrow') };
  const heavier = (page: PageSource): PageSource => ({ ...page, text: page.text.replaceAll(/^(\**)100/gm, '$1200') });
  const { findings } = diff([BORROW, second], [heavier(BORROW), heavier(second)]);
  expect(findings).toMatchObject([{ rule: 'request-weight-changed', languages: ['en', 'zh'] }]);
  expect(new Set(findings[0]?.places.map(({ at }) => at.file))).toEqual(new Set([BORROW.file, 'second.md']));
});
