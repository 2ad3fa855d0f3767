import { own, type Json, type JsonObject } from '../core/json.js';

/** The lists of a condition that say what a caller has to send or leave out; `when` only names the case. */
const LISTS = ['require', 'forbid', 'atLeastOne', 'exactlyOne'] as const;

/** The parameters whose presence a condition of the operation decides. */
export const readConditioned = (conditions: readonly JsonObject[]): readonly string[] => [
  ...new Set(conditions.flatMap((condition) => [...namesIn(condition), ...namesIn(own(condition, 'else'))])),
];

const namesIn = (value: Json | undefined): readonly string[] =>
  LISTS.flatMap((key) => {
    const list = own(value, key);
    return Array.isArray(list) ? list.filter((name: Json) => typeof name === 'string') : [];
  });
