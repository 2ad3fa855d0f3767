import { DRIFT_SEVERITIES, type DriftSeverity } from '../drift/types.js';
import { fingerprint } from './fingerprint.js';
import { isOpen } from './group-findings.js';
import type { Report, ReportFinding } from './model.js';
import { harmlessJson } from './printable.js';

/**
 * The report for machines. A contract: keys are only added while `version` is 1.
 *
 * - `version`: 1
 * - `command`, `title`, `summary`: texts, as in `Report`
 * - `counts`: `open`, `waived`, and `bySeverity` of the open ones
 * - `findings`: `ReportFinding` as it stands in `model.ts`, worst first, each with its `fingerprint`
 * - `notes`: `ReportNote` as it stands in `model.ts`
 *
 * Lines and columns count from 1, columns in UTF-16 units. A key whose value is not known is absent, never null.
 */
export interface JsonReport extends Report {
  readonly version: 1;
  readonly counts: {
    readonly open: number;
    readonly waived: number;
    readonly bySeverity: Readonly<Record<DriftSeverity, number>>;
  };
  readonly findings: readonly JsonFinding[];
}

export interface JsonFinding extends ReportFinding {
  /** Stable from run to run: made of rule and pointer. */
  readonly fingerprint: string;
}

/** `Report` with counts and fingerprints, as data. */
export const jsonReport = ({ command, title, summary, findings, notes }: Report): JsonReport => {
  const open = findings.filter(isOpen);
  const bySeverity = Object.fromEntries(
    DRIFT_SEVERITIES.map((severity) => [severity, open.filter((finding) => finding.severity === severity).length]),
  ) as Record<DriftSeverity, number>;
  return {
    version: 1,
    command,
    title,
    summary,
    counts: { open: open.length, waived: findings.length - open.length, bySeverity },
    findings: findings.map((finding) => ({ ...finding, fingerprint: fingerprint(finding) })),
    notes,
  };
};

/** The same as text: strings hold what the pages say, but nothing that a terminal acts on. */
export const renderJsonReport = (report: Report): string => `${harmlessJson(jsonReport(report))}\n`;
