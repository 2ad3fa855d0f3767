import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Diagnostic, Outcome } from '../../../generator/core/diagnostic.js';
import { formatPosition, type Position } from '../../../generator/core/position.js';
import type { SourceDoc, SourceFileRef, SourceRole } from '../../../generator/core/source.js';
import { loadSources } from '../../../generator/load/load-sources.js';
import { merge } from '../../../generator/merge/merge.js';
import type { MergedSpec } from '../../../generator/merge/types.js';
import { repair } from '../../../generator/repair/repair.js';

const CASES = resolve(import.meta.dirname, '../../cases');

/** The case folders of one stage: each holds what is given and what is wanted. */
export const casesOf = (stage: string): readonly string[] =>
  readdirSync(join(CASES, stage), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

/** The text of a wanted file, or nothing where the case does not want one. */
export const wanted = (stage: string, name: string, file: string): string => {
  const path = join(CASES, stage, name, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** The sources of a case; the start of a file's name says its role. */
export const givenSources = (stage: string, name: string): readonly SourceFileRef[] =>
  readdirSync(join(CASES, stage, name))
    .filter((file) => !file.startsWith('want'))
    .map((file) => ({ file, role: roleOf(file), bytes: readFileSync(join(CASES, stage, name, file)) }));

const roleOf = (file: string): SourceRole =>
  (['fragment', 'overlay', 'waivers'] as const).find((role) => file.startsWith(role)) ?? 'upstream';

export const sourceOf = (text: string, file = 'given.yaml'): SourceFileRef => ({
  file,
  role: roleOf(file),
  bytes: new TextEncoder().encode(text),
});

/** Load, repair and merge, as the pipeline does it. */
export const mergeAll = (sources: readonly SourceFileRef[]): Outcome<MergedSpec> => {
  const loaded = loadSources(sources);
  if (!loaded.ok) return loaded;
  const repaired = loaded.value.map((doc) => repair(doc));
  const broken = repaired.find(({ ok }) => !ok);
  if (broken !== undefined && !broken.ok) return broken;
  return merge(repaired.flatMap((outcome): readonly SourceDoc[] => (outcome.ok ? [outcome.value.doc] : [])));
};

/** Diagnostics as text, the way a person would compare them: one line each, related places indented below. */
export const described = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics
    .flatMap(({ severity, code, at, message, related }) => [
      `${severity} ${code} ${shown(at)} ${message}`,
      ...(related ?? []).map((place) => `  ${shown(place.at)} ${place.message}`),
    ])
    .map((line) => `${line}\n`)
    .join('');

const shown = (at: Position | undefined): string => (at === undefined ? '-' : formatPosition(at));

const FOLDERS: readonly (readonly [SourceRole, string])[] = [
  ['upstream', 'spec/upstream'],
  ['fragment', 'spec/fragments'],
  ['overlay', 'spec/overlays'],
];
/** The sources of the project itself. */
export const COMMITTED: readonly SourceFileRef[] = FOLDERS.flatMap(([role, folder]) =>
  readdirSync(folder)
    .filter((name) => name !== 'source.yaml')
    .map((name) => ({ file: join(folder, name), role, bytes: readFileSync(join(folder, name)) })),
);

/** What sources come to that must merge. */
export const merged = (sources: readonly SourceFileRef[]): MergedSpec => {
  const outcome = mergeAll(sources);
  if (!outcome.ok) throw new Error(described(outcome.diagnostics));
  return outcome.value;
};
