import { openDisk } from '../disk.js';
import type { DraftFile } from '../draft/types.js';
import { findPages, linesOnDemand, readDocs, troubles } from '../pipeline-docs.js';
import { draftFor } from '../pipeline-update.js';
import { describeDrafts } from '../report/describe-drafts.js';
import { ReadFiles } from '../sources.js';
import { writeTogether } from '../write-together.js';
import { isSet, NOTHING_WRITTEN, stopped, type CommandResult, type RunContext } from './command.js';

/** `marginalia docs draft <page…>`: what pages say, as a fragment or an overlay to review. */
export const docsDraftCommand = (context: RunContext, paths: unknown): CommandResult => {
  const inputs = { disk: openDisk(context.root), read: new ReadFiles() };
  const lineOf = linesOnDemand(inputs.disk);
  const place = findPages(inputs.disk, context, (paths as readonly unknown[]).map(String));
  if (!place.ok) return stopped(place.diagnostics, lineOf, NOTHING_WRITTEN);
  const docs = readDocs(inputs.disk, place.value);
  if (!docs.ok) return stopped(docs.diagnostics, lineOf, NOTHING_WRITTEN);
  const drafted = draftFor(inputs, docs.value);
  if (!drafted.ok) return stopped(drafted.diagnostics, lineOf, NOTHING_WRITTEN);
  const { files } = drafted.value;
  const isPrinted = isSet(context, 'print');
  if (!isPrinted) writeTogether(context.root, new Map(files.map(({ file, text }) => [file, text])));
  return {
    exitCode: 0,
    diagnostics: [...troubles(docs.value.facts), ...drafted.diagnostics],
    data: { files, written: isPrinted ? [] : files.map(({ file }) => file) },
    text: (style) => (isPrinted ? printed(files) : describeDrafts(files, style)),
    isDocument: isPrinted,
    lineOf,
  };
};

/** One file after the other, each below its name as a comment. */
const printed = (files: readonly DraftFile[]): string => files.map(({ file, text }) => `# ${file}\n${text}`).join('\n');
