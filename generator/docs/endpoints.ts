import type { PageHalf, Section } from './types.js';

/** The sections that speak of one endpoint. */
export interface EndpointSections {
  readonly title?: Section;
  readonly request: Section;
  readonly sections: readonly Section[];
}

/**
 * Every request section makes an endpoint. Its title is the nearest heading above it that stands higher and announces
 * nothing; it reaches to the next heading of that rank. So a page may hold one endpoint or several.
 */
export const findEndpoints = (half: PageHalf): readonly EndpointSections[] => {
  const requests = half.sections.flatMap((section, index) => (section.kind === 'request' ? [index] : []));
  return requests.flatMap((index, order) => {
    const request = half.sections[index];
    if (!request) return [];
    const titleIndex = findTitle(half.sections, index);
    const title = half.sections[titleIndex];
    const previous = requests[order - 1] ?? -1;
    const end = endOf(half.sections, { from: index, rank: title?.level ?? 0, next: requests[order + 1] });
    const sections = half.sections.slice(Math.max(titleIndex, previous + 1, 0), end);
    return [{ request, sections, ...(title ? { title } : {}) }];
  });
};

/** Where no heading stands higher than the request section, the first one of the half is the title. */
const findTitle = (sections: readonly Section[], request: number): number => {
  const rank = sections[request]?.level ?? 0;
  for (let index = request - 1; index >= 0; index -= 1) {
    const section = sections[index];
    if (section?.kind === 'other' && section.level > 0 && section.level < rank) return index;
  }
  return sections.findIndex((section, index) => index < request && section.kind === 'other' && section.level > 0);
};

const endOf = (
  sections: readonly Section[],
  { from, rank, next }: { readonly from: number; readonly rank: number; readonly next: number | undefined },
): number => {
  for (let index = from + 1; index < sections.length; index += 1) {
    const section = sections[index];
    if (index === next) return index;
    if (section?.kind === 'other' && section.level <= rank) return index;
  }
  return sections.length;
};
