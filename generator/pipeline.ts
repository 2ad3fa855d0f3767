import { failed, ok, type Diagnostic, type Outcome } from './core/diagnostic.js';
import type { FilePort } from './core/files.js';
import type { SourceDoc } from './core/source.js';
import { checkPages } from './docs/check-pages.js';
import { readPage } from './docs/read-page.js';
import { facts } from './docs/facts.js';
import { compare } from './drift/compare.js';
import { readWaivers } from './drift/read-waivers.js';
import type { DriftReport } from './drift/types.js';
import { MAX_BYTES } from './load/limits.js';
import { loadSources } from './load/load-sources.js';
import { merge } from './merge/merge.js';
import { renderMergedYaml } from './merge/render-merged-yaml.js';
import type { MergedSpec } from './merge/types.js';
import { repair } from './repair/repair.js';
import type { Repair } from './repair/types.js';
import { findSources, PLACES, readSource, type ReadFiles } from './sources.js';
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
  /** The merged document as `openapi.yaml`. */
  readonly yaml: string;
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
  return ok({ sources: loaded.value, repairs, spec: merged.value, yaml: renderMergedYaml(merged.value) }, told);
};

/** docs → facts → compare, with the waivers of the project. */
export const compareWithDocs = (inputs: Inputs, spec: MergedSpec, docs: string): Outcome<DriftReport> => {
  const waivers = waiversOf(inputs);
  if (!waivers.ok) return waivers;
  const pages = inputs.disk.list(docs).filter((file) => isPage(file));
  const read = pages.map((file) => ({ file, found: readSource(inputs.disk, file, MAX_BYTES) }));
  const unreadable = read.flatMap(({ found }) => ('code' in found ? [found] : []));
  if (unreadable.length > 0) return failed(...unreadable);
  const told: Diagnostic[] = [...waivers.diagnostics];
  const docPages = read.flatMap(({ file, found }) => {
    if ('code' in found) return [];
    inputs.read.add(file, found.bytes);
    return [readPage({ file, text: new TextDecoder().decode(found.bytes) })];
  });
  const all = docPages.flatMap((page) => facts(page));
  told.push(...docPages.flatMap(({ diagnostics }) => diagnostics), ...all.flatMap(({ diagnostics }) => diagnostics));
  told.push(...checkPages(docPages, docs));
  return ok(compare(spec, all, waivers.value), told);
};

/** A page of the documentation, as its name tells. */
export const isPage = (file: string): boolean => file.endsWith('.md') && !file.endsWith('/README.md');

const waiversOf = ({ disk, read }: Inputs): ReturnType<typeof readWaivers> => {
  if (disk.read(PLACES.waivers).kind === 'missing') return ok([]);
  const found = readSource(disk, PLACES.waivers, MAX_BYTES);
  if ('code' in found) return failed(found);
  read.add(PLACES.waivers, found.bytes);
  const loaded = loadSources([{ file: PLACES.waivers, role: 'waivers', bytes: found.bytes }]);
  const doc = loaded.ok ? loaded.value[0] : undefined;
  if (!loaded.ok || doc === undefined) return failed(...loaded.diagnostics);
  return readWaivers(doc);
};
