import { openDisk } from '../disk.js';
import type { DraftFile } from '../draft/types.js';
import { findPages, linesOnDemand, readDocs, troubles } from '../pipeline-docs.js';
import { draftFor } from '../pipeline-draft.js';
import { describeDrafts, type Nothing } from '../report/describe-drafts.js';
import { plain } from '../report/style.js';
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
  const hasEndpoint = docs.value.facts.some(({ endpoints }) => endpoints.length > 0);
  const isUndecided = drafted.diagnostics.some(({ code }) => code === 'draft/undecided');
  const why = hasEndpoint ? (isUndecided ? 'undecided' : 'agrees') : 'no-endpoint';
  const isPrinted = isSet(context, 'print');
  if (!isPrinted) writeTogether(context.root, new Map(files.map(({ file, text }) => [file, text])));
  return {
    exitCode: 0,
    diagnostics: [...troubles(docs.value.facts), ...drafted.diagnostics],
    data: { files, written: isPrinted ? [] : files.map(({ file }) => file) },
    text: (style) => (isPrinted ? printed(files, why) : describeDrafts(files, style, why)),
    isDocument: isPrinted,
    lineOf,
  };
};

/** One file after the other, each below its name as a comment; a comment alone where there is none. */
const printed = (files: readonly DraftFile[], why: Nothing): string =>
  files.length === 0
    ? `# ${describeDrafts(files, plain, why)}`
    : files.map(({ file, text }) => `# ${file}\n${text}`).join('\n');
