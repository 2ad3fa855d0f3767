import type { Diagnostic } from '../core/diagnostic.js';
import type { Position } from '../core/position.js';
import type { DocPage } from './types.js';

/** A capture older than the newest of its folder by more than this was left over from an earlier one. */
const STALE_AFTER_DAYS = 7;

/**
 * What is wrong with a folder of pages as a whole: pages saved under another one's name, the same page twice, pages
 * left over from an earlier capture. `root` is the folder below which each page should stand at its identity.
 */
export const checkPages = (pages: readonly DocPage[], root: string): readonly Diagnostic[] => [
  ...pages.flatMap((page) => checkPlace(page, root)),
  ...checkTwins(pages),
  ...checkAge(pages),
];

const identityOf = (page: DocPage): string | undefined => page.halves.find((half) => half.identity)?.identity?.value;

const placeOf = (page: DocPage): Position =>
  page.halves.find((half) => half.identity)?.identity?.at ?? { file: page.file, line: 1, col: 1 };

const checkPlace = (page: DocPage, root: string): readonly Diagnostic[] => {
  const identity = identityOf(page);
  const expected = identity === undefined ? undefined : `${root.replace(/\/$/, '')}/${identity}.md`;
  if (expected === undefined || expected === page.file) return [];
  const message = `By its heading anchors this is the page ${identity}, although it is saved as ${page.file}.`;
  return [warn('misplaced-page', message, { at: placeOf(page), hint: `Save it as ${expected}.` })];
};

const checkTwins = (pages: readonly DocPage[]): readonly Diagnostic[] => {
  const first = new Map<string, DocPage>();
  return pages.flatMap((page) => {
    const identity = identityOf(page);
    if (identity === undefined) return [];
    const before = first.get(identity);
    if (!before) {
      first.set(identity, page);
      return [];
    }
    const related = [{ at: placeOf(before), message: 'the other capture' }];
    const hint = 'Keep the newer one.';
    return [
      { ...warn('repeated-page', `The page ${identity} was captured twice.`, { at: placeOf(page), hint }), related },
    ];
  });
};

const checkAge = (pages: readonly DocPage[]): readonly Diagnostic[] => {
  const times = pages.map((page) => Date.parse(withZone(page.frontMatter.updatedAt?.value ?? '')));
  const newest = Math.max(...times.filter(Number.isFinite));
  return pages.flatMap((page, index) => {
    const days = Math.floor((newest - (times[index] ?? Number.NaN)) / 86_400_000);
    const updatedAt = page.frontMatter.updatedAt;
    if (!updatedAt || !(days > STALE_AFTER_DAYS)) return [];
    const message = `This capture is ${days} days older than the newest one here.`;
    return [
      warn('stale-page', message, { at: updatedAt.at, hint: 'Capture it again: the page may have changed or gone.' }),
    ];
  });
};

/** Captures write their times without a zone; read as UTC they mean the same wherever this runs. */
const withZone = (time: string): string => (/T[\d:.]+$/.test(time) ? `${time}Z` : time);

const warn = (
  code: string,
  message: string,
  { at, hint }: { readonly at: Position; readonly hint: string },
): Diagnostic => ({ code: `docs/${code}`, severity: 'warning', message, at, hint });
