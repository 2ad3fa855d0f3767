import { isAbsolute } from 'node:path';
import { comparable } from './core/plain-text.js';
import { failed, ok, outcomeOf, type Diagnostic, type Outcome } from './core/diagnostic.js';
import type { FilePort } from './core/files.js';
import { findEvidence, findMoved, holdsEveryPage } from './docs/removal.js';
import type { PageFacts } from './docs/types.js';
import { draft } from './draft/draft.js';
import type { DraftFile, DraftInput } from './draft/types.js';
import { compareDocs } from './drift/compare-docs.js';
import { docsReport } from './drift/report.js';
import type { DriftReport, Finding } from './drift/types.js';
import { layeredDisk } from './layered-disk.js';
import { buildModel } from './model/build-model.js';
import { compareWith, mergeProject, type Inputs, type MergedProject } from './pipeline.js';
import { familyOf, findPages, isPage, readDocs, troubles, type PagePlace, type ReadDocs } from './pipeline-docs.js';
import type { Report } from './report/model.js';
import { PLACES, readSource } from './sources.js';
import { MAX_BYTES } from './load/limits.js';
import { compareClients } from './update/compare-clients.js';
import type { ClientComparison } from './update/types.js';

/** What an update would do. Nothing of it is written yet. */
export interface UpdatePlan {
  /** What the docs say now that they did not say before, of the pages that were there before. */
  readonly news: Report;
  readonly drafts: readonly DraftFile[];
  /** Pages of `spec/docs/` that have newer content, and pages of new endpoints where those were asked for. */
  readonly pages: readonly PageCopy[];
  readonly client: ClientComparison;
  /** Of the spec with the drafts against the newer pages. */
  readonly drift: DriftReport;
  /** Every file to write, with its text: drafts and pages. */
  readonly files: ReadonlyMap<string, string>;
  /** There is no file to write, yet the client is not what the sources say: interrupted, or edited by hand. */
  readonly isStale?: boolean;
}

export interface PageCopy {
  readonly file: string;
  readonly from: string;
  readonly isNew: boolean;
}

export interface UpdateRequest {
  readonly inputs: Inputs;
  readonly newer: PagePlace;
  /** Draft endpoints that the spec lacks. */
  readonly withNew: boolean;
  /** Copy the pages of drafted endpoints into the project. */
  readonly addPages: boolean;
}

export interface Drafted {
  readonly files: readonly DraftFile[];
  readonly merged: MergedProject;
}

/** Drafts for a place of pages, as the spec is now. */
export const draftFor = (inputs: Inputs, docs: ReadDocs, withNew = true): Outcome<Drafted> => {
  const merged = mergeProject(inputs);
  if (!merged.ok) return merged;
  const drift = compareWith(inputs, merged.value.spec, docs);
  if (!drift.ok) return drift;
  const unknown = new Set(drift.value.coverage.notInSpec.map(({ operation }) => operation));
  const family = familyOf(inputs.disk, docs);
  const about: DraftInput = {
    endpoints: docs.facts
      .flatMap((page) => page.endpoints)
      .filter(({ method, path }) => withNew || !unknown.has(`${method.value} ${path.value}`)),
    definitions: family.flatMap(({ definitions }) => definitions),
    errors: family.flatMap(({ errors }) => errors),
    spec: merged.value.spec,
    findings: openOf(drift.value),
    taken: [...inputs.disk.list(PLACES.fragments), ...inputs.disk.list(PLACES.overlays)],
    nameOf: nameBelow(docs.snapshot.label),
  };
  const first = draft(about);
  const settled = settledBy(inputs, docs, { files: first.files, before: drift.value });
  const drafted = settled === undefined ? first : draft({ ...about, findings: settled });
  return ok({ files: drafted.files, merged: merged.value }, drafted.diagnostics);
};

/** Pages outside the project, as their capture has them: a path of one machine has no place in a file of the project. */
const nameBelow =
  (folder: string) =>
  (file: string): string =>
    !isAbsolute(file)
      ? file
      : file.startsWith(`${folder}/`)
        ? file.slice(folder.length + 1)
        : (file.split('/').at(-1) ?? file);

const openOf = ({ findings }: DriftReport): readonly Finding[] => findings.filter(({ waived }) => waived === undefined);

interface Tried {
  readonly files: readonly DraftFile[];
  readonly before: DriftReport;
}

/**
 * The findings of the operations that drafts correct, where some other operation has actions that settle nothing: what
 * they would correct cannot be written down, and drafted all the same, they would come back with every update.
 */
