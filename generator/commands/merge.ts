import { openDisk, shownPath } from '../disk.js';
import { mergeProject } from '../pipeline.js';
import { describeMerge, stageLine } from '../report/describe-merge.js';
import { ReadFiles } from '../sources.js';
import { writeFileWhole } from '../write-file.js';
import { NOTHING_WRITTEN, pathOption, stopped, type CommandResult, type RunContext } from './command.js';

/** `marginalia merge`: the merged document on standard output, or in a file with a report of what was done. */
export const mergeCommand = (context: RunContext): CommandResult => {
  const inputs = { disk: openDisk(context.root), read: new ReadFiles() };
  const merged = mergeProject(inputs);
  const output = pathOption(context, 'output');
  if (!merged.ok) return stopped(merged.diagnostics, inputs.read.lineOf, output === undefined ? '' : NOTHING_WRITTEN);
  const { spec, repairs, renderYaml } = merged.value;
  const shown = output === undefined ? null : shownPath(context.cwd, output);
  if (output !== undefined) writeFileWhole(output, renderYaml(), shown ?? output);
  return {
    exitCode: 0,
    diagnostics: merged.diagnostics,
    data: { repairs, operations: spec.operations, output: shown, document: spec.document },
    text: (style) =>
      shown === null
        ? renderYaml()
        : [...describeMerge(merged.value, style), stageLine('write', shown, style)].join('\n'),
    isDocument: shown === null,
    lineOf: inputs.read.lineOf,
  };
};
