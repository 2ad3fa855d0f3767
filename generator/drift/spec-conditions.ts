import { CHOICES } from '../core/extensions.js';
import { own, type Json, type JsonObject } from '../core/json.js';

/** The lists of a condition that say what a caller has to send or leave out. */
const LISTS = ['require', 'forbid', ...CHOICES] as const;

/** The parameters whose presence a condition of the operation decides. */
export const readConditioned = (conditions: readonly JsonObject[]): readonly string[] => [
  ...new Set(
    conditions.flatMap((condition) => [
      ...excluding(condition),
      ...namesIn(condition),
      ...namesIn(own(condition, 'else')),
    ]),
  ),
];

/** `when` only names the case, unless it is that a parameter is given which others exclude: then they exclude it too. */
const excluding = (condition: JsonObject): readonly string[] => {
  const when = own(condition, 'when');
  const name = own(when, 'parameter');
  const excludes = own(when, 'given') === true && own(condition, 'forbid') !== undefined;
  return excludes && typeof name === 'string' ? [name] : [];
};

const namesIn = (value: Json | undefined): readonly string[] => LISTS.flatMap((key) => textsAt(value, key));

/** The texts of a list; none where there is no list. */
export const textsAt = (node: Json | undefined, key: string): readonly string[] => {
  const list = own(node, key);
  return Array.isArray(list) ? list.filter((name: Json) => typeof name === 'string') : [];
};
