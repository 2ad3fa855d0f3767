import type { Diagnostic } from '../core/diagnostic.js';
import { identityOf, readable, tell, topOf } from './check-pages-common.js';
import type { DocPage } from './types.js';

/** A capture older than most of its neighbours by more than this was left over from an earlier one. */
const STALE_AFTER_DAYS = 7;
const DAY = 86_400_000;
/** Two pages of different age do not tell which of them is the odd one out. */
const FEWEST = 3;

/** Pages left over from an earlier capture, and those of which that cannot be told. `fresh` are known to be new. */
export const checkAge = (pages: readonly DocPage[], fresh: ReadonlySet<string>): readonly Diagnostic[] => {
  const doubtful = readable(pages).filter((page) => !fresh.has(identityOf(page) ?? ''));
  const dated = doubtful.map((page) => ({ page, time: capturedAt(page) }));
  const families = byFolder(dated);
  return dated.flatMap(({ page, time }) => {
    if (time === undefined) return undatedPage(page, families.size > 0);
    const folders = foldersOf(page).map((folder) => families.get(folder) ?? []);
    const family = folders.find(({ length }) => length >= FEWEST);
    return family ? stalePage(page, time, family) : [];
  });
};

/** `undefined` without a date, or with one that cannot be read. */
export const capturedAt = (page: DocPage): number | undefined => {
  const [, date, time, zone] = STAMP.exec(page.frontMatter.updatedAt?.value.trim() ?? '') ?? [];
  if (date === undefined) return undefined;
  // Captures write their times without a zone; read as UTC they mean the same wherever this runs.
  const parsed = Date.parse(time === undefined ? date : `${date}T${time}${zone ?? 'Z'}`);
  return Number.isNaN(parsed) ? undefined : parsed;
};

const STAMP = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/;

const stalePage = (page: DocPage, time: number, family: readonly number[]): readonly Diagnostic[] => {
  const newer = family.length - firstAbove(family, time + STALE_AFTER_DAYS * DAY);
  if (newer * 2 <= family.length - 1) return [];
  const days = Math.floor(((family[Math.floor(family.length / 2)] ?? time) - time) / DAY);
  const message = `This capture is ${days} days older than most pages around it.`;
  const at = page.frontMatter.updatedAt?.at ?? topOf(page);
  return [tell('stale-page', message, { at, hint: 'Capture it again: the page may have changed or gone.' })];
};

/** Times of all pages below each folder, sorted: the neighbours of a page are those of its folder, or of one above. */
const byFolder = (
  dated: readonly { readonly page: DocPage; readonly time: number | undefined }[],
): ReadonlyMap<string, readonly number[]> => {
  const families = new Map<string, number[]>();
  for (const { page, time } of dated) {
    if (time === undefined) continue;
    for (const folder of foldersOf(page)) {
      const times = families.get(folder);
      if (times) times.push(time);
      else families.set(folder, [time]);
    }
  }
  for (const times of families.values()) times.sort((a, b) => a - b);
  return families;
};

/** The folder of a page and those above it, up to the whole capture. */
const foldersOf = (page: DocPage): readonly string[] => {
  const parts = (identityOf(page) ?? page.file).split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
};

const firstAbove = (sorted: readonly number[], limit: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
};

const undatedPage = (page: DocPage, othersAreDated: boolean): readonly Diagnostic[] => {
  const { sourceUrl, updatedAt, apiType } = page.frontMatter;
  const hint = 'Capture it again: nothing tells whether this page is still as it was.';
  const rest = { severity: 'note', hint } as const;
  if (updatedAt) {
    const message = `updated_at is no date that can be read: ${updatedAt.value.slice(0, 80)}`;
    return [tell('no-date', message, { ...rest, at: updatedAt.at })];
  }
  if (!sourceUrl && !apiType) {
    const message = 'This page has no front matter, so nothing says where and when it was captured.';
    return [tell('no-front-matter', message, { ...rest, at: topOf(page) })];
  }
  const message = 'This page has no updated_at, although others have.';
  return othersAreDated ? [tell('no-date', message, { ...rest, at: sourceUrl?.at ?? topOf(page) })] : [];
};