const settledBy = (inputs: Inputs, docs: ReadDocs, { files, before }: Tried): readonly Finding[] | undefined => {
  const corrected = files.filter(({ kind }) => kind === 'overlay').flatMap(({ operations }) => operations);
  if (corrected.length === 0) return undefined;
  const merged = mergeProject({
    ...inputs,
    disk: layeredDisk(inputs.disk, new Map(files.map(({ file, text }) => [file, text]))),
  });
  const after = merged.ok ? compareWith(inputs, merged.value.spec, docs) : merged;
  if (!after.ok) return undefined;
  const left = new Set(openOf(after.value).map(nameOf));
  const settled = openOf(before).filter((finding) => !left.has(nameOf(finding)));
  const helped = new Set(settled.map(({ operation }) => operation));
  if (corrected.every((operation) => helped.has(operation))) return undefined;
  return openOf(before).filter(({ operation }) => helped.has(operation));
};

const nameOf = ({ rule, pointer, quotes }: Finding): string => [rule, pointer, ...quotes].join('\n');

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
  const models = [buildModel(drafted.value.merged.spec), buildModel(after.value.spec)] as const;
  const [before, next] = models;
  if (!before.ok || !next.ok) return failed(...told, ...before.diagnostics, ...next.diagnostics);
  const drift = compareWith(inputs, after.value.spec, docs.value);
  if (!drift.ok) return drift;
  const news = newsOf(inputs.disk, docs.value);
  const plan: UpdatePlan = {
    news,
    drafts: drafted.value.files,
    pages,
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

interface Copying {
  readonly inputs: Inputs;
  readonly docs: ReadDocs;
  readonly drafts: readonly DraftFile[];
  readonly addPages: boolean;
}

/** Newer content for the pages that the project has, found by identity: file names can lie. */
const copiesOf = ({ inputs, docs, drafts, addPages }: Copying): readonly PageCopy[] => {
  const { disk } = inputs;
  const known = readKnown(disk);
  const drafted = new Set(drafts.filter(({ kind }) => kind === 'fragment').flatMap(({ operations }) => operations));
  const wanted = docs.facts
    .filter(({ endpoints }) => endpoints.some(({ method, path }) => drafted.has(`${method.value} ${path.value}`)))
    .flatMap((page) => page.identity?.value ?? []);
  return docs.facts.flatMap((page) => {
    const identity = page.identity?.value;
    if (identity === undefined || page.state !== 'read') return [];
    const old = known.find((other) => other.identity?.value === identity);
    const isNew = old === undefined;
    if (isNew && !(addPages && wanted.some((name) => name === identity || definesFor(page, name)))) return [];
    const file = old?.file ?? `${PLACES.docs}/${identity}.md`;
    return file === page.file || (old && saysTheSame(old, page)) ? [] : [{ file, from: page.file, isNew }];
  });
};

/** Whether a page has the lists of values to which a page of its family may refer. */
const definesFor = ({ kind, identity }: PageFacts, other: string): boolean =>
  kind === 'definitions' && identity !== undefined && other.startsWith(identity.value.replace(/[^/]*$/, ''));

/** Whether two captures of a page differ in nothing but their layout: such a copy would be noise under version control. */
const saysTheSame = (left: PageFacts, right: PageFacts): boolean => wordsOf(left) === wordsOf(right);

/** All that a page says, without where it says so; quotes as waivers compare them. */
const wordsOf = ({ file: _, updatedAt: _2, sourceUrl: _3, ...facts }: PageFacts): string =>
  JSON.stringify(facts, (key, value: unknown) => {
    if (PLACE_KEYS.has(key)) return undefined;
    return typeof value === 'string' ? comparable(value) : value;
  });

/** Values that were looked up on another page are that page's to say: the project may not have it. */
const PLACE_KEYS: ReadonlySet<string> = new Set(['at', 'file', 'updatedAt', 'diagnostics', 'definedValues']);

const readKnown = (disk: FilePort): readonly PageFacts[] => knownDocs(disk)?.facts ?? [];

const knownDocs = (disk: FilePort): ReadDocs | undefined => {
  const files = disk.list(PLACES.docs).filter(isPage);
  const docs = files.length === 0 ? undefined : readDocs(disk, { shown: PLACES.docs, files });
  return docs?.ok === true ? docs.value : undefined;
};

/**
 * Between the pages of the project and the newer ones: pages that the project never took are no news. They stay in
 * sight for what they say of the others: change logs, navigation.
 */
const newsOf = (disk: FilePort, docs: ReadDocs): Report => {
  const known = knownDocs(disk);
  const older = known?.snapshot ?? { label: PLACES.docs, pages: [] };
  const identities = new Set(older.pages.map(({ identity }) => identity?.value));
  const pages = docs.snapshot.pages.map((page) =>
    identities.has(page.identity?.value) ? page : { ...page, endpoints: [], events: [], definitions: [], errors: [] },
  );
  return docsReport(compareDocs(older, { ...docs.snapshot, pages }, { findEvidence, findMoved, holdsEveryPage }));
};

/** The newer pages, as a user names them. */
export const newerPages = (
  inputs: Inputs,
  standpoint: { readonly root: string; readonly cwd: string },
  path: string,
): Outcome<PagePlace> => findPages(inputs.disk, standpoint, [path]);
