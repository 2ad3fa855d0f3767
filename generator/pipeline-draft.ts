import { isAbsolute } from 'node:path';
import { ok, type Outcome } from './core/diagnostic.js';
import { draft } from './draft/draft.js';
import type { DraftFile, DraftInput } from './draft/types.js';
import type { DriftReport, Finding } from './drift/types.js';
import { layeredDisk } from './layered-disk.js';
import { compareWith, mergeProject, type Inputs, type MergedProject } from './pipeline.js';
import { familyOf, type ReadDocs } from './pipeline-docs.js';
import { PLACES } from './sources.js';

/** What was drafted, with the merged spec that it was drafted for. */
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

/** Pages outside the project, as their capture has them: no path of one machine goes into a file of the project. */
const nameBelow =
  (folder: string) =>
  (file: string): string => {
    if (!isAbsolute(file)) return file;
    return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : (file.split('/').at(-1) ?? file);
  };

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
  const left = new Set(openOf(after.value).map(keyOf));
  const settled = openOf(before).filter((finding) => !left.has(keyOf(finding)));
  const helped = new Set(settled.map(({ operation }) => operation));
  if (corrected.every((operation) => helped.has(operation))) return undefined;
  return openOf(before).filter(({ operation }) => helped.has(operation));
};

/** What makes a finding the same in two comparisons. */
const keyOf = ({ rule, pointer, quotes }: Finding): string => [rule, pointer, ...quotes].join('\n');
