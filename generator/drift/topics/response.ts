import { pointerTo } from '../../core/json.js';
import type { EndpointFacts } from '../../docs/types.js';
import type { OperationView } from '../spec-view.js';
import type { DocsClaim, SpecPlace, Topic } from '../topic.js';
import { pagePlace } from './places.js';

/** The examples, the table, or undefined for a page that shows neither. */
export const speaks = (facts: EndpointFacts): boolean => facts.examples.length > 0 || facts.responseTable !== undefined;

export const parentOf = (path: string): string => path.replace(/(?:^|\.)[^.]*$/, '');

export const responsePlace = (operation: OperationView, path: string): SpecPlace => {
  const field = operation.response.fields.get(path);
  if (field) return { pointer: field.pointer, at: operation.originOf(field.pointer) };
  const parent = parentOf(path);
  const owner = operation.response.fields.get(parent.replace(/(?:\[\])+$/, ''))?.pointer ?? operation.response.pointer;
  const pointer = pointerTo(pointerTo(owner, 'properties'), path.slice(parent.length).replace(/^\./, ''));
  return { pointer, at: operation.originOf(owner) };
};

export const fieldPlace = (facts: EndpointFacts, path: string): { at: DocsClaim['at']; quote: string } => {
  const field = facts.examples.flatMap((example) => example.fields).find((each) => each.path === path);
  const row = facts.responseTable?.rows.find((each) => each.path === path);
  const place = row ?? field;
  if (place) return { at: place.at, quote: place.quote };
  const at = facts.responseTable?.at ?? facts.examples[0]?.at;
  return at ? { at, quote: '' } : pagePlace(facts);
};

export const documentedPaths = (facts: EndpointFacts): readonly string[] => [
  ...new Set([
    ...facts.examples.flatMap((example) => example.fields.map((field) => field.path)),
    ...(facts.responseTable?.rows.map((row) => row.path) ?? []),
  ]),
];

export const isRoot = (parent: string): boolean => /^(?:\[\])*$/.test(parent);

/**
 * Whether the spec describes the object a field would stand in, and names its fields. Fields of an unknown object are
 * that object's matter, and where one side has a list and the other an object, that alone is told.
 */
const knowsParent = ({ response }: OperationView, path: string): boolean => {
  const parent = parentOf(path);
  if (response.untyped.has(parent) || response.open.has(parent)) return false;
  return isRoot(parent) ? parent === (response.shape ?? parent) : response.fields.has(parent.replace(/(?:\[\])+$/, ''));
};

export const showsParent = (facts: EndpointFacts, path: string): boolean => {
  const parent = parentOf(path);
  if (!isRoot(parent)) return documentedPaths(facts).includes(parent.replace(/(?:\[\])+$/, ''));
  return facts.examples.length === 0 || facts.examples.some((example) => example.shape === parent);
};

export const fieldTopic: Topic = {
  name: 'response field',
  docs: (facts) =>
    speaks(facts)
      ? documentedPaths(facts).map((path) => ({
          subject: path,
          value: 'listed',
          shown: path,
          ...fieldPlace(facts, path),
        }))
      : undefined,
  spec: ({ response }) => [...response.fields.keys()].map((path) => ({ subject: path, value: 'listed', shown: path })),
  specPlace: responsePlace,
  docsPlace: fieldPlace,
  tokens: (path) => ['responses', path],
  inSpec: knowsParent,
  inDocs: showsParent,
  silenceCounts: true,
  severity: 'mistyped',
};

/** A bare `object` in the spec where the page shows fields: one finding, not one for each field. */
export const untypedTopic: Topic = {
  name: 'untyped response',
  docs: (facts) =>
    speaks(facts)
      ? [...new Set(documentedPaths(facts).map(parentOf))].map((parent) => {
          const path = documentedPaths(facts).find((each) => parentOf(each) === parent) ?? '';
          return { subject: parent, value: 'fields', shown: `fields such as ${path}`, ...fieldPlace(facts, path) };
        })
      : undefined,
  spec: ({ response }) =>
    [...response.untyped.keys()].map((path) => ({ subject: path, value: 'none', shown: 'no fields' })),
  specPlace: ({ response, originOf }, path) => {
    const pointer = response.untyped.get(path) ?? response.pointer;
    return { pointer, at: originOf(pointer) };
  },
  docsPlace: fieldPlace,
  tokens: (path) => ['responses', path],
  silenceCounts: false,
  severity: 'mistyped',
};

const SHOWN_SHAPES: Readonly<Record<string, string>> = {
  '': 'an object',
  '[]': 'a list of objects',
  '[][]': 'a list of lists',
};

/** Whether the answer is an object or a list. A page whose examples show both says neither. */
export const shapeTopic: Topic = {
  name: 'the answer',
  docs: (facts) => {
    const [first, ...others] = facts.examples;
    if (!first || others.some((example) => example.shape !== first.shape)) return undefined;
    const quote = first.fields[0]?.quote ?? '';
    return [{ subject: '', value: first.shape, shown: SHOWN_SHAPES[first.shape] ?? first.shape, quote, at: first.at }];
  },
  spec: ({ response: { shape } }) =>
    shape === undefined ? [] : [{ subject: '', value: shape, shown: SHOWN_SHAPES[shape] ?? shape }],
  specPlace: ({ response, originOf }) => ({ pointer: response.pointer, at: originOf(response.pointer) }),
  docsPlace: (facts) => fieldPlace(facts, ''),
  tokens: () => ['responses'],
  silenceCounts: false,
  severity: 'mistyped',
};
