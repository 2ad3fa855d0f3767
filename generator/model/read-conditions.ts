import { CHOICES, type ChoiceCondition, type Condition, type Demands } from '../core/extensions.js';
import { doc } from '../core/prose.js';
import { isSound, type Parameters } from './check-condition.js';
import { groupsFor } from './condition-groups.js';
import { sentencesFor } from './condition-words.js';
import type { ReadParameter } from './read-parameters.js';
import type { SpecNode } from './spec-node.js';
import type { ParamsModel, Variant } from './types.js';

/** Turns `x-conditions` into choices between small types. */
export const readParams = (parameters: readonly ReadParameter[], operation: SpecNode): ParamsModel => {
  const byName: Parameters = new Map(parameters.map((parameter) => [parameter.model.name, parameter]));
  const nodes = operation
    .get('x-conditions')
    .items()
    .filter((node) => isSound(node, byName));
  const conditions = nodes.map((node) => [readCondition(node), node] as const);
  const { groups, unsaid } = groupsFor(conditions, byName);
  const models = parameters.map(({ model }) => model);
  return {
    parameters: models,
    groups,
    conditions: conditions.map(([condition]) => condition),
    rules: conditions.flatMap(([condition]) =>
      sentencesFor(condition, byName).map((rule) =>
        unsaid.has(condition) ? doc`${rule} Checked at run time only.` : rule,
      ),
    ),
    optional: models.every(isLeftOutByDefault) && groups.every((group) => group.some(isEmptyAllowed)),
  };
};

/** One condition that is sound, without anything that is no part of its form. */
const readCondition = (node: SpecNode): Condition => {
  const when = node.get('when');
  if (!when.exists) return readChoice(node);
  const parameter = when.get('parameter').text ?? '';
  return {
    when: when.get('given').isTrue ? { parameter, given: true } : { parameter, in: when.get('in').texts() },
    ...readDemands(node),
    ...(node.has('else') ? { else: readDemands(node.get('else')) } : {}),
  };
};

/** Without a case there is one choice, or the condition would not be sound. */
const readChoice = (node: SpecNode): ChoiceCondition => {
  const [atLeastOne, exactlyOne, atMostOne] = CHOICES.map((choice) => node.get(choice).texts());
  if (atLeastOne?.length) return { atLeastOne };
  return exactlyOne?.length ? { exactlyOne } : { atMostOne: atMostOne ?? [] };
};

const DEMANDS = ['require', 'forbid', ...CHOICES] as const;

const readDemands = (node: SpecNode): Demands =>
  Object.fromEntries(DEMANDS.filter((key) => node.has(key)).map((key) => [key, node.get(key).texts()]));

/**
 * `{}` has a `constructor` as far as TypeScript is concerned, so it is no value where a parameter bears such a name.
 */
const isLeftOutByDefault = ({ required, name }: ReadParameter['model']): boolean =>
  !required && !(name in Object.prototype);

const isEmptyAllowed = (variant: Variant): boolean => variant.fields.every(({ presence }) => presence !== 'required');
