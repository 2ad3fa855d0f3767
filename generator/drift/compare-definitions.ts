import {
  listHalves,
  matchDefinitions,
  readDefinitionGroups,
  type DefinitionGroup,
  type ListedHalf,
} from './definition-groups.js';
import { changeFinding, joinDocsFindings, wholeFinding, type About } from './docs-findings.js';
import type { DocsFinding, DocsPlace, Snapshot } from './docs-report.js';
import { findChanges } from './find-changes.js';
import { DEFINITION_CHANGES } from './rules/changes.js';
import { definitionAdded } from './rules/definition-added.js';
import { definitionRemoved } from './rules/definition-removed.js';
import { CHANGE_WORDING } from './wording-changes.js';

/** What changed in the lists of values that parameter tables refer to. */
export const compareDefinitions = (
  older: Snapshot,
  newer: Snapshot,
): { readonly findings: readonly DocsFinding[]; readonly compared: number } => {
  const [before, after] = [readDefinitionGroups(older.pages), readDefinitionGroups(newer.pages)];
  const [olds, news] = [listHalves(before), listHalves(after)];
  const matched = matchDefinitions(olds, news);
  const known = new Set(matched.values());
  // A half that only one capture has is a matter of the capture, not of its lists.
  const [oldPages, newPages] = [halvesOf(olds), halvesOf(news)];
  const findings = [
    ...[...matched].flatMap(([old, current]) => compareHalves(old, current)),
    ...news.filter((each) => !known.has(each) && oldPages.has(halfOf(each))).map((each) => whole(each, 'newer')),
    ...olds.filter((each) => !matched.has(each) && newPages.has(halfOf(each))).map((each) => whole(each, 'older')),
  ];
  return {
    findings: [...new Set([...before, ...after])].flatMap((group) => joinGroup(group, findings)),
    compared: new Set([...matched.keys()].map(({ group }) => group)).size,
  };
};

const halfOf = ({ group, half }: ListedHalf): string => `${group.page}\n${half.language}`;
const halvesOf = (listed: readonly ListedHalf[]): ReadonlySet<string> => new Set(listed.map(halfOf));

interface Told {
  readonly group: DefinitionGroup;
  readonly finding: DocsFinding;
}

const joinGroup = (group: DefinitionGroup, told: readonly Told[]): readonly DocsFinding[] =>
  joinDocsFindings(
    told.filter((each) => each.group === group).map(({ finding }) => finding),
    group.halves.map(({ language }) => language),
  );

const compareHalves = ({ group, half: before }: ListedHalf, { half: after }: ListedHalf): readonly Told[] =>
  DEFINITION_CHANGES.flatMap((rule) =>
    findChanges(rule.topic, before, after)
      .filter(({ kind }) => rule.on.includes(kind))
      .map((change) => ({
        group,
        finding: changeFinding(rule, change, { ...aboutOf(group), language: before.language, newer: after }),
      })),
  );

const aboutOf = ({ label, pointer, halves }: DefinitionGroup): About => ({
  group: label,
  pointer,
  list: halves[0]?.title.value ?? '',
});

const whole = ({ group, half }: ListedHalf, capture: DocsPlace['capture']): Told => {
  const rule = capture === 'newer' ? definitionAdded : definitionRemoved;
  const values = half.values.map(({ value }) => value).join(', ');
  const { language, title } = half;
  const subject = group.halves[0]?.title.value ?? title.value;
  const words = {
    kind: 'changed',
    subject,
    topic: '',
    before: values,
    after: values,
    severity: rule.severity,
  } as const;
  const wording = CHANGE_WORDING[rule.id];
  const told = { message: wording.message(words), change: wording.change(words) };
  const places = [{ capture, language, at: title.at, quote: title.quote }];
  return {
    group,
    finding: wholeFinding({ rule: rule.id, severity: rule.severity }, aboutOf(group), { ...told, places }),
  };
};
