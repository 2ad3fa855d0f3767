import { outcomeOf, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import type { ApiModel } from '../model/types.js';
import { assemble as assembleHere, type Assembled } from './assemble.js';
import { compileTemplates, TemplateFault, type Render } from './compile-templates.js';
import { planDocuments } from './plan-documents.js';
import { toPlain, type PlainModule } from './plain-module.js';
import { planModules } from './plan-modules.js';
import type { PackageSettings, SourceFile, TemplateSet } from './types.js';

export interface EmitSettings extends PackageSettings {
  /** By default in this thread. */
  readonly assemble?: Assemble;
}

/** Puts modules together; the program does it in a thread of its own. */
export type Assemble = (plans: readonly PlainModule[]) => Promise<Assembled>;

/** Writes every generated file of the package but what is copied into it (runtime, merged spec, licence). */
export const emit = async (
  model: ApiModel,
  templates: TemplateSet,
  settings: EmitSettings,
): Promise<Outcome<readonly SourceFile[]>> => {
  const render = compileTemplates(templates);
  if (!render.ok) return render;
  try {
    return await fill(model, render.value, settings);
  } catch (error) {
    if (error instanceof TemplateFault) return { ok: false, diagnostics: [error.diagnostic] };
    throw error;
  }
};

const fill = async (
  model: ApiModel,
  render: Render,
  settings: EmitSettings,
): Promise<Outcome<readonly SourceFile[]>> => {
  const { assemble = assembleHere } = settings;
  const documents = planDocuments(model, render, settings);
  const { files, diagnostics } = await assemble(planModules(model, render).map(toPlain));
  const all = [...files, ...documents].sort((left, right) => (left.path < right.path ? -1 : 1));
  return outcomeOf(all, [...diagnostics, ...repeatedPaths(all)]);
};

/** Names are distinct before they get here; this holds even if they were not. */
const repeatedPaths = (files: readonly SourceFile[]): readonly Diagnostic[] =>
  files
    .filter(({ path }, index) => files[index - 1]?.path.toLowerCase() === path.toLowerCase())
    .map(({ path }) => ({
      code: 'emit/path-twice',
      severity: 'error',
      message: `two generated files would be called "${path}"`,
      hint: 'This is a defect of the generator. Please report it with the spec.',
    }));
