import { failed, outcomeOf, type Diagnostic, type Outcome } from './core/diagnostic.js';
import type { FilePort } from './core/files.js';
import type { DraftFile } from './draft/types.js';
import type { DriftReport } from './drift/types.js';
import { layeredDisk } from './layered-disk.js';
import { MAX_BYTES } from './load/limits.js';
import { buildModel } from './model/build-model.js';
import { compareWith, mergeProject, type Inputs } from './pipeline.js';
import { findPages, readDocs, troubles, type PagePlace, type Standpoint } from './pipeline-docs.js';
import { draftFor } from './pipeline-draft.js';
import { copiesOf, newsOf, obsoletePages, type PageCopy } from './pipeline-news.js';
import type { Report } from './report/model.js';
import { readSource } from './sources.js';
import { compareClients } from './update/compare-clients.js';
import type { ClientComparison } from './update/types.js';

/** What an update would do. Nothing of it is written yet. */
export interface UpdatePlan {
  /** What the docs say now that they did not say before, of the pages that were there before. */
  readonly news: Report;
  readonly drafts: readonly DraftFile[];
  /** Pages of `spec/docs/` that have newer content, and pages of new endpoints where those were asked for. */
  readonly pages: readonly PageCopy[];
  /** Pages of `spec/docs/` all of whose endpoints were withdrawn: left for a person to delete. */
  readonly obsolete: readonly string[];
  readonly client: ClientComparison;
  /** Of the spec with the drafts against the newer pages. */
  readonly drift: DriftReport;
  /** Every file to write, with its text: drafts and pages. */
  readonly files: ReadonlyMap<string, string>;
  /** There is no file to write, yet the client is not what the sources say: interrupted, or edited by hand. */
  readonly isStale?: boolean;
}

/** What the user asked for. */
export interface UpdateRequest {
  readonly inputs: Inputs;
  readonly newer: PagePlace;
  /** Draft endpoints that the spec lacks. */
  readonly withNew: boolean;
  /** Copy the pages of drafted endpoints into the project. */
  readonly addPages: boolean;
}

/** Everything that an update does, in memory: compare, draft, merge with the drafts, compare again. */
export const planUpdate = ({ inputs, newer, withNew, addPages }: UpdateRequest): Outcome<UpdatePlan> => {
  const docs = readDocs(inputs.disk, newer);
  if (!docs.ok) return docs;
  const drafted = draftFor(inputs, docs.value, withNew);
  if (!drafted.ok) return drafted;
  const pages = copiesOf({ inputs, docs: docs.value, drafts: drafted.value.files, addPages });
  const files = new Map([
    ...drafted.value.files.map(({ file, text }) => [file, text] as const),
    ...pages.flatMap(({ file, from }) => textOf(inputs.disk, from).map((text) => [file, text] as const)),
  ]);
  const after = mergeProject({ ...inputs, disk: layeredDisk(inputs.disk, files) });
  const told = [...troubles(docs.value.facts), ...drafted.diagnostics];
  if (!after.ok) return failed(...told, ...after.diagnostics.map(inDraft(drafted.value.files)));
  const [before, next] = [buildModel(drafted.value.merged.spec), buildModel(after.value.spec)];
  if (!before.ok || !next.ok) return failed(...told, ...before.diagnostics, ...next.diagnostics);
  const drift = compareWith(inputs, after.value.spec, docs.value);
  if (!drift.ok) return drift;
  const news = newsOf(inputs.disk, docs.value);
  const plan: UpdatePlan = {
    news,
    drafts: drafted.value.files,
    pages,
    obsolete: obsoletePages(inputs.disk, news),
    client: compareClients(before.value, next.value),
    drift: drift.value,
    files,
  };
  return outcomeOf(plan, [...told, ...after.diagnostics]);
};

/** A fault in a file that is not written yet: whoever reads it cannot look there. */
const inDraft =
  (drafts: readonly DraftFile[]) =>
  (diagnostic: Diagnostic): Diagnostic =>
    drafts.some(({ file }) => file === diagnostic.at?.file)
      ? {
          ...diagnostic,
          message: `In the draft ${diagnostic.at?.file ?? ''}: ${diagnostic.message}`,
          hint: 'Draft it alone with "docs draft --print", correct it, and save it in spec/.',
        }
      : diagnostic;

const textOf = (disk: FilePort, file: string): readonly string[] => {
  const found = readSource(disk, file, MAX_BYTES);
  return 'code' in found ? [] : [new TextDecoder().decode(found.bytes)];
};

/** The newer pages, as a user names them. */
export const newerPages = ({ disk }: Inputs, standpoint: Standpoint, path: string): Outcome<PagePlace> =>
  findPages(disk, standpoint, [path]);
