import { resolve } from 'node:path';
import { openDisk, shownPath } from '../disk.js';
import { takeUpstream } from '../pipeline-upstream.js';
import { describeUpstream } from '../report/describe-upstream.js';
import { ReadFiles } from '../sources.js';
import { isSet, NOTHING_WRITTEN, stopped, textOption, type CommandResult, type RunContext } from './command.js';

/** `marginalia upstream <file>`: stores a new upstream document byte for byte and says what changed. */
export const upstreamCommand = (context: RunContext, file: unknown): CommandResult => {
  const read = new ReadFiles();
  const path = resolve(context.cwd, String(file));
  const taken = takeUpstream({
    disk: openDisk(context.root),
    root: context.root,
    read,
    path,
    shown: shownPath(context.root, path),
    url: textOption(context, 'url'),
    isDryRun: isSet(context, 'dryRun'),
    today: new Date().toISOString().slice(0, 10),
  });
  if (!taken.ok) return stopped(taken.diagnostics, read.lineOf, NOTHING_WRITTEN);
  return {
    exitCode: 0,
    diagnostics: taken.diagnostics,
    data: { ...taken.value },
    text: (style) => describeUpstream(taken.value, style),
    lineOf: read.lineOf,
  };
};
