import { CHOICES, type Choice, type Demands } from './extensions.js';

/** One way to meet demands: which parameters are given (`true`) and which are not. Of all others nothing is said. */
export type Way = ReadonlyMap<string, boolean>;

/** More than anybody reads; what stands in no relation to the types that come of it. */
const MOST_WAYS = 100;

/**
 * The ways to meet all demands at once, beginning with what is settled already. None where they contradict each other;
 * undefined where they leave too many.
 */
export const waysToMeet = (demands: readonly Demands[], settled: Way): readonly Way[] | undefined => {
  let ways: readonly Way[] = [settled];
  for (const options of demands.flatMap(optionsOf)) {
    ways = withoutNarrower(ways.flatMap((way) => options.flatMap((option) => join(way, option) ?? [])));
    if (ways.length > MOST_WAYS) return undefined;
  }
  return ways;
};

/** One list for each demand, in which any entry meets it. */
const optionsOf = (demands: Demands): readonly (readonly Way[])[] => [
  ...(demands.require === undefined ? [] : [[all(demands.require, true)]]),
  ...CHOICES.flatMap((choice) => {
    const names = demands[choice];
    return names === undefined ? [] : [names.map((name) => OPTIONS[choice](name, names))];
  }),
  ...(demands.forbid === undefined ? [] : [[all(demands.forbid, false)]]),
];

const all = (names: readonly string[], given: boolean): Way => new Map(names.map((name) => [name, given]));

const OPTIONS: Readonly<Record<Choice, (name: string, names: readonly string[]) => Way>> = {
  atLeastOne: (name) => all([name], true),
  exactlyOne: (name, names) => new Map(names.map((each) => [each, each === name])),
  atMostOne: (name, names) =>
    all(
      names.filter((other) => other !== name),
      false,
    ),
};

/** Both at once; undefined where one has what the other lacks. */
const join = (one: Way, other: Way): Way | undefined =>
  [...other].some(([name, given]) => (one.get(name) ?? given) !== given) ? undefined : new Map([...one, ...other]);

/** A way that says all that another does, and more, permits nothing that the other does not. */
const withoutNarrower = (ways: readonly Way[]): readonly Way[] =>
  ways.filter(
    (way, index) =>
      !ways.some((other, at) => at !== index && isWithin(other, way) && !(isWithin(way, other) && at > index)),
  );

const isWithin = (wide: Way, narrow: Way): boolean => [...wide].every(([name, given]) => narrow.get(name) === given);
