import type { EndpointFacts } from '../docs/types.js';
import type { DocsEntry } from './docs-entries.js';
import type { EvidenceReader } from './docs-report.js';

export interface Match {
  readonly older: DocsEntry;
  readonly newer: DocsEntry;
  /** The same thing at another method or path. */
  readonly moved: boolean;
}

export interface Matches {
  readonly pairs: readonly Match[];
  /** In the older capture only, in the newer one only. Second pages of something that was matched are left out. */
  readonly gone: readonly DocsEntry[];
  readonly fresh: readonly DocsEntry[];
}

/**
 * Which entries of two captures are the same. By what they say they are, never by the name of a file: first by address
 * and page, then by address alone, then by page where one thing on it is left on either side, then by likeness.
 */
export const matchEntries = (
  older: readonly DocsEntry[],
  newer: readonly DocsEntry[],
  findMoved: EvidenceReader['findMoved'] | undefined,
): Matches => {
  const state: State = { pairs: [], olds: new Set(older), news: new Set(newer) };
  pairBy(state, (entry) => (entry.identity === undefined ? undefined : `${entry.address}\n${entry.identity}`));
  pairBy(state, ({ address }) => address);
  dropTwins(state, older, newer);
  pairLoners(state);
  if (findMoved) pairLookalikes(state, findMoved);
  return { pairs: state.pairs, gone: [...state.olds], fresh: [...state.news] };
};

interface State {
  readonly pairs: Match[];
  readonly olds: Set<DocsEntry>;
  readonly news: Set<DocsEntry>;
}

const pair = ({ pairs, olds, news }: State, older: DocsEntry, newer: DocsEntry): void => {
  pairs.push({ older, newer, moved: older.address !== newer.address });
  olds.delete(older);
  news.delete(newer);
};

/** The newest page of either side is the one that counts, and entries come newest first. */
const pairBy = (state: State, keyOf: (entry: DocsEntry) => string | undefined): void => {
  const byKey = indexBy(state.news, keyOf);
  for (const older of [...state.olds]) {
    const key = keyOf(older);
    const newer = key === undefined ? undefined : byKey.get(key)?.find((each) => state.news.has(each));
    if (newer) pair(state, older, newer);
  }
};

const indexBy = (
  entries: Iterable<DocsEntry>,
  keyOf: (entry: DocsEntry) => string | undefined,
): ReadonlyMap<string, readonly DocsEntry[]> => {
  const index = new Map<string, DocsEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const known = index.get(key);
    if (known) known.push(entry);
    else index.set(key, [entry]);
  }
  return index;
};

/** Two families may have an event of one name: those are two events. */
const twinKey = ({ kind, address, identity = '' }: DocsEntry): string =>
  kind === 'endpoint' ? address : `${address}\n${identity}`;

/** A second page of the same address: the one more, or the one less, is no matter of the endpoint. */
const dropTwins = ({ olds, news }: State, older: readonly DocsEntry[], newer: readonly DocsEntry[]): void => {
  const [before, after] = [older, newer].map((entries) => new Set(entries.map(twinKey)));
  for (const entry of [...olds]) if (after?.has(twinKey(entry))) olds.delete(entry);
  for (const entry of [...news]) if (before?.has(twinKey(entry))) news.delete(entry);
};

const pairLoners = (state: State): void => {
  const keyOf = ({ kind, identity }: DocsEntry): string | undefined =>
    identity === undefined ? undefined : `${kind} ${identity}`;
  const [olds, news] = [indexBy(state.olds, keyOf), indexBy(state.news, keyOf)];
  for (const [key, [older, ...others]] of olds) {
    const [newer, ...more] = news.get(key) ?? [];
    if (older && newer && others.length === 0 && more.length === 0) pair(state, older, newer);
  }
};

const pairLookalikes = (state: State, findMoved: EvidenceReader['findMoved']): void => {
  for (const older of [...state.olds]) {
    const [half] = older.group.halves;
    if (older.kind !== 'endpoint' || !half) continue;
    const candidates = new Map<EndpointFacts, DocsEntry>();
    for (const entry of state.news) {
      const twin = entry.group.halves.find(({ language }) => language === half.language);
      if (entry.kind === 'endpoint' && twin) candidates.set(twin, entry);
    }
    const found = findMoved(half, [...candidates.keys()]);
    const newer = found && candidates.get(found);
    if (newer) pair(state, older, newer);
  }
};
