import type { DefinitionFact } from '../docs/types.js';

/** The values that a page of common definitions gives a name. */
export interface Defined {
  readonly values: readonly string[];
  readonly definition: DefinitionFact;
  /** Whether the definition bears the very name; `pendingType` also looks at `type`. */
  readonly exact: boolean;
}

/** Looks up a name in the definitions of the family that a page belongs to, English first. */
export const defineValues = (
  name: string,
  file: string,
  definitions: readonly DefinitionFact[],
): Defined | undefined => {
  const own = definitions
    .filter(({ values, title }) => values.length > 0 && shared(title.at.file, file) > 0)
    .sort((a, b) => shared(b.title.at.file, file) - shared(a.title.at.file, file) || order(a) - order(b));
  const pick = own.length > 0 ? own : [...definitions].filter(({ values }) => values.length > 0);
  const exact = pick.find(({ names }) => names.some((known) => known.toLowerCase() === name.toLowerCase()));
  const found = exact ?? pick.find(({ names }) => names.some((known) => endsLike(name, known)));
  return found && { values: [...new Set(found.values.map(({ value }) => value))], definition: found, exact: !!exact };
};

const endsLike = (name: string, known: string): boolean =>
  known.length > 3 && name.toLowerCase().endsWith(known.toLowerCase());

const order = ({ language }: DefinitionFact): number => (language === 'en' ? 0 : 1);

/** How many folders two files have in common. */
const shared = (left: string, right: string): number => {
  const [a, b] = [left.split('/').slice(0, -1), right.split('/').slice(0, -1)];
  let count = 0;
  while (count < a.length && a[count] === b[count]) count += 1;
  return count;
};
