import { own, type JsonObject } from '../core/json.js';
import { textsAt } from './spec-conditions.js';

/** Parameters that stand in for each other, or exclude each other, in every call. */
export interface SpecChoice {
  readonly names: readonly string[];
  readonly needed: boolean;
  readonly exclusive: boolean;
}

/** Several conditions on the same parameters are one choice, and a parameter that refuses another excludes it. */
export const readSpecChoices = (conditions: readonly JsonObject[]): readonly SpecChoice[] => {
  const choices = new Map<string, SpecChoice>();
  const add = (names: readonly string[], { needed, exclusive }: Omit<SpecChoice, 'names'>): void => {
    const key = [...names].sort().join();
    const known = choices.get(key) ?? { names, needed: false, exclusive: false };
    choices.set(key, { names, needed: known.needed || needed, exclusive: known.exclusive || exclusive });
  };
  for (const condition of conditions) {
    const when = own(own(condition, 'when'), 'parameter');
    if (typeof when === 'string') {
      for (const name of textsAt(condition, 'forbid')) add([when, name], { needed: false, exclusive: true });
      continue;
    }
    for (const [key, kind] of Object.entries(MEANING)) {
      const names = textsAt(condition, key);
      if (names.length > 1) add(names, kind);
    }
  }
  return [...choices.values()];
};

const MEANING: Readonly<Record<string, Omit<SpecChoice, 'names'>>> = {
  atLeastOne: { needed: true, exclusive: false },
  exactlyOne: { needed: true, exclusive: true },
  atMostOne: { needed: false, exclusive: true },
};
