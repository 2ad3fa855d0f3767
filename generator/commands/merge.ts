import { resolve } from 'node:path';
import { openDisk, shownPath } from '../disk.js';
import { mergeProject } from '../pipeline.js';
import { describeMerge } from '../report/describe-merge.js';
import { ReadFiles } from '../sources.js';
import { writeFileWhole } from '../write-file.js';
import { stopped, textOption, type CommandResult, type RunContext } from './command.js';

/** `marginalia merge`: the merged document on standard output, or in a file with a report of what was done. */
export const mergeCommand = (context: RunContext): CommandResult => {
  const inputs = { disk: openDisk(context.root), read: new ReadFiles() };
  const merged = mergeProject(inputs);
  if (!merged.ok) return stopped(merged.diagnostics, inputs.read.lineOf);
  const { spec, repairs, yaml } = merged.value;
  const output = textOption(context, 'output');
  if (output !== undefined) writeFileWhole(resolve(context.cwd, output), yaml);
  return {
    exitCode: 0,
    diagnostics: merged.diagnostics,
    data: { repairs, operations: spec.operations, document: spec.document },
    text: (style) =>
      output === undefined ? yaml : [...describeMerge(merged.value, style), `written: ${shownPath(context.cwd, resolve(context.cwd, output))}`].join('\n'),
    lineOf: inputs.read.lineOf,
  };
};
