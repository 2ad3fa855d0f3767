import { CHOICES } from '../core/extensions.js';
import type { ReadParameter } from './read-parameters.js';
import { show, type SpecNode } from './spec-node.js';

export type Value = string | number | boolean;
export type Parameters = ReadonlyMap<string, ReadParameter>;

const DEMANDS = ['require', 'forbid', ...CHOICES] as const;

/** Whether a condition has one of its forms and speaks only of parameters and values that exist. */
export const isSound = (node: SpecNode, parameters: Parameters): boolean => {
  const when = node.get('when');
  const forms = when.exists
    ? [node, node.get('else')].flatMap((side) => listsOf(side, DEMANDS))
    : listsOf(node, CHOICES);
  const named = [...forms.flatMap((list) => list.items()), ...(when.exists ? [when.get('parameter')] : [])];
  if (named.length === 0) {
    node.error(
      'condition',
      'a condition needs "when", "atLeastOne", "exactlyOne" or "atMostOne"',
      'See "x-conditions" in CONTEXT.md.',
    );
    return false;
  }
  const unknown = named.find((name) => name.text === undefined || !parameters.has(name.text));
  unknown?.error(
    'condition',
    `${show(unknown.value)} is no parameter that a caller gives`,
    `There are ${[...parameters.keys()].map(show).join(', ')}.`,
  );
  return unknown === undefined && (!when.exists || isCase(when, parameters));
};

const listsOf = (node: SpecNode, keys: readonly string[]): readonly SpecNode[] => keys.map((key) => node.get(key));

const isCase = (when: SpecNode, parameters: Parameters): boolean => {
  const parameter = parameters.get(when.get('parameter').text ?? '');
  if (!when.get('given').isTrue) return hasKnownValues(when, parameter);
  if (parameter?.model.required !== true) return true;
  when.error(
    'condition',
    `${show(parameter.model.name)} is always given`,
    'Make the parameter optional, or write its values behind "in".',
  );
  return false;
};

const hasKnownValues = (when: SpecNode, parameter: ReadParameter | undefined): boolean => {
  const known = valuesOf(parameter);
  if (known === undefined) {
    const hint =
      'Give the parameter an "enum" of its values; without one the condition can only be said in its comment.';
    when.warn(
      'condition-untyped',
      `the values of ${show(when.get('parameter').value)} are not listed, so the condition has no type`,
      hint,
    );
    return true;
  }
  const wrong = when
    .get('in')
    .items()
    .find((item) => item.text === undefined || !known.map(String).includes(item.text));
  wrong?.error(
    'condition',
    `${show(wrong.value)} is no value of ${show(when.get('parameter').value)}`,
    `Its values are ${known.map(show).join(', ')}.`,
  );
  return wrong === undefined && when.get('in').items().length > 0;
};

/** Every value a parameter may have, where that is known. */
export const valuesOf = (parameter: ReadParameter | undefined): readonly Value[] | undefined =>
  parameter?.values ?? (parameter?.model.kind === 'bool' ? [true, false] : undefined);
