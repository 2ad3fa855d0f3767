import { expect, test } from 'vitest';
import { checkPages } from '../../../generator/docs/check-pages.js';
import { readPage } from '../../../generator/docs/read-page.js';
import type { PageSource } from '../../../generator/docs/types.js';
import { SEED_PAGES } from '../../support/seed-pages.js';

const check = (pages: readonly PageSource[], root: string = 'spec/docs'): readonly string[] =>
  checkPages(pages.map(readPage), root).map(({ code, at }) => `${code} ${at?.file}:${at?.line}`);

const [first, ...others] = SEED_PAGES;
if (!first) throw new Error('no pages');

test.each(['spec/docs', 'spec/docs/', './spec/docs'])('the given pages stand at their identities below %s', (root) => {
  expect(check(SEED_PAGES, root)).toEqual([]);
});

test('they may be checked from within their folder, or with all of it around them', () => {
  const within = others.map((page) => ({ ...page, file: page.file.replace('spec/docs/', '') }));
  expect(check(within, '.')).toEqual([]);
  expect(check(within, '')).toEqual([]);
  expect(check(SEED_PAGES, '.')).toEqual([]);
});

test('a page under another name, a second capture and a capture left over from earlier are told apart', () => {
  const moved = { ...first, file: 'spec/docs/other.md' };
  expect(check([moved, ...others])).toEqual(['docs/misplaced-page spec/docs/other.md:10']);
  expect(check([first, moved])).toContain('docs/repeated-page spec/docs/other.md:10');
  const old = { ...first, text: first.text.replace('updated_at: 2026-01-15', 'updated_at: 2025-12-15') };
  expect(check([old, ...others])).toEqual([`docs/stale-page ${first.file}:5`]);
});

test('one page that is newer than all others makes none of them stale', () => {
  const fresh = { ...first, text: first.text.replace('updated_at: 2026-01-15', 'updated_at: 2026-06-15') };
  expect(check([fresh, ...others])).toEqual([]);
});

test('of two pages of different age none is called stale, as nothing tells which of them is the odd one', () => {
  const old = { ...first, text: first.text.replace('updated_at: 2026-01-15', 'updated_at: 2025-12-15') };
  expect(check([old, ...others.slice(0, 1)])).toEqual([]);
});

test('a page that stands in the place of another one is pointed at', () => {
  const [second] = others;
  if (!second) throw new Error('no pages');
  const swapped = [
    { ...first, file: second.file },
    { ...second, file: first.file },
  ];
  const [found] = checkPages(swapped.map(readPage), 'spec/docs').filter(({ code }) => code === 'docs/misplaced-page');
  expect(found?.related).toEqual([{ at: { file: first.file, line: 1, col: 1 }, message: 'stands in its place' }]);
  expect(found?.hint).toContain(`Save it as ${first.file}.`);
});
