import { checkPages } from '../docs/check-pages.js';
import { openDisk } from '../disk.js';
import { findPages, linesOnDemand, readDocs, troubles } from '../pipeline-docs.js';
import { checkReport } from '../report/check-report.js';
import { stopped, type CommandResult, type RunContext } from './command.js';
import { reportResult } from './report-result.js';

/** `marginalia docs check <dir>`: pages that are not what they claim to be, twice there, old, cut off or empty. */
export const docsCheckCommand = (context: RunContext, folder: unknown): CommandResult => {
  const disk = openDisk(context.root);
  const lineOf = linesOnDemand(disk);
  const place = findPages(disk, context, [String(folder)]);
  if (!place.ok) return stopped(place.diagnostics, lineOf);
  const docs = readDocs(disk, place.value);
  if (!docs.ok) return stopped(docs.diagnostics, lineOf);
  const { pages, facts, snapshot } = docs.value;
  const wholePages = pages.flatMap(({ diagnostics }) => diagnostics);
  const report = checkReport(place.value.shown, {
    pages: facts,
    found: [...wholePages, ...checkPages(pages, place.value.shown, snapshot.capture)],
  });
  const others = troubles(facts).filter((trouble) => !wholePages.includes(trouble));
  return reportResult(context, { report, diagnostics: others, lineOf });
};
