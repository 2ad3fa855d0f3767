import type { PageFacts } from '../docs/types.js';
import type { DocsEntry } from './docs-entries.js';
import { requestLines, wholeFinding } from './docs-findings.js';
import type { DocsFinding, DocsNote, Evidence, EvidenceReader, Snapshot } from './docs-report.js';
import type { Match, Matches } from './match-entries.js';
import { endpointAdded } from './rules/endpoint-added.js';
import { endpointRemoved } from './rules/endpoint-removed.js';
import { eventAdded } from './rules/event-added.js';
import { eventRemoved } from './rules/event-removed.js';
import type { LoneRule } from './topic.js';
import type { ChangeRuleId } from './types.js';
import { CHANGE_WORDING } from './wording-changes.js';

interface Captures {
  readonly older: Snapshot;
  readonly newer: Snapshot;
  readonly evidence: EvidenceReader | undefined;
}

type Removed = Evidence & { readonly kind: 'removed' };

interface Told {
  readonly findings: readonly DocsFinding[];
  readonly notes: readonly DocsNote[];
}

/** What only one of two captures documents. Being in the older one only is no proof that a thing was removed. */
export const compareCaptures = ({ pairs, gone, fresh }: Matches, captures: Captures): Told => {
  const left = gone.filter(({ kind }) => kind !== 'errors').map((entry) => tellGone(entry, captures));
  const withdrawn = withdrawnEnds(captures.newer);
  const kept = pairs
    .filter((match) => isKept(match) && withdrawn.has(endOf(match.older.group.halves[0]?.path.value ?? '')))
    .flatMap(({ older }) => tellKept(older, captures));
  return {
    findings: [
      ...kept,
      ...left.flatMap(({ findings }) => findings),
      ...fresh.filter(({ kind }) => kind !== 'errors').map((entry) => added(entry, captures.newer)),
    ],
    notes: left.flatMap(({ notes }) => notes),
  };
};

/** How the paths end that the change log withdraws: it may leave out what they begin with. */
const withdrawnEnds = ({ pages }: Snapshot): ReadonlySet<string> =>
  new Set(
    pages.flatMap(({ changes }) => changes.flatMap(({ kind, path }) => (kind === 'removed' ? [endOf(path)] : []))),
  );

const endOf = (path: string): string => path.slice(path.replace(/\/$/, '').lastIndexOf('/'));

/** A page from before: the capture kept what it could not fetch, which may be because it is gone. */
const isKept = ({ older, newer }: Match): boolean =>
  older.kind === 'endpoint' && older.updatedAt !== '' && older.updatedAt === newer.updatedAt;

/** What the older capture said already is no change. */
const tellKept = (entry: DocsEntry, captures: Captures): readonly DocsFinding[] => {
  const { findings } = tellGone(entry, captures);
  if (findings.length === 0) return [];
  return evidenceOf(entry, { ...captures, newer: captures.older }).kind === 'removed' ? [] : findings;
};

const tellGone = (entry: DocsEntry, captures: Captures): Told => {
  const evidence = evidenceOf(entry, captures);
  if (evidence.kind === 'present') return { findings: [], notes: [] };
  if (evidence.kind === 'not-seen') return { findings: [], notes: [notSeen(entry, evidence.since)] };
  const rule = entry.kind === 'event' ? eventRemoved : endpointRemoved;
  const lines = requestLines('older', entry.group.halves);
  const places = [...proofOf(evidence, captures.newer), ...lines];
  return { findings: [whole(rule, entry, { after: reason(evidence), places })], notes: [] };
};

/** The line of the change log, in the language that it stands in. */
const proofOf = ({ at, quote = '' }: Removed, { pages }: Snapshot): DocsFinding['places'] => {
  if (!at) return [];
  const line = pages
    .filter(({ file }) => file === at.file)
    .flatMap(({ changes }) => changes)
    .find((change) => change.at.line === at.line);
  return [{ capture: 'newer', language: line?.language ?? 'en', at, quote }];
};

/** Events have no address of their own that a change log or a navigation could name. */
const evidenceOf = (entry: DocsEntry, { newer, evidence }: Captures): Evidence => {
  const since = entry.updatedAt.slice(0, 10);
  const unseen: Evidence = { kind: 'not-seen', ...(since === '' ? {} : { since }) };
  if (entry.kind === 'event') {
    return evidence?.holdsEveryPage(newer) === true ? { kind: 'removed', by: 'complete-capture' } : unseen;
  }
  const [half] = entry.group.halves;
  if (!half || !evidence) return unseen;
  const found = evidence.findEvidence(
    {
      method: half.method.value,
      path: half.path.value,
      ...(entry.identity === undefined ? {} : { identity: entry.identity }),
      ...(half.updatedAt === undefined ? {} : { updatedAt: half.updatedAt }),
    },
    newer,
  );
  return found.kind === 'not-seen' && found.since === undefined ? unseen : found;
};

/** What speaks for it, in a few words. */
export const reason = (evidence: Removed): string => {
  const date = evidence.date === undefined ? '' : ` of ${evidence.date}`;
  if (evidence.by === 'change-log') return `the change log${date} says so`;
  if (evidence.by === 'navigation') return `the navigation${date} no longer lists its page`;
  return `the capture${date} is complete, and no page of it documents the endpoint`;
};

const notSeen = (entry: DocsEntry, since: string | undefined): DocsNote => {
  const at = entry.group.halves[0]?.path.at;
  return {
    kind: 'not-seen',
    subject: entry.label,
    message: `Not seen since ${since ?? 'the older capture'}. Nothing says that it was removed.`,
    ...(at ? { at } : {}),
  };
};

/** With the line of the change log that announces it, where there is one. */
const added = (entry: DocsEntry, newer: Snapshot): DocsFinding => {
  const rule = entry.kind === 'event' ? eventAdded : endpointAdded;
  const date = newer.pages.map((page) => announced(entry, page)).find((each) => each !== undefined);
  return whole(rule, entry, {
    after: date === undefined ? '' : `, announced on ${date}`,
    places: requestLines('newer', entry.group.halves),
  });
};

const announced = ({ group: { halves } }: DocsEntry, { changes }: PageFacts): string | undefined =>
  changes.find(
    ({ kind, method, path }) =>
      kind === 'added' &&
      halves.some((half) => half.path.value === path && (method === undefined || half.method.value === method)),
  )?.date;

const whole = (
  rule: LoneRule<ChangeRuleId>,
  entry: DocsEntry,
  { after, places }: { readonly after: string; readonly places: DocsFinding['places'] },
): DocsFinding => {
  const words = {
    kind: 'changed',
    subject: entry.label,
    topic: '',
    before: '',
    after,
    severity: rule.severity,
  } as const;
  const wording = CHANGE_WORDING[rule.id];
  return wholeFinding(
    { rule: rule.id, severity: rule.severity },
    { group: entry.label, pointer: entry.pointer },
    {
      message: wording.message(words),
      change: wording.change(words),
      places,
    },
  );
};
