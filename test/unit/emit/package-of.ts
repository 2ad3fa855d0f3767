import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../../generator/core/json.js';
import { emit } from '../../../generator/emit/emit.js';
import type { PackageSettings, SourceFile, TemplateSet } from '../../../generator/emit/types.js';
import type { MergedSpec } from '../../../generator/merge/types.js';
import { buildModel } from '../../../generator/model/build-model.js';
import { specFrom } from '../model/spec-of.js';

const folder = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const filesIn = (path: string, extension: string): readonly { readonly name: string; readonly text: string }[] =>
  readdirSync(folder(path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => ({ name, text: readFileSync(`${folder(path)}/${name}`, 'utf8') }));

export const PROJECT_ROOT: string = folder('.');

/** The real templates. */
export const TEMPLATES: TemplateSet = filesIn('templates/code', '.hbs').map(({ name, text }) => ({
  file: `templates/code/${name}`,
  text,
}));

/** The real runtime, as the pipeline hands it to the package stage. */
export const RUNTIME: readonly SourceFile[] = filesIn('templates/runtime', '.ts').map(({ name, text }) => ({
  path: name,
  text,
}));

export const SETTINGS: PackageSettings = {
  version: '1.2.3',
  devDependencies: { typescript: '7.0.2', '@types/node': '20.19.43' },
};

/** Model and emit on one spec; throws with the diagnostics when a stage refuses it. */
export const emitSpec = async (spec: MergedSpec): Promise<readonly SourceFile[]> => {
  const model = buildModel(spec);
  if (!model.ok) throw new Error(model.diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  const files = await emit(model.value, TEMPLATES, SETTINGS);
  if (!files.ok) throw new Error(files.diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  return files.value;
};

export const emitDocument = async (document: JsonObject): Promise<readonly SourceFile[]> =>
  emitSpec(specFrom(document));

export const textOf = (files: readonly SourceFile[], path: string): string => {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`no ${path} among ${files.map((one) => one.path).join(', ')}`);
  return file.text;
};
