import { resolve } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.js';
import { shownPath } from '../disk.js';
import { RULES } from '../drift/report.js';
import { VERSION } from '../pipeline-generate.js';
import { renderReport, type ReportFormat, type ReportView } from '../report/formats.js';
import { jsonReport } from '../report/json-report.js';
import type { Report } from '../report/model.js';
import { renameFiles } from '../report/rename-files.js';
import type { LineLookup } from '../report/render-diagnostic.js';
import { plain } from '../report/style.js';
import { readReportParts } from '../report-parts.js';
import { writeFileWhole } from '../write-file.js';
import { isSet, pathOption, textOption, type CommandResult, type RunContext } from './command.js';

/** A report to be written beside what is printed: `--report sarif=drift.sarif`. */
export interface ReportFile {
  readonly format: ReportFormat;
  readonly path: string;
}

interface Reported {
  readonly report: Report;
  readonly diagnostics: readonly Diagnostic[];
  readonly lineOf: LineLookup;
  /** What `--json` prints beside the diagnostics; the report itself unless given. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Prints a report in the format that was asked for, and writes the files that were; exit 1 for what is not waived. */
export const reportResult = (context: RunContext, reported: Reported): CommandResult => {
  const { diagnostics, lineOf, data } = reported;
  const { report, originalOf } = seenFrom(context, reported.report);
  const format = (textOption(context, 'format') ?? 'text') as ReportFormat;
  const view: ReportView = {
    lineOf: (file, line) => lineOf(originalOf(file), line),
    rules: RULES,
    version: VERSION,
    style: plain,
    all: isSet(context, 'all'),
    ...readReportParts(context.toolRoot),
  };
  const files = (context.options['report'] ?? []) as readonly ReportFile[];
  for (const { format: wanted, path } of files) {
    const absolute = resolve(context.cwd, path);
    writeFileWhole(absolute, renderReport(wanted, report, view), shownPath(context.root, absolute));
  }
  const { command: _, ...fields } = jsonReport(report);
  return {
    exitCode: report.findings.some(({ waived }) => waived === undefined) ? 1 : 0,
    diagnostics,
    data: data ?? fields,
    text: (style) => renderReport(format, report, { ...view, style }),
    isDocument: format !== 'text',
    lineOf,
  };
};

interface Seen {
  readonly report: Report;
  /** The name that a file has in the project. */
  readonly originalOf: (file: string) => string;
}

/** Annotations name files as the repository sees them, which need not be as the project does. */
const seenFrom = (context: RunContext, report: Report): Seen => {
  const folder = pathOption(context, 'pathsFrom');
  if (folder === undefined) return { report, originalOf: (file) => file };
  const originals = new Map<string, string>();
  const nameOf = (file: string): string => {
    const name = shownPath(folder, resolve(context.root, file));
    originals.set(name, file);
    return name;
  };
  return { report: renameFiles(report, nameOf), originalOf: (file) => originals.get(file) ?? file };
};
