import type { ReportFinding, ReportSide } from './model.js';

export interface FindingGroup {
  readonly name: string;
  readonly findings: readonly ReportFinding[];
}

/** Neither corrected nor kept on purpose. */
export const isOpen = ({ waived }: ReportFinding): boolean => waived === undefined;

/** Findings below their operation, both in the order of the report. (`Map.groupBy` came with Node 21.) */
export const groupFindings = (findings: readonly ReportFinding[]): readonly FindingGroup[] => {
  const groups = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.group);
    if (group === undefined) groups.set(finding.group, [finding]);
    else group.push(finding);
  }
  return [...groups].map(([name, members]) => ({ name, findings: members }));
};

/** The line of the spec first: it is what a pull request changes and what code scanning annotates. */
export const specFirst = (sides: readonly ReportSide[]): readonly ReportSide[] => [
  ...sides.filter(({ kind }) => kind === 'spec'),
  ...sides.filter(({ kind }) => kind !== 'spec'),
];
