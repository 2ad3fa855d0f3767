import type { Capture } from '../core/capture.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { checkAge } from './check-pages-age.js';
import { checkLanguages } from './check-pages-language.js';
import { checkPlaces } from './check-pages-place.js';
import { checkTwins } from './check-pages-twins.js';
import type { DocPage } from './types.js';

/**
 * What is wrong with a folder of pages as a whole: pages saved under another one's name, the same page or endpoint
 * twice, pages left over from an earlier capture, a language that is missing or is another one. What is wrong with a
 * page by itself stands in its own diagnostics. `root` is the folder below which each page should stand at its
 * identity. A page that the record of its capture calls fetched or unchanged is as new as the capture, whatever its
 * date: the date is that of its content.
 */
export const checkPages = (pages: readonly DocPage[], root: string, capture?: Capture): readonly Diagnostic[] => [
  ...checkPlaces(pages, root),
  ...checkTwins(pages),
  ...checkAge(pages, freshIn(capture)),
  ...checkLanguages(pages),
];

const freshIn = (capture: Capture | undefined): ReadonlySet<string> =>
  new Set(
    (capture?.pages ?? [])
      .filter(({ state }) => state === 'fetched' || state === 'unchanged')
      .map(({ identity }) => identity),
  );
