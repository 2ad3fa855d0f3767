import { isMap, type Pair, type YAMLMap } from 'yaml';
import { ok, outcomeOf, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import { formatPosition, type Position } from '../core/position.js';
import type { SourceDoc } from '../core/source.js';
import { changed, entriesOf, type Entry } from '../core/yaml-tree.js';
import { findDuplicates, groupByKey } from './find-duplicates.js';
import { mergeTwins, timesOf, type Joined } from './merge-twins.js';
import type { Repair, Repaired } from './types.js';

/**
 * Makes a source readable without changing what it says: path items under the same key become one. Every other key that
 * stands twice is an error, and all of them are told. The source given is left as it is.
 */
export const repair = (doc: SourceDoc): Outcome<Repaired> => {
  const paths = entriesOf(doc.tree.contents).find(({ key }) => key === 'paths');
  const duplicates = findDuplicates(doc, paths?.value, isPath);
  const twins = [...groupByKey(entriesOf(paths?.value))].filter(([key, group]) => isPath(key) && group.length > 1);
  if (twins.length === 0 || paths === undefined || !isMap(paths.value))
    return outcomeOf({ doc, repairs: [] }, duplicates);
  const joined = twins.map(([, keys]) => ({ keys, joined: mergeTwins(doc, keys) }));
  const errors = [...duplicates, ...joined.flatMap(({ joined: { errors } }) => errors)];
  if (errors.length > 0) return { ok: false, diagnostics: errors };
  const repairs = joined.map(({ keys, joined: result }) => describeRepair(doc, keys, result));
  const contents = withPaths(doc, paths, withJoined(paths.value, joined));
  return ok({ doc: { ...doc, tree: changed(doc.tree, { contents }) }, repairs }, repairs.flatMap(tell));
};

const isPath = (key: string): boolean => key.startsWith('/');

interface JoinedKey {
  readonly keys: readonly Entry[];
  readonly joined: Joined;
}

/** The paths with the joined path item in the place of the first twin. */
const withJoined = (paths: YAMLMap, all: readonly JoinedKey[]): YAMLMap => {
  const replaced = new Map(all.map(({ keys, joined }) => [keys[0]?.pair, joined.map]));
  const gone = new Set(all.flatMap(({ keys }) => keys.slice(1).map(({ pair }) => pair)));
  const kept = paths.items.filter((pair) => !gone.has(pair));
  return changed(paths, { items: kept.map((pair) => changed(pair, { value: replaced.get(pair) ?? pair.value })) });
};

type Contents = SourceDoc['tree']['contents'];

const withPaths = (doc: SourceDoc, paths: Entry, value: YAMLMap): Contents => {
  const root = doc.tree.contents;
  if (!isMap(root)) return root;
  const items = root.items.map((pair: Pair): Pair => (pair === paths.pair ? changed(pair, { value }) : pair));
  // The parser's own nodes all have a place in the file, and so has every node that comes from one by `changed`.
  return changed<YAMLMap>(root, { items }) as Contents;
};

const describeRepair = (doc: SourceDoc, keys: readonly Entry[], joined: Joined): Repair => {
  const { operations, dropped, movedFields } = joined;
  const key = keys[0]?.key ?? '';
  const places = keys.map(({ offset }) => doc.lines.at(offset));
  const known = { kind: 'path-items-merged', key, places, operations, dropped, movedFields } as const;
  return { ...known, sentence: sentenceFor(known) };
};

const sentenceFor = ({ key, places, operations, dropped, movedFields }: Omit<Repair, 'sentence'>): string => {
  const sources = places.map((place) => {
    const methods = operations.filter(({ from }) => samePlace(from, place)).map(({ method }) => method);
    return `${methods.length > 0 ? inCapitals(methods).join(', ') : 'nothing'} from ${formatPosition(place)}`;
  });
  return [
    `The path ${key} stands ${timesOf(places.length)} and was made one: ${listed(sources)}.`,
    ...dropped.map(({ method, at, keptAt }) => {
      const again = `${inCapitals([method]).join()} stands again at ${formatPosition(at)} with the same content`;
      return `${again}; the one at ${formatPosition(keptAt)} was kept.`;
    }),
    ...movedFields.map(({ field, at, methods }) => {
      const moved = `The ${field} at ${formatPosition(at)} held for one of the path items only`;
      return `${moved} and moved into ${listed(inCapitals(methods))}.`;
    }),
  ].join(' ');
};

const inCapitals = (methods: readonly string[]): readonly string[] => methods.map((method) => method.toUpperCase());

const samePlace = (left: Position, right: Position): boolean => left.line === right.line && left.col === right.col;

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** Notes, because there is nothing that anybody has to do. The report of a run has a line for each repair. */
const tell = (done: Repair): readonly Diagnostic[] => [
  {
    code: 'repair/duplicate-path',
    severity: 'note',
    message: done.sentence,
    at: done.places[1],
    related: done.places.filter((_, index) => index !== 1).map((at) => ({ at, message: 'the path stands here too' })),
    hint: 'Nothing to do: no operation was lost. Readers that keep one of two equal keys do lose some.',
  },
  ...done.dropped.map(({ method, at, keptAt }): Diagnostic => ({
    code: 'repair/identical-operation',
    severity: 'note',
    message: `${method.toUpperCase()} ${done.key} stands twice with the same content; one was kept.`,
    at,
    related: [{ at: keptAt, message: 'the one that was kept' }],
  })),
];
