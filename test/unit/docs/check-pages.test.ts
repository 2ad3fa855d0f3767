import { expect, test } from 'vitest';
import { checkPages } from '../../../generator/docs/check-pages.js';
import { readPage } from '../../../generator/docs/read-page.js';
import type { PageSource } from '../../../generator/docs/types.js';
import { SEED_PAGES } from '../../support/seed-pages.js';

const check = (pages: readonly PageSource[]): readonly string[] =>
  checkPages(pages.map(readPage), 'spec/docs').map(({ code, at }) => `${code} ${at?.file}:${at?.line}`);

test('the given pages stand where their anchors say', () => {
  expect(check(SEED_PAGES)).toEqual([]);
});

test('a page under another name, a second capture and a capture left over from earlier are told apart', () => {
  const [first, ...others] = SEED_PAGES;
  if (!first) throw new Error('no pages');
  const moved = { ...first, file: 'spec/docs/other.md' };
  expect(check([moved, ...others])).toEqual(['docs/misplaced-page spec/docs/other.md:10']);
  expect(check([first, moved])).toContain('docs/repeated-page spec/docs/other.md:10');
  const old = { ...first, text: first.text.replace('updated_at: 2026-01-15', 'updated_at: 2025-12-15') };
  expect(check([old, ...others])).toEqual([`docs/stale-page ${first.file}:5`]);
});
