import type { MergedProject } from '../pipeline.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { plural } from './words.js';

/** A line of the report: the stage, then what it did. */
export const stageLine = (stage: string, text: string, style: Style): string =>
  `${style.strong(stage.padEnd(8))} ${text}`;

/** Continues the line above. */
export const moreLine = (text: string): string => `${' '.repeat(9)}${text}`;

/** What load, repair and merge did, a few lines for people. */
export const describeMerge = ({ sources, repairs, spec }: MergedProject, style: Style): readonly string[] => {
  const count = (role: string): number => sources.filter((source) => source.role === role).length;
  return [
    stageLine(
      'load',
      `1 upstream document, ${plural(count('fragment'), 'fragment')}, ${plural(count('overlay'), 'overlay')}`,
      style,
    ),
    ...(repairs.length === 0 ? [stageLine('repair', 'nothing to repair', style)] : []),
    ...repairs.map(({ sentence }) => stageLine('repair', printable(sentence), style)),
    stageLine('merge', `${plural(spec.operations.length, 'operation')}, none lost; valid OpenAPI 3.1`, style),
  ];
};
