import type { Diagnostic, Severity } from '../core/diagnostic.js';
import type { Position } from '../core/position.js';
import { sourceIdentity } from './identity.js';
import type { DocPage } from './types.js';

/** What a page is by its heading anchors: the only thing on it that a crawler does not write. */
export const anchoredIdentity = (page: DocPage): string | undefined =>
  page.halves.find((half) => half.identity)?.identity?.value;

/** By its anchors; a page without any is what its `source_url` says. */
export const identityOf = (page: DocPage): string | undefined => {
  const source = page.frontMatter.sourceUrl?.value;
  return anchoredIdentity(page) ?? (source === undefined ? undefined : sourceIdentity(source));
};

export const placeOf = (page: DocPage): Position =>
  page.halves.find((half) => half.identity)?.identity?.at ?? firstHeading(page) ?? topOf(page);

const firstHeading = (page: DocPage): Position | undefined => page.halves[0]?.sections[0]?.at;

export const topOf = (page: DocPage): Position => ({ file: page.file, line: 1, col: 1 });

/** Pages that say something. What is wrong with empty ones and error pages is told already. */
export const readable = (pages: readonly DocPage[]): readonly DocPage[] =>
  pages.filter(({ state }) => state === 'read');

export const tell = (
  code: string,
  message: string,
  rest: Pick<Diagnostic, 'hint' | 'related'> & { readonly at: Position; readonly severity?: Severity },
): Diagnostic => ({ code: `docs/${code}`, severity: 'warning', message, ...rest });
