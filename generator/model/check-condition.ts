import type { ReadParameter } from './read-parameters.js';
import { show, type SpecNode } from './spec-node.js';

export type Value = string | number | boolean;
export type Parameters = ReadonlyMap<string, ReadParameter>;

/** Whether a condition has one of the three forms and speaks only of parameters and values that exist. */
export const isSound = (node: SpecNode, parameters: Parameters): boolean => {
  const lists = ['atLeastOne', 'exactlyOne', 'require', 'forbid'].map((key) => node.get(key));
  lists.push(node.get('else').get('require'), node.get('else').get('forbid'));
  const named = [
    ...lists.flatMap((list) => list.items()),
    ...(node.has('when') ? [node.get('when').get('parameter')] : []),
  ];
  if (named.length === 0) {
    node.error(
      'condition',
      'a condition needs "when", "atLeastOne" or "exactlyOne"',
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
  return unknown === undefined && (!node.has('when') || hasKnownValues(node.get('when'), parameters));
};

const hasKnownValues = (when: SpecNode, parameters: Parameters): boolean => {
  const known = valuesOf(parameters.get(when.get('parameter').text ?? ''));
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
