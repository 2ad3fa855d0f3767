import type { MutableObject } from '../core/mutable-json.js';
import type { ExampleFact } from '../docs/types.js';
import { draftObject, inLists, type FieldContext } from './field-schema.js';
import { growTree } from './field-tree.js';
import type { EndpointGroup } from './group-endpoints.js';
import { shown } from './review.js';

const WHERE = ['responses'] as const;

/** The schema of the answer, or undefined where the page shows none. */
export const draftResponse = (group: EndpointGroup, context: FieldContext): MutableObject | undefined => {
  const { review } = context;
  const tree = growTree(group);
  const examples = group.halves.flatMap((half) => half.examples);
  if (tree.shape === undefined) {
    review.add('response', 'The page shows no answer.', { at: group.first.path.at, where: WHERE });
    return undefined;
  }
  const [left] = tree.left;
  if (left) {
    review.add('variants', 'The examples have different shapes; the first was taken.', { at: left.at, where: WHERE });
  }
  tellVariants(group, context);
  tellRepairs(examples, context);
  const depth = tree.shape.length / 2;
  if (tree.children.length > 0) {
    tellLopsided(group, context);
    return inLists(draftObject(tree.children, context), depth);
  }
  const at = examples[0]?.at ?? group.first.path.at;
  review.add('response', 'The example of the answer is empty.', { at, where: WHERE });
  return depth === 0 ? { type: 'object' } : inLists({}, depth);
};

const fieldsOf = (example: ExampleFact): string =>
  example.fields
    .map(({ path }) => path)
    .sort()
    .join('\n');

/** Several answers on one page, and answers that were seen once only. */
const tellVariants = ({ halves }: EndpointGroup, { review }: FieldContext): void => {
  const first = halves.flatMap(({ examples }) => examples)[0];
  if (!first) return;
  const variants = halves
    .map(({ examples }) => [...new Map(examples.map((example) => [fieldsOf(example), example])).values()])
    .find((some) => some.length > 1);
  if (variants) {
    const labels = variants.flatMap(({ label }) => (label === undefined ? [] : [shown(label)]));
    const named = labels.length > 0 ? ` (${labels.join('; ')})` : '';
    const text = `There are ${variants.length} kinds of answers${named}; what some lack is optional.`;
    review.add('variants', text, { at: first.at, where: WHERE });
  } else if (first.fields.length > 0) {
    const text = 'All types, and what is required, rest on one example.';
    review.add('type-from-one-example', text, { at: first.at, where: WHERE });
  }
};

/** Repairs that change what an example says, or may. */
const GUESSES: readonly string[] = [
  'unquoted-word',
  'unclosed-string',
  'unclosed',
  'duplicate-key',
  'stray-text',
  'ellipsis',
];

const tellRepairs = (examples: readonly ExampleFact[], { review }: FieldContext): void => {
  for (const { repairs } of examples) {
    const repair = repairs.find(({ kind }) => GUESSES.includes(kind));
    if (!repair) continue;
    const text = `The example is not JSON (${repair.kind.replaceAll('-', ' ')}): was it read right?`;
    review.add('response', text, { at: repair.at, where: WHERE });
  }
};

/** Fields that only one language shows. */
const tellLopsided = ({ halves }: EndpointGroup, { review }: FieldContext): void => {
  const speaking = halves.filter(({ examples, incomplete }) => examples.length > 0 && !incomplete);
  if (speaking.length < 2) return;
  const paths = speaking.map(({ examples, responseTable }) => [
    ...examples.flatMap((example) => example.fields),
    ...(responseTable?.rows ?? []),
  ]);
  paths.forEach((own, index) => {
    const others = new Set((paths[index === 0 ? 1 : 0] ?? []).map(({ path }) => path));
    const alone = own.filter(({ path }) => !others.has(path));
    const [first] = alone;
    if (!first) return;
    const names = [...new Set(alone.map(({ path }) => shown(path)))].slice(0, 5).join(', ');
    const more = alone.length > 5 ? ' and more' : '';
    const text = `Only one of the languages shows ${names}${more}.`;
    review.add('languages-disagree', text, { at: first.at, where: WHERE });
  });
};
