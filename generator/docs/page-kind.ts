import type { PageHalf, PageKind } from './types.js';
import { announcedKind } from './vocabulary.js';

/**
 * What a page is. Its title or address comes first: a change log, a FAQ or a quick start may hold headings and lines
 * that look like those of an endpoint, and none of them is one.
 */
export const kindOf = (halves: readonly PageHalf[]): PageKind => {
  for (const half of halves) {
    const announced = announcedKind(titleOf(half)) ?? announcedKind(half.identity?.value.split('/').at(-1) ?? '');
    if (announced) return announced;
  }
  const kinds = new Set(halves.flatMap((half) => half.sections.map((section) => section.kind)));
  if (kinds.has('request')) return 'endpoint';
  return kinds.has('event') ? 'event' : 'prose';
};

const titleOf = (half: PageHalf): string => half.sections.find(({ level }) => level > 0)?.heading ?? '';
