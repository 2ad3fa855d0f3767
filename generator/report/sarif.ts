import type { Log, Notification, ReportingDescriptor, Result, Run, Suppression } from 'sarif';
import type { DriftSeverity } from '../drift/types.js';
import { fingerprint } from './fingerprint.js';
import { specFirst } from './group-findings.js';
import type { Report, ReportFinding, ReportNote, ReportRule } from './model.js';
import { harmlessJson, printable } from './printable.js';
import { message, physicalLocation, relatedLocation, SOURCE_ROOT } from './sarif-locations.js';
import type { ReportView } from './view.js';
import { NOTE_WORDS } from './words.js';

type SarifView = Pick<ReportView, 'lineOf' | 'rules' | 'version'>;

const SCHEMA = 'https://raw.githubusercontent.com/oasis-tcs/sarif-spec/main/sarif-2.1/schema/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<DriftSeverity, 'error' | 'warning' | 'note'>> = {
  'breaks-call': 'error',
  refused: 'error',
  mistyped: 'warning',
  cosmetic: 'note',
};

/** How code scanning sorts rules that are about no vulnerability. */
const PROBLEMS: Readonly<Record<DriftSeverity, 'error' | 'warning' | 'recommendation'>> = {
  'breaks-call': 'error',
  refused: 'error',
  mistyped: 'warning',
  cosmetic: 'recommendation',
};

const EFFECTS: Readonly<Record<DriftSeverity, string>> = {
  'breaks-call': 'At worst, a call goes to the wrong place and fails.',
  refused: 'At worst, the exchange refuses a call.',
  mistyped: 'At worst, a value is read or written as something that it is not.',
  cosmetic: 'No call fails for it.',
};

const HELP =
  'Each result says what to change, and where. A disagreement that is right as it stands is kept by an entry in ' +
  'spec/waivers.yaml or a file in spec/waivers/: `marginalia drift --all` prints one to copy for each finding.';

/** SARIF 2.1.0, one run: what code scanning takes. Waived findings are there, suppressed, with the waiver's reason. */
export const renderSarif = (report: Report, view: SarifView): string => {
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [describeRun(report, view)] };
  return `${harmlessJson(log)}\n`;
};

const describeRun = (report: Report, view: SarifView): Run => {
  const rules = rulesOf(report, view.rules ?? []);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const notes = report.notes.map((note) => describeNote(note, view));
  const kinds = [...new Set(report.notes.map(({ kind }) => kind))];
  return {
    tool: {
      driver: {
        name: 'Marginalia',
        ...(view.version === undefined ? {} : { semanticVersion: view.version }),
        rules: rules.map(describeRule),
        ...(kinds.length === 0 ? {} : { notifications: kinds.map((id) => ({ id })) }),
      },
    },
    automationDetails: { id: `marginalia/${report.command.replace(/\W+/g, '-')}/`, description: message(report.title) },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [SOURCE_ROOT]: { description: message('The root of the repository.') } },
    invocations: [{ executionSuccessful: true, ...(notes.length === 0 ? {} : { toolExecutionNotifications: notes }) }],
    results: report.findings.map((finding) => describeFinding(finding, indexOf, view)),
    properties: { summary: printable(report.summary) },
  };
};

/** The rules given, and those that a finding names beyond them. */
const rulesOf = ({ findings }: Report, given: readonly ReportRule[]): readonly ReportRule[] => {
  const rules = new Map(given.map((rule) => [rule.id, rule]));
  for (const { rule: id, severity } of findings)
    if (!rules.has(id)) rules.set(id, { id, severity, summary: id.replaceAll('-', ' ') });
  return [...rules.values()];
};

const describeRule = ({ id, severity, summary }: ReportRule): ReportingDescriptor => ({
  id,
  name: nameOf(id),
  shortDescription: message(summary),
  fullDescription: message(`${summary} ${EFFECTS[severity]}`),
  help: message(`${summary} ${EFFECTS[severity]} ${HELP}`),
  defaultConfiguration: { level: LEVELS[severity] },
  properties: { severity, 'problem.severity': PROBLEMS[severity], tags: ['documentation', 'openapi'] },
});

/** `ParameterRequired`: what code scanning shows as the title of a rule. */
const nameOf = (id: string): string => id.replace(/(?:^|-)([a-z])/g, (_, first: string) => first.toUpperCase());

const describeFinding = (finding: ReportFinding, indexOf: ReadonlyMap<string, number>, view: SarifView): Result => {
  const { rule, severity, group, pointer, change, waived } = finding;
  const [first, ...others] = specFirst(finding.sides);
  const ruleIndex = indexOf.get(rule);
  const logical = { logicalLocations: [{ fullyQualifiedName: pointer, name: group, kind: 'member' }] };
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[severity],
    message: message([finding.message, ...(change === undefined ? [] : [`What to do: ${change}`])].join('\n')),
    locations: [first ? { physicalLocation: physicalLocation(first.at, view.lineOf), ...logical } : logical],
    ...(others.length === 0
      ? {}
      : { relatedLocations: others.map((side, index) => relatedLocation(side, index + 1, view.lineOf)) }),
    partialFingerprints: { 'marginaliaFinding/v1': fingerprint(finding) },
    ...(waived === undefined ? {} : { suppressions: [describeWaiver(waived, view)] }),
    properties: { severity, operation: printable(group) },
  };
};

const describeWaiver = ({ reason, at }: NonNullable<ReportFinding['waived']>, view: SarifView): Suppression => ({
  kind: 'external',
  status: 'accepted',
  justification: printable(reason),
  location: { physicalLocation: physicalLocation(at, view.lineOf) },
});

const describeNote = ({ kind, subject, message: text, at }: ReportNote, view: SarifView): Notification => ({
  descriptor: { id: kind },
  level: 'note',
  message: message(`${subject}: ${text || NOTE_WORDS[kind]}`),
  ...(at === undefined ? {} : { locations: [{ physicalLocation: physicalLocation(at, view.lineOf) }] }),
});
