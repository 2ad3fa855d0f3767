import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SourceFileRef, SourceRole } from '../../generator/core/source.js';
import type { PageSource } from '../../generator/docs/types.js';
import { loadSources } from '../../generator/load/load-sources.js';
import { merge } from '../../generator/merge/merge.js';
import type { MergedSpec } from '../../generator/merge/types.js';
import { repair } from '../../generator/repair/repair.js';

const ROOT = join(import.meta.dirname, '../..');

const filesBelow = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

export const readText = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

export const committedPages = (): readonly PageSource[] =>
  filesBelow('spec/docs', /\.md$/).map((file) => ({ file, text: readText(file) }));

/** Every file of waivers. */
export const waiverFiles = (): readonly string[] => ['spec/waivers.yaml', ...filesBelow('spec/waivers', /\.ya?ml$/)];

export const overlayFiles = (): readonly string[] => filesBelow('spec/overlays', /\.ya?ml$/);

/** The spec as it is committed, with some files read as another text. Undefined where it cannot be merged. */
export const committedSpec = (changed: Readonly<Record<string, string>> = {}): MergedSpec | undefined => {
  const refs = (role: SourceRole, folder: string): readonly SourceFileRef[] =>
    filesBelow(folder, /(?<!source)\.ya?ml$/).map((file) => ({
      file,
      role,
      bytes: new TextEncoder().encode(changed[file] ?? readText(file)),
    }));
  const sources = [
    ...refs('upstream', 'spec/upstream'),
    ...refs('fragment', 'spec/fragments'),
    ...refs('overlay', 'spec/overlays'),
  ];
  const loaded = loadSources(sources);
  const repaired = (loaded.ok ? loaded.value : []).flatMap((doc) => {
    const outcome = repair(doc);
    return outcome.ok ? [outcome.value.doc] : [];
  });
  const merged = merge(repaired);
  return merged.ok ? merged.value : undefined;
};
