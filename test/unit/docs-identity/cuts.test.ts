import fc from 'fast-check';
import { expect, test } from 'vitest';
import { facts } from '../../../generator/docs/facts.js';
import { readPage } from '../../../generator/docs/read-page.js';
import type { DocPage, PageSource } from '../../../generator/docs/types.js';
import { SEED_PAGES } from '../../support/seed-pages.js';

/** What a page says, without the places and the remarks on how well it could be read. */
const sayings = (page: DocPage): string =>
  JSON.stringify(facts(page), (key, value: unknown) =>
    key === 'incomplete' || key === 'diagnostics' || key === 'at' ? undefined : value,
  );

/** A broken front matter counts too: `docs check` tells about a page without one. */
const isTold = (page: DocPage): boolean =>
  page.diagnostics.some(({ code }) => /^docs\/(?:incomplete|empty)-page$/.test(code)) ||
  page.frontMatter.sourceUrl === undefined;

const losesUnseen = ({ file, text }: PageSource, end: number): boolean => {
  const cut = readPage({ file, text: text.slice(0, end) });
  return !isTold(cut) && sayings(cut) !== sayings(readPage({ file, text }));
};

const lineEnds = (text: string): readonly number[] =>
  [...text.matchAll(/\n/g)].map(({ index }) => index).filter((end) => text.slice(end).trim() !== '');

test('a page that was cut after a line is told to be cut, but for four ends in the prose of a last error', () => {
  const unseen = SEED_PAGES.flatMap((page) =>
    lineEnds(page.text).flatMap((end, line) => (losesUnseen(page, end) ? [`${page.file}:${line + 1}`] : [])),
  );
  const last = 'spec/docs/margin_trading/borrow-and-repay/Margin-Account-Borrow-Repay.md';
  expect(unseen).toEqual([144, 145, 146, 147].map((line) => `${last}:${line}`));
  expect(SEED_PAGES.flatMap(({ text }) => lineEnds(text)).length).toBeGreaterThan(350);
});

test('cut inside a line, only the prose of its last error can be lost unseen: a cut sentence shows no sign', () => {
  const unseen = SEED_PAGES.flatMap((page) =>
    everySo(page.text).flatMap((end) => {
      const line = page.text.slice(0, end).split('\n').length;
      return losesUnseen(page, end) ? [`${page.file.split('/').at(-1)}:${line}`] : [];
    }),
  );
  const borrow = [144, 145, 146, 147, 148].map((line) => `Margin-Account-Borrow-Repay.md:${line}`);
  expect([...borrow, 'borrow-and-repay.md:104']).toEqual(expect.arrayContaining([...new Set(unseen)]));
  const cuts = SEED_PAGES.flatMap(({ text }) => everySo(text)).length;
  expect(unseen.length / cuts).toBeLessThan(0.03);
});

const STEP = 11;

const everySo = (text: string): readonly number[] =>
  Array.from({ length: Math.floor(text.trimEnd().length / STEP) }, (_, index) => 1 + index * STEP);

test('under any file name a page stays what it is', () => {
  const identities = (pages: readonly PageSource[]): readonly string[] =>
    pages.flatMap((page) => facts(readPage(page)).map(({ identity, path }) => `${identity?.value} ${path.value}`));
  const wanted = [...identities(SEED_PAGES)].sort();
  const names = SEED_PAGES.map(({ file }) => file);
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (shuffled) => {
      const renamed = SEED_PAGES.map((page, index) => ({ ...page, file: shuffled[index] ?? page.file }));
      expect([...identities(renamed)].sort()).toEqual(wanted);
    }),
    { numRuns: 24 },
  );
});
