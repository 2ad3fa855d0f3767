import { failed, ok, type Diagnostic, type Outcome } from './core/diagnostic.js';
import { openDisk } from './disk.js';
import type { Assembler } from './assembler.js';
import { emit } from './emit/emit.js';
import { reportApi } from './emit/report-api.js';
import type { TemplateSet } from './emit/types.js';
import { buildModel } from './model/build-model.js';
import type { ApiModel } from './model/types.js';
import { packageFiles, sha256Of, type TextFile } from './package/package-files.js';
import type { Package, Stamp } from './package/types.js';
import type { MergedProject } from './pipeline.js';
import toolPackage from '../package.json' with { type: 'json' };

/** What the program brings along: templates, the runtime's sources and its own licence. */
export interface Toolbox {
  readonly templates: TemplateSet;
  readonly runtime: readonly TextFile[];
  readonly licence: string;
}

export interface Generated {
  readonly model: ApiModel;
  readonly package: Package;
}

/** Version of the generated package and of the program: they are released together. */
export const VERSION: string = toolPackage.version;

/** Reads what the program brings along from its own folder. */
export const readToolbox = (toolRoot: string): Outcome<Toolbox> => {
  const disk = openDisk(toolRoot);
  const templates = disk.list('templates/code').filter((file) => file.endsWith('.hbs'));
  const runtime = disk.list('templates/runtime').filter((file) => file.endsWith('.ts'));
  const missing = templates.length === 0 ? 'templates/code' : runtime.length === 0 ? 'templates/runtime' : undefined;
  if (missing !== undefined) return failed(brokenInstall(missing));
  const textOf = (file: string): string => {
    const found = disk.read(file);
    return found.kind === 'bytes' ? new TextDecoder().decode(found.bytes) : '';
  };
  return ok({
    templates: templates.map((file) => ({ file, text: textOf(file) })),
    runtime: runtime.map((file) => ({ path: file.slice('templates/runtime/'.length), text: textOf(file) })),
    licence: textOf('LICENSE'),
  });
};

/** model → emit → package, all in memory. */
export const generatePackage = async (
  merged: MergedProject,
  toolbox: Toolbox,
  { assemble, renderYaml }: Pick<Assembler, 'assemble' | 'renderYaml'>,
): Promise<Outcome<Generated>> => {
  const rendering = renderYaml(merged);
  // Nobody waits for it when something else stops the run before.
  rendering.catch(() => undefined);
  const model = buildModel(merged.spec);
  if (!model.ok) return model;
  const emitted = await emit(model.value, toolbox.templates, {
    version: VERSION,
    devDependencies: BUILD_DEPENDENCIES,
    assemble,
  });
  if (!emitted.ok) return failed(...model.diagnostics, ...emitted.diagnostics);
  const copied = [
    { path: 'openapi.yaml', text: await rendering },
    { path: 'LICENSE', text: toolbox.licence },
    reportApi({ model: model.value, emitted: emitted.value, runtime: toolbox.runtime }),
  ];
  const packed = packageFiles({ emitted: emitted.value, runtime: toolbox.runtime, copied }, stampOf(merged, toolbox));
  const told: readonly Diagnostic[] = [...model.diagnostics, ...emitted.diagnostics, ...packed.diagnostics];
  return packed.ok ? ok({ model: model.value, package: packed.value }, told) : failed(...told);
};

/** What building the package takes; pinned to what this program was tested with. */
const BUILD_DEPENDENCIES: Readonly<Record<string, string>> = {
  '@types/node': toolPackage.devDependencies['@types/node'],
  typescript: toolPackage.devDependencies.typescript,
};

/** Every input that decides what is generated, with its sha256. */
export const stampOf = (
  { sources }: { readonly sources: readonly { readonly file: string; readonly sha256: string }[] },
  toolbox: Toolbox,
): Stamp => {
  const hash = (text: string): string => sha256Of(new TextEncoder().encode(text));
  return {
    generator: VERSION,
    inputs: Object.fromEntries([
      ...sources.map(({ file, sha256 }) => [file, sha256]),
      ...toolbox.templates.map(({ file, text }) => [file, hash(text)]),
      ...toolbox.runtime.map(({ path, text }) => [`templates/runtime/${path}`, hash(text)]),
      ['LICENSE', hash(toolbox.licence)],
    ]),
  };
};

const brokenInstall = (missing: string): Diagnostic => ({
  code: 'emit/no-templates',
  severity: 'error',
  message: `The program's own folder ${missing}/ is missing or empty.`,
  hint: 'The installation is incomplete: check it out again.',
});
