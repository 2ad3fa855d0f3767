import type { EndpointFacts, Language } from '../docs/types.js';
import { compareCaptures } from './compare-captures.js';
import { compareDefinitions } from './compare-definitions.js';
import { readEntries, type DocsEntry } from './docs-entries.js';
import { byWeight, changeFinding, joinDocsFindings, requestLines, wholeFinding, type About } from './docs-findings.js';
import type { DocsFinding, DocsNote, DocsReport, EvidenceReader, Snapshot } from './docs-report.js';
import { findChanges } from './find-changes.js';
import { halfIn } from './groups.js';
import { matchEntries, type Match } from './match-entries.js';
import { ENDPOINT_CHANGES, ERROR_CHANGES, EVENT_CHANGES } from './rules/changes.js';
import { endpointMoved } from './rules/endpoint-moved.js';
import { eventRenamed } from './rules/event-renamed.js';
import type { ChangeRule, DocsChange } from './topic.js';
import { CHANGE_WORDING } from './wording-changes.js';

const RULES_OF: Readonly<Record<DocsEntry['kind'], readonly ChangeRule<EndpointFacts>[]>> = {
  endpoint: ENDPOINT_CHANGES,
  event: EVENT_CHANGES,
  errors: ERROR_CHANGES,
};

/**
 * What changed between two captures for a caller who goes by the older one. Only facts are compared: times of capture,
 * anchors, white space and the wording of prose are none. What the newer capture merely lacks is a note; "removed"
 * needs the evidence that the reader finds.
 */
export const compareDocs = (older: Snapshot, newer: Snapshot, evidence?: EvidenceReader): DocsReport => {
  const matches = matchEntries(readEntries(older.pages), readEntries(newer.pages), evidence?.findMoved);
  const came = compareCaptures(matches, { older, newer, evidence });
  const definitions = compareDefinitions(older, newer);
  const findings = [...comparePairs(matches.pairs), ...came.findings, ...definitions.findings];
  const count = (kind: DocsEntry['kind']): number => matches.pairs.filter((match) => match.older.kind === kind).length;
  return {
    command: 'docs diff',
    title: `${older.label} → ${newer.label}`,
    findings: [...findings].sort(byWeight),
    notes: [...came.notes, ...matches.pairs.flatMap(cutOff)],
    compared: {
      endpoints: count('endpoint'),
      events: count('event'),
      definitions: definitions.compared,
      errorPages: count('errors'),
    },
  };
};

/** Two pages may document one endpoint: what both of them say is one finding. */
const comparePairs = (pairs: readonly Match[]): readonly DocsFinding[] => {
  const byPointer = new Map<string, Compared[]>();
  for (const match of pairs) {
    const known = byPointer.get(match.older.pointer);
    if (known) known.push(comparePair(match));
    else byPointer.set(match.older.pointer, [comparePair(match)]);
  }
  return [...byPointer.values()].flatMap((compared) =>
    joinDocsFindings(
      compared.flatMap(({ findings }) => findings),
      [...new Set(compared.flatMap(({ languages }) => languages))],
    ),
  );
};

interface Compared {
  readonly findings: readonly DocsFinding[];
  readonly languages: readonly Language[];
}

const comparePair = (match: Match): Compared => {
  const { older, newer } = match;
  const about: About = { group: older.label, pointer: older.pointer };
  const halves = older.group.halves.flatMap((before) => {
    const after = halfIn(newer.group, before.language);
    return after ? [{ before, after }] : [];
  });
  const changes = halves.flatMap(({ before, after }) => compareHalf(RULES_OF[older.kind], { before, after }, about));
  const languages = halves.map(({ before }) => before.language);
  return { findings: [...halves.flatMap((half) => movedHalf(match, half, about)), ...changes], languages };
};

interface HalfPair {
  readonly before: EndpointFacts;
  readonly after: EndpointFacts;
}

const compareHalf = (
  rules: readonly ChangeRule<EndpointFacts>[],
  { before, after }: HalfPair,
  about: About,
): readonly DocsFinding[] =>
  [...new Set(rules.map(({ topic }) => topic))].flatMap((topic) =>
    [...findChanges(topic, before, after)]
      .sort(byNews)
      .flatMap((change) =>
        rules
          .filter((rule) => rule.topic === topic && rule.on.includes(change.kind))
          .map((rule) => changeFinding(rule, change, { ...about, language: before.language, newer: after })),
      ),
  );

/** What is gone goes behind what came: joined into one finding, it reads as what was there before. */
const byNews = (left: DocsChange, right: DocsChange): number =>
  Number(left.kind === 'removed') - Number(right.kind === 'removed');

const addressOf = ({ method, path }: EndpointFacts): string => `${method.value} ${path.value.replace(/(?<=.)\/$/, '')}`;

/** Also where a page has the same address by one of its halves: then the other half has moved, or is wrong. */
const movedHalf = ({ older }: Match, { before, after }: HalfPair, about: About): readonly DocsFinding[] => {
  if (older.kind === 'errors' || addressOf(before) === addressOf(after)) return [];
  const words = { subject: about.group, before: addressOf(before), after: addressOf(after), topic: '' } as const;
  const rule = older.kind === 'event' ? eventRenamed : endpointMoved;
  const wording = CHANGE_WORDING[rule.id];
  const told = { ...words, kind: 'changed', severity: rule.severity } as const;
  const places = [...requestLines('newer', [after]), ...requestLines('older', [before])];
  return [
    wholeFinding({ rule: rule.id, severity: rule.severity }, about, {
      message: wording.message(told),
      change: wording.change(told),
      places,
    }),
  ];
};

/** A half that was cut off hides what changed in the rest of it. */
const cutOff = ({ newer }: Match): readonly DocsNote[] =>
  newer.group.halves.flatMap(({ incomplete }) =>
    incomplete
      ? [
          {
            kind: 'not-compared' as const,
            subject: newer.label,
            message: `This page is incomplete (${incomplete.value}); what it lacks was not taken for removed.`,
            at: incomplete.at,
          },
        ]
      : [],
  );
