import { insertCoverage, renderCoverage } from '../coverage/render-coverage.js';
import { isWhole } from '../coverage/count-coverage.js';
import type { CoverageReport } from '../coverage/types.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { openDisk, shownPath } from '../disk.js';
import { coverProject } from '../pipeline-coverage.js';
import { mergeProject } from '../pipeline.js';
import { isPage, linesOnDemand, noPages } from '../pipeline-docs.js';
import { describeCoverage } from '../report/describe-coverage.js';
import { PLACES, ReadFiles } from '../sources.js';
import { writeFileWhole } from '../write-file.js';
import { NOTHING_WRITTEN, pathOption, stopped, type CommandResult, type RunContext } from './command.js';

/** `marginalia coverage`: exit 1 while an endpoint is not in the spec, or an operation not generated or not called. */
export const coverageCommand = (context: RunContext): CommandResult => {
  const inputs = { disk: openDisk(context.root), read: new ReadFiles() };
  const lineOf = linesOnDemand(inputs.disk);
  const merged = mergeProject(inputs);
  if (!merged.ok) return stopped(merged.diagnostics, lineOf);
  const place = (name: string): string | undefined => {
    const given = pathOption(context, name);
    return given === undefined ? undefined : shownPath(context.root, given);
  };
  const docs = place('docs') ?? PLACES.docs;
  if (!inputs.disk.list(docs).some(isPage)) return stopped([noPages(docs)], lineOf);
  const covered = coverProject(inputs, merged.value.spec, { docs, contract: place('contract') });
  if (!covered.ok) return stopped(covered.diagnostics, lineOf);
  const report = covered.value;
  const into = pathOption(context, 'write');
  const trouble =
    into === undefined ? undefined : writeInto(inputs.disk, shownPath(context.root, into), { into, report });
  if (trouble !== undefined) return stopped([trouble], lineOf, NOTHING_WRITTEN);
  return {
    exitCode: isWhole(report) ? 0 : 1,
    diagnostics: [...merged.diagnostics, ...covered.diagnostics],
    data: { ...report },
    text: (style) => describeCoverage(report, style).join('\n'),
    lineOf,
  };
};

/** Writes the table between the marks of a document, or says why it cannot. */
const writeInto = (
  disk: ReturnType<typeof openDisk>,
  shown: string,
  { into, report }: { readonly into: string; readonly report: CoverageReport },
): Diagnostic | undefined => {
  const found = disk.read(shown);
  const document = found.kind === 'bytes' ? new TextDecoder().decode(found.bytes) : '';
  const text = insertCoverage(document, renderCoverage(report));
  if (text === undefined) return noMarks(shown);
  if (text !== document) writeFileWhole(into, text, shown);
  return undefined;
};

const noMarks = (file: string): Diagnostic => ({
  code: 'coverage/marks',
  severity: 'error',
  message: `"${file}" has no place for the table.`,
  at: { file, line: 1, col: 1 },
  hint: 'Put the lines <!-- coverage:begin --> and <!-- coverage:end --> where it should stand.',
});
