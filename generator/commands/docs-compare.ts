import { ok, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import type { FilePort } from '../core/files.js';
import { openDisk } from '../disk.js';
import { findEvidence, findMoved, holdsEveryPage } from '../docs/removal.js';
import { compareDocs } from '../drift/compare-docs.js';
import { compareLanguagePages } from '../drift/compare-pages.js';
import { docsReport } from '../drift/report.js';
import { findPages, linesOnDemand, readDocs, troubles, type ReadDocs } from '../pipeline-docs.js';
import { stopped, type CommandResult, type RunContext } from './command.js';
import { reportResult } from './report-result.js';

/** `marginalia docs diff <old> <new>`: what changed for a caller between two captures. */
export const docsDiffCommand = (context: RunContext, older: unknown, newer: unknown): CommandResult => {
  const disk = openDisk(context.root);
  const lineOf = linesOnDemand(disk);
  const [before, after] = [readPlace(disk, context, older), readPlace(disk, context, newer)];
  if (!before.ok || !after.ok) return stopped([...before.diagnostics, ...after.diagnostics], lineOf);
  const report = docsReport(
    compareDocs(before.value.snapshot, after.value.snapshot, { findEvidence, findMoved, holdsEveryPage }),
  );
  return reportResult(context, { report, diagnostics: after.diagnostics, lineOf });
};

/** `marginalia docs compare-languages <dir>`: where the English and the Chinese half of a page disagree. */
export const docsCompareLanguagesCommand = (context: RunContext, path: unknown): CommandResult => {
  const disk = openDisk(context.root);
  const lineOf = linesOnDemand(disk);
  const docs = readPlace(disk, context, path);
  if (!docs.ok) return stopped(docs.diagnostics, lineOf);
  const report = docsReport(compareLanguagePages(docs.value.facts));
  return reportResult(context, { report, diagnostics: docs.diagnostics, lineOf });
};

const readPlace = (disk: FilePort, context: RunContext, path: unknown): Outcome<ReadDocs> => {
  const place = findPages(disk, context, [String(path)]);
  if (!place.ok) return place;
  const docs = readDocs(disk, place.value);
  return docs.ok ? ok(docs.value, untold(docs.value)) : docs;
};

/** What the reader could not read may hide a difference. */
const untold = ({ facts }: ReadDocs): readonly Diagnostic[] => troubles(facts);
