import type { Diagnostic } from '../core/diagnostic.js';
import { openDisk } from '../disk.js';
import type { PageFacts } from '../docs/types.js';
import { eachFacts, findPages, linesOnDemand, troublesOf } from '../pipeline-docs.js';
import { describeFacts, describeNotes, FactsTally } from '../report/describe-facts.js';
import { isSet, stopped, type CommandResult, type RunContext } from './command.js';

/** `marginalia docs facts <path…>`: everything that pages say, each fact with its file and line. */
export const docsFactsCommand = (context: RunContext, paths: unknown): CommandResult => {
  const disk = openDisk(context.root);
  const lineOf = linesOnDemand(disk);
  const place = findPages(disk, context, (paths as readonly unknown[]).map(String));
  if (!place.ok) return stopped(place.diagnostics, lineOf);
  const { files } = place.value;
  if (isSet(context, 'json')) return { ...NOTHING, stream: jsonOf(eachFacts(disk, files)), lineOf };
  const tally = new FactsTally();
  const sections: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const page of eachFacts(disk, files)) {
    if (!('file' in page)) return stopped([page], lineOf);
    tally.add(page, troublesOf(page));
    diagnostics.push(...troublesOf(page));
    sections.push(describeFacts(page, files.length === 1 ? 'whole' : 'line'));
  }
  return {
    ...NOTHING,
    diagnostics,
    text: (style) => [...sections, ...describeNotes(diagnostics, style), '', tally.summary(style)].join('\n'),
    lineOf,
  };
};

const NOTHING = { exitCode: 0, diagnostics: [], data: {}, text: () => '' } as const;

/**
 * The same envelope as every command's, page by page: a folder of thousands of pages is never held as one text. What
 * the reader has to say of a page stands with the page.
 */
const jsonOf = function* (pages: Iterable<PageFacts | Diagnostic>): Generator<string, 0 | 2> {
  yield '{"command":"docs facts","pages":[';
  let separator = '\n';
  const unreadable: Diagnostic[] = [];
  for (const page of pages) {
    if ('file' in page) {
      yield `${separator}${JSON.stringify(page)}`;
      separator = ',\n';
    } else unreadable.push(page);
  }
  const exitCode = unreadable.length > 0 ? 2 : 0;
  yield `\n],"exitCode":${exitCode},"diagnostics":${JSON.stringify(unreadable)}}\n`;
  return exitCode;
};
