import { pointerTo } from '../core/json.js';
import { comparable } from '../core/plain-text.js';
import type { PageFacts } from '../docs/types.js';
import type { DefinitionHalf } from './topics/definitions.js';

/** One list of the common definitions in its languages. */
export interface DefinitionGroup {
  readonly label: string;
  readonly pointer: string;
  /** The page it stands on. */
  readonly page: string;
  readonly halves: readonly DefinitionHalf[];
}

export const readDefinitionGroups = (pages: readonly PageFacts[]): readonly DefinitionGroup[] => {
  const newest = new Map<string, PageFacts>();
  for (const page of pages) {
    const id = page.identity?.value ?? page.file;
    if ((newest.get(id)?.updatedAt ?? '') <= (page.updatedAt ?? '')) newest.set(id, page);
  }
  return [...newest].flatMap(([id, page]) => {
    const pointers = new Map<string, number>();
    return groupDefinitions(page).map((halves) => {
      const pointer = pointerTo(pointerTo('/definitions', id), halves[0]?.title.value ?? '');
      const order = (pointers.get(pointer) ?? 0) + 1;
      pointers.set(pointer, order);
      const label = `definitions of ${id}`;
      return { label, pointer: order === 1 ? pointer : pointerTo(pointer, order), page: id, halves };
    });
  });
};

/** The lists of a page in both languages: of those with the same names, or none, the ones that share most values. */
const groupDefinitions = ({ definitions, file }: PageFacts): readonly (readonly DefinitionHalf[])[] => {
  const halves: readonly DefinitionHalf[] = definitions.map((each) => ({ ...each, file }));
  const firsts = halves.filter(({ language }) => language === halves[0]?.language);
  const others = halves.filter(({ language }) => language !== halves[0]?.language);
  const candidates = firsts
    .flatMap((first) => others.map((other) => ({ first, other, shared: likeness(first, other) })))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared);
  const twins = new Map<DefinitionHalf, DefinitionHalf>();
  const taken = new Set<DefinitionHalf>();
  for (const { first, other } of candidates) {
    if (twins.has(first) || taken.has(other)) continue;
    twins.set(first, other);
    taken.add(other);
  }
  return [
    ...firsts.map((first) => [first, twins.get(first)].filter((half) => half !== undefined)),
    ...others.filter((other) => !taken.has(other)).map((other) => [other]),
  ];
};

/** From 0 to 1; titles are in words of their language, so names and values have to tell. */
const likeness = (left: DefinitionHalf, right: DefinitionHalf): number => {
  if (left.names.join() !== right.names.join()) return 0;
  const values = new Set(left.values.map(({ value }) => value));
  const shared = right.values.filter(({ value }) => values.has(value)).length;
  return shared / Math.max(values.size, right.values.length, 1);
};

/** One half of a list, with the group that it belongs to. */
export interface ListedHalf {
  readonly group: DefinitionGroup;
  readonly half: DefinitionHalf;
}

export const listHalves = (groups: readonly DefinitionGroup[]): readonly ListedHalf[] =>
  groups.flatMap((group) => group.halves.map((half) => ({ group, half })));

/** The same list in two captures, in one language: by its title, or else by its names and place among those. */
export const matchDefinitions = (
  older: readonly ListedHalf[],
  newer: readonly ListedHalf[],
): ReadonlyMap<ListedHalf, ListedHalf> => {
  const matched = new Map<ListedHalf, ListedHalf>();
  const taken = new Set<ListedHalf>();
  const take = (keyOf: (listed: ListedHalf) => string | undefined): void => {
    for (const before of older) {
      const key = matched.has(before) ? undefined : keyOf(before);
      const after = key === undefined ? undefined : newer.find((each) => !taken.has(each) && keyOf(each) === key);
      if (!after) continue;
      matched.set(before, after);
      taken.add(after);
    }
  };
  const key = ({ group, half }: ListedHalf, name: string): string => [group.page, half.language, name].join('\n');
  take((listed) => key(listed, comparable(listed.half.title.value)));
  take((listed) => (listed.half.names.length > 0 ? key(listed, listed.half.names.join()) : undefined));
  return matched;
};
