import type { Diagnostic } from '../core/diagnostic.js';
import type { Position } from '../core/position.js';
import type { ReadExamples } from './examples.js';
import { warn } from './trouble.js';
import type { ExampleFact, ExampleRepair, RepairKind } from './types.js';

/** What of the examples could not be read, and what had to be guessed. */
export const tellExamples = ({ examples, unread }: ReadExamples): readonly Diagnostic[] => [
  ...unread.map(noExample),
  ...examples.flatMap(({ repairs }) => repairs.filter(isGuess).map(tellRepair)),
  ...examples.flatMap(tellEmpty),
];

const noExample = ({ at, text }: { readonly at: Position; readonly text: string }): Diagnostic => {
  const why = text === '' ? 'it is empty' : `"${text}" holds neither an object nor an array`;
  const message = `This example could not be read as JSON: ${why}.`;
  return warn('unread-example', message, { at, hint: 'The response was not checked against it. Look at the page.' });
};

/** Repairs that change what an example says, or may: the rest are commas and remarks. */
const GUESSES: readonly RepairKind[] = [
  ...(['unquoted-word', 'unclosed-string', 'unclosed', 'duplicate-key', 'stray-text', 'missing-value'] as const),
];

const isGuess = (repair: ExampleRepair): boolean => GUESSES.includes(repair.kind);

const tellRepair = (repair: ExampleRepair): Diagnostic => ({
  code: 'docs/repaired-example',
  severity: 'note',
  message:
    repair.kind === 'missing-value'
      ? 'This example shows no value here.'
      : `This example is not JSON (${repair.kind.replaceAll('-', ' ')}): ${repair.text}`,
  at: repair.at,
});

/** Nothing but remarks or ellipses between the brackets: the answer has fields, and the page shows none. */
const tellEmpty = ({ at, fields, repairs }: ExampleFact): readonly Diagnostic[] => {
  const elided = repairs.find(({ kind }) => kind === 'ellipsis' || kind === 'stray-text');
  if (fields.length > 0 || !elided) return [];
  const message = `This example could not be read as JSON: it shows no field, only "${elided.text}".`;
  return [warn('unread-example', message, { at, hint: 'The response was not checked against it. Look at the page.' })];
};
