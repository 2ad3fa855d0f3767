import type { ChangeFact, PageFacts } from './types.js';

/**
 * The line of a change log that says that an endpoint was removed, unless a line of that day or a later one speaks of
 * the endpoint as being there. A line that gives no method may speak of another endpoint at the same path: it removes
 * nothing, and still counts as a sign of life.
 */
export const findAnnouncement = (
  endpoint: { readonly method: string; readonly path: string },
  pages: readonly PageFacts[],
): ChangeFact | undefined => {
  const about = pages
    .flatMap(({ changes }) => changes)
    .filter(({ method, path }) => path === endpoint.path && (method === undefined || method === endpoint.method));
  const removals = about.filter(({ kind, method }) => kind === 'removed' && method !== undefined);
  const latest = [...removals].sort(byDate)[0];
  const lives = about.some(({ kind, date }) => kind !== 'removed' && (date ?? UNDATED) >= (latest?.date ?? ''));
  return lives ? undefined : latest;
};

/** A line without a date may be of any day, the last one included. */
const UNDATED = '9999';

/** The newest first, then English, which more people read. */
const byDate = (a: ChangeFact, b: ChangeFact): number =>
  (b.date ?? '').localeCompare(a.date ?? '') || Number(a.language === 'zh') - Number(b.language === 'zh');
