import { openDisk, shownPath } from '../disk.js';
import { driftReport } from '../drift/report.js';
import { compareWithDocs, mergeProject } from '../pipeline.js';
import { isPage, linesOnDemand, noPages } from '../pipeline-docs.js';
import { PLACES, ReadFiles } from '../sources.js';
import { pathOption, stopped, type CommandResult, type RunContext } from './command.js';
import { reportResult } from './report-result.js';

/** `marginalia drift`: exit 1 while a disagreement with the pages is neither corrected nor waived. */
export const driftCommand = (context: RunContext): CommandResult => {
  const inputs = { disk: openDisk(context.root), read: new ReadFiles() };
  const lineOf = linesOnDemand(inputs.disk);
  const merged = mergeProject(inputs);
  if (!merged.ok) return stopped(merged.diagnostics, lineOf);
  const docs = pathOption(context, 'docs');
  const folder = docs === undefined ? PLACES.docs : shownPath(context.root, docs);
  if (!inputs.disk.list(folder).some(isPage)) return stopped([...merged.diagnostics, noPages(folder)], lineOf);
  const compared = compareWithDocs(inputs, merged.value.spec, folder);
  if (!compared.ok) return stopped(compared.diagnostics, lineOf);
  const { value: drift, diagnostics } = compared;
  return reportResult(context, {
    report: driftReport(drift),
    diagnostics: [...merged.diagnostics, ...diagnostics],
    lineOf,
    data: { ...drift },
  });
};
