import { expect, test } from 'vitest';
import { facts } from '../../../generator/docs/facts.js';
import { readPage } from '../../../generator/docs/read-page.js';
import type { DocPage } from '../../../generator/docs/types.js';
import { SEED_PAGES } from '../../support/seed-pages.js';

const page = (text: string, file: string = 'page.md'): DocPage => readPage({ file, text });
const seed = SEED_PAGES[3]?.text ?? '';
const codes = (text: string): readonly string[] => page(text).diagnostics.map(({ code }) => code);

test('a page is what its heading anchors say, whatever its file name and source_url claim', () => {
  const misfiled = seed.replace(
    /source_url: .*/,
    'source_url: https://developers.binance.com/docs/margin_trading/trade/Other',
  );
  const read = page(misfiled, 'spec/docs/margin_trading/trade/Other.md');
  expect(read.halves.map((half) => half.identity?.value)).toEqual(
    Array(2).fill('margin_trading/borrow-and-repay/Margin-Account-Borrow-Repay'),
  );
  expect(read.diagnostics).toMatchObject([{ code: 'docs/misfiled-page', at: { line: 10 } }]);
});

test('the address prefix of the site tells nothing apart', () => {
  const moved = seed.replaceAll('/docs/zh-CN/', '/zh-CN/docs/').replaceAll('(/docs/', '(/en/docs/');
  expect(page(moved).halves.map((half) => [half.language, half.identity?.value])).toEqual([
    ['en', 'margin_trading/borrow-and-repay/Margin-Account-Borrow-Repay'],
    ['zh', 'margin_trading/borrow-and-repay/Margin-Account-Borrow-Repay'],
  ]);
});

test('without anchors the languages are told by their writing, and there is no identity', () => {
  const bare = seed.replaceAll(/\[\]\([^)]*\)/g, '');
  expect(page(bare).halves.map((half) => [half.language, half.identity])).toEqual([
    ['en', undefined],
    ['zh', undefined],
  ]);
});

test.each([
  ['', 'docs/empty-page'],
  ['\n  \n', 'docs/empty-page'],
  ['---\nexchange: x\n---\n\n', 'docs/empty-page'],
  ['<!doctype html><title>503</title>', 'docs/error-page'],
  ['---\nexchange: x\n---\n\n<html lang="en">', 'docs/error-page'],
])('%j is no page', (text, code) => {
  expect(codes(text)).toEqual([code]);
  expect(facts(page(text))).toEqual([]);
});

test('halves of two different pages, and a language that comes twice, are said so', () => {
  const [matter = '', english = '', chinese = ''] = seed.split('\n---\n\n# ');
  const other = (SEED_PAGES[0]?.text ?? '').split('\n---\n\n# ')[2] ?? '';
  const joined = (...halves: readonly string[]): string => [matter, ...halves].join('\n---\n\n# ');
  expect(codes(joined(english, chinese))).toEqual([]);
  expect(codes(joined(english, other))).toContain('docs/mixed-identity');
  expect(codes(joined(english, chinese, chinese))).toContain('docs/repeated-language');
});

test('line ends, a byte order mark and tabs change nothing', () => {
  const plain = JSON.stringify(facts(page(seed)));
  expect(JSON.stringify(facts(page(seed.replaceAll('\n', '\r\n'))))).toBe(plain);
  expect(JSON.stringify(facts(page(`\ufeff${seed}`)))).toBe(plain);
});

test('front matter gives the time of the capture; a broken one is text', () => {
  expect(page(seed).frontMatter.updatedAt?.value).toBe('2026-01-15T23:48:24.574169');
  expect(page('---\nnot: closed\n# Title\n').frontMatter).toEqual({});
});
