import { failed, ok, type Outcome } from './core/diagnostic.js';
import type { FilePort } from './core/files.js';
import type { SourceDoc, SourceFileRef } from './core/source.js';
import { checkPages } from './docs/check-pages.js';
import { findEvidence, type EndpointRef } from './docs/removal.js';
import { compareSpec } from './drift/compare.js';
import { readWaivers } from './drift/read-waivers.js';
import type { DriftReport } from './drift/types.js';
import { MAX_BYTES } from './load/limits.js';
import { loadSources } from './load/load-sources.js';
import { merge } from './merge/merge.js';
import { renderMergedYaml } from './merge/render-merged-yaml.js';
import type { MergedSpec } from './merge/types.js';
import { repair } from './repair/repair.js';
import type { Repair } from './repair/types.js';
import { isPage, readDocs, troubles, type ReadDocs } from './pipeline-docs.js';
import { findSources, readSource, waiverFiles, type ReadFiles } from './sources.js';
import { checkSchema } from './validate/check-schema.js';

/** What the stages read from, and where what they have read is kept for excerpts. */
export interface Inputs {
  readonly disk: FilePort;
  readonly read: ReadFiles;
}

/** The sources, repaired and merged. */
export interface MergedProject {
  readonly sources: readonly SourceDoc[];
  readonly repairs: readonly Repair[];
  readonly spec: MergedSpec;
  /** The merged document as `openapi.yaml`; not every command wants it, and it takes a while. */
  readonly renderYaml: () => string;
}

/** load → repair → merge → schema check. */
export const mergeProject = (inputs: Inputs): Outcome<MergedProject> => {
  const found = findSources(inputs.disk, inputs.read, MAX_BYTES);
  if (found.diagnostics.length > 0) return failed(...found.diagnostics);
  const loaded = loadSources(found.refs);
  if (!loaded.ok) return loaded;
  const repaired = loaded.value.map((doc) => repair(doc));
  const told = [...loaded.diagnostics, ...repaired.flatMap(({ diagnostics }) => diagnostics)];
  const mended = repaired.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  if (mended.length < repaired.length) return failed(...told);
  const merged = merge(mended.map(({ doc }) => doc));
  if (!merged.ok) return failed(...told, ...merged.diagnostics);
  told.push(...merged.diagnostics, ...checkSchema(merged.value));
  if (told.some(({ severity }) => severity === 'error')) return failed(...told);
  const repairs = mended.flatMap(({ repairs: some }) => some);
  return ok(
    { sources: loaded.value, repairs, spec: merged.value, renderYaml: () => renderMergedYaml(merged.value) },
    told,
  );
};

/** docs → facts → compare, with the waivers of the project. */
export const compareWithDocs = (inputs: Inputs, spec: MergedSpec, folder: string): Outcome<DriftReport> => {
  const files = inputs.disk.list(folder).filter(isPage);
  const docs = readDocs(inputs.disk, { shown: folder, files });
  if (!docs.ok) return docs;
  const compared = compareWith(inputs, spec, docs.value);
  const told = [...troubles(docs.value.facts), ...checkPages(docs.value.pages, folder, docs.value.snapshot.capture)];
  return compared.ok ? ok(compared.value, [...compared.diagnostics, ...told]) : compared;
};

/** The same with pages that are read already. */
export const compareWith = (inputs: Inputs, spec: MergedSpec, { facts, snapshot }: ReadDocs): Outcome<DriftReport> => {
  const waivers = waiversOf(inputs);
  if (!waivers.ok) return waivers;
  const endpoints = facts.flatMap((page) => page.endpoints);
  const docs = { facts: endpoints, findEvidence: (endpoint: EndpointRef) => findEvidence(endpoint, snapshot) };
  return ok(compareSpec(spec, docs, waivers.value), waivers.diagnostics);
};

const waiversOf = ({ disk, read }: Inputs): ReturnType<typeof readWaivers> => {
  const refs: SourceFileRef[] = [];
  for (const file of waiverFiles(disk)) {
    const found = readSource(disk, file, MAX_BYTES);
    if ('code' in found) return failed(found);
    read.add(file, found.bytes);
    refs.push({ file, role: 'waivers', bytes: found.bytes });
  }
  const loaded = loadSources(refs);
  return loaded.ok ? readWaivers(...loaded.value) : failed(...loaded.diagnostics);
};
