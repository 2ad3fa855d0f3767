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
  const { sections } = half;
  const found = findRequests(sections);
  return found.map(({ index, titleIndex }, order) => {
    const previous = found[order - 1]?.index ?? -1;
    const title = sections[titleIndex];
    const end = endOf(sections, { from: index, rank: title?.level ?? 0, next: found[order + 1]?.index });
    // Below a title that two endpoints share, what stands before the second belongs to the first.
    const start = titleIndex > previous || previous === -1 ? Math.max(titleIndex, 0) : index;
    const endpoint = { request: sections[index] as Section, sections: sections.slice(start, end) };
    return title ? { ...endpoint, title } : endpoint;
  });
};

interface Request {
  readonly index: number;
  readonly titleIndex: number;
  /** The nearest free heading of the same rank above it; -1 where there is none. */
  readonly equal: number;
}

/**
 * The request sections with their titles. Where the heading above that stands higher is already another endpoint's, one
 * of the same rank will do; where there is none at all, the first of the half.
 */
const findRequests = (sections: readonly Section[]): readonly Request[] => {
  const found: Request[] = [];
  const last: number[] = [];
  let first = -1;
  sections.forEach(({ kind, level }, index) => {
    if (kind === 'other' && level > 0) {
      last[level] = index;
      if (first === -1) first = index;
    }
    if (kind !== 'request') return;
    const previous = found.at(-1)?.index ?? -1;
    const higher = Math.max(-1, ...last.slice(0, level).filter((at) => at !== undefined));
    const equal = Math.max(higher, last[level] ?? -1);
    const own = higher <= previous && previous !== -1 && equal > previous ? equal : higher;
    found.push({ index, titleIndex: own === -1 ? first : own, equal });
  });
  return withFlatTitles(found);
};

/**
 * On a page where all headings have one rank, the heading of the page stands higher than the title of its first
 * endpoint. The titles of the others show it: then the first is called by its equal, too.
 */
const withFlatTitles = (found: readonly Request[]): readonly Request[] => {
  const [first, ...others] = found;
  const isFlat = others.length > 0 && others.every(({ titleIndex, equal }) => titleIndex === equal);
  if (!first || !isFlat || first.equal <= first.titleIndex) return found;
  return [{ ...first, titleIndex: first.equal }, ...others];
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
