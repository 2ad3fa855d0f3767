import type { Capture } from '../core/capture.js';

/**
 * What the navigation of the site says about pages, as a capture wrote it down. A list of pages that a person gave, or
 * a navigation that was read in part, says nothing about the pages that are not in it.
 */
export const wasReadWhole = (capture: Capture): boolean => capture.complete || capture.navigation === 'whole';

/** The page is not listed any more, although its neighbours are and none of its family is missing. */
export const isDelisted = (identity: string, capture: Capture): boolean => {
  if (!wasReadWhole(capture) || capture.pages.some((page) => page.identity === identity)) return false;
  const folder = identity.slice(0, identity.lastIndexOf('/') + 1);
  const hasNeighbours = capture.pages.some((page) => page.identity.startsWith(folder));
  // A page that was renamed and could not be fetched under its new name is no page that was removed.
  const family = familyOf(identity);
  const mayBeRenamed = capture.pages.some((page) => page.state === 'missing' && familyOf(page.identity) === family);
  return hasNeighbours && !mayBeRenamed;
};

const familyOf = (identity: string): string => identity.split('/', 1)[0] ?? '';
