import { openDisk } from '../disk.js';
import { compareWithDocs, mergeProject } from '../pipeline.js';
import { describeDrift } from '../report/describe-drift.js';
import { ReadFiles } from '../sources.js';
import { isSet, stopped, textOption, type CommandResult, type RunContext } from './command.js';

/** `marginalia drift`: exit 1 while a disagreement with the pages is neither corrected nor waived. */
export const driftCommand = (context: RunContext): CommandResult => {
  const inputs = { disk: openDisk(context.root), read: new ReadFiles() };
  const { lineOf } = inputs.read;
  const merged = mergeProject(inputs);
  if (!merged.ok) return stopped(merged.diagnostics, lineOf);
  const compared = compareWithDocs(inputs, merged.value.spec, textOption(context, 'docs') ?? 'spec/docs');
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
