import type { EndpointFacts, ExampleFact } from '../../docs/types.js';
import type { DocsClaim, DocsSpot, DocsTopic } from '../topic.js';
import { fieldTypesAlike } from './json-of-type.js';
import { documentedPaths, fieldPlace, isRoot, parentOf, showsParent, speaks } from './response.js';

/**
 * The answer as one capture shows it, held against another capture example by example: a field that goes missing from
 * one of three variants is missing, although the other two have it. A subject is a path, a line feed, and the example.
 */
const TABLE = 'table';
const subjectOf = (path: string, source: string): string => `${path}\n${source}`;
export const pathOf = (subject: string): string => subject.split('\n', 1)[0] ?? subject;
const sourceOf = (subject: string): string => subject.slice(pathOf(subject).length + 1);

/** `Response ACK:` and `ACK` are one variant; examples without such a word go by their order. */
const sourcesOf = (facts: EndpointFacts): ReadonlyMap<string, ExampleFact> => {
  const sources = new Map<string, ExampleFact>();
  for (const example of facts.examples) {
    const variant = /\b[A-Z_]{3,}\b/.exec(example.label ?? '')?.[0] ?? '';
    let order = 1;
    while (sources.has(`${variant} ${order}`)) order += 1;
    sources.set(`${variant} ${order}`, example);
  }
  return sources;
};

const fieldClaims = (facts: EndpointFacts): readonly DocsClaim[] => {
  const shown = [...sourcesOf(facts)].flatMap(([source, { fields }]) =>
    fields.map(({ path, quote, at }) => ({ path, source, quote, at })),
  );
  const rows = (facts.responseTable?.rows ?? []).map(({ path, quote, at }) => ({ path, source: TABLE, quote, at }));
  return [...shown, ...rows].map(({ path, source, quote, at }) => ({
    subject: subjectOf(path, source),
    value: 'listed',
    shown: path,
    quote,
    at,
  }));
};

const place = (facts: EndpointFacts, subject: string): DocsSpot => fieldPlace(facts, pathOf(subject));

const tableHas = (facts: EndpointFacts, path: string): boolean =>
  facts.responseTable?.rows.some((row) => row.path === path) ?? false;

const hasParent = (paths: readonly string[], path: string): boolean =>
  paths.includes(parentOf(path).replace(/(?:\[\])+$/, ''));

/** Whether this capture would show the field there if it had it: the table and the examples stand in for each other. */
const wouldShow = (facts: EndpointFacts, subject: string): boolean => {
  const [path, source] = [pathOf(subject), sourceOf(subject)];
  if (!speaks(facts)) return false;
  if (source === TABLE) {
    const paths = documentedPaths(facts);
    return !paths.includes(path) && showsParent(facts, path);
  }
  const example = sourcesOf(facts).get(source);
  if (tableHas(facts, path)) return false;
  // A variant that only the other capture has: its fields count where this one shows them nowhere.
  if (!example) return !documentedPaths(facts).includes(path) && showsParent(facts, path);
  const parent = parentOf(path);
  return isRoot(parent)
    ? example.shape === parent
    : hasParent(
        example.fields.map((field) => field.path),
        path,
      );
};

export const pageFieldTopic: DocsTopic<EndpointFacts> = {
  name: 'response field',
  docs: (facts) => (speaks(facts) ? fieldClaims(facts) : undefined),
  docsPlace: place,
  inCapture: wouldShow,
  tokens: (subject) => ['responses', pathOf(subject)],
  silenceCounts: true,
  severity: 'mistyped',
};

/** The types of the response table. */
export const tableTypeTopic: DocsTopic<EndpointFacts> = {
  name: 'response type',
  docs: ({ responseTable }) =>
    responseTable?.rows.flatMap(({ path, type, quote }) =>
      type ? [{ subject: path, value: type.value, shown: type.value, quote, at: type.at }] : [],
    ),
  docsPlace: fieldPlace,
  inCapture: tableHas,
  tokens: (path) => ['responses', path, 'type'],
  silenceCounts: false,
  severity: 'mistyped',
};

/** The kinds of value that each example shows. `null` tells nothing. */
export const exampleTypeTopic: DocsTopic<EndpointFacts> = {
  name: 'type in the example',
  docs: (facts) =>
    [...sourcesOf(facts)].flatMap(([source, { fields }]) =>
      fields.flatMap(({ path, kinds, quote, at }): readonly DocsClaim[] => {
        const told = kinds.filter((kind) => kind !== 'null').sort();
        if (told.length === 0) return [];
        return [{ subject: subjectOf(path, source), value: told.join(','), shown: told.join(' or '), quote, at }];
      }),
    ),
  docsPlace: place,
  // A field that is new, or shows `null`, has not changed its type.
  inCapture: () => false,
  alike: (left, right) => fieldTypesAlike(left.value, right.value),
  tokens: (subject) => ['responses', pathOf(subject), 'example'],
  silenceCounts: false,
  severity: 'mistyped',
};
