import type { Diagnostic } from '../core/diagnostic.js';
import { openDisk, shownPath } from '../disk.js';
import { compareWithDocs, isPage, mergeProject } from '../pipeline.js';
import { describeDrift } from '../report/describe-drift.js';
import { PLACES, ReadFiles } from '../sources.js';
import { isSet, pathOption, stopped, type CommandResult, type RunContext } from './command.js';

/** `marginalia drift`: exit 1 while a disagreement with the pages is neither corrected nor waived. */
export const driftCommand = (context: RunContext): CommandResult => {
  const inputs = { disk: openDisk(context.root), read: new ReadFiles() };
  const { lineOf } = inputs.read;
  const merged = mergeProject(inputs);
  if (!merged.ok) return stopped(merged.diagnostics, lineOf);
  const docs = pathOption(context, 'docs');
  const folder = docs === undefined ? PLACES.docs : shownPath(context.root, docs);
  const missing = noPages(inputs.disk.list(folder), folder);
  if (missing !== undefined) return stopped([...merged.diagnostics, missing], lineOf);
  const compared = compareWithDocs(inputs, merged.value.spec, folder);
  if (!compared.ok) return stopped(compared.diagnostics, lineOf);
  const report = compared.value;
  return {
    exitCode: report.unwaived > 0 ? 1 : 0,
    diagnostics: compared.diagnostics,
    data: { ...report },
    text: (style) => describeDrift(report, { style, lineOf, all: isSet(context, 'all') }),
    lineOf,
  };
};

/** Without a page there is nothing to compare with, and "no drift" would be a lie. */
const noPages = (files: readonly string[], folder: string): Diagnostic | undefined =>
  files.some(isPage)
    ? undefined
    : {
        code: 'docs/no-pages',
        severity: 'error',
        message: `There is no documentation page (.md) in ${folder}/.`,
        hint: 'Put the captured pages there, or name their folder with --docs <dir>.',
      };
