import Handlebars from 'handlebars';
import { outcomeOf, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import { checkTemplate } from './check-template.js';
import { HELPER_NAMES, helperFunctions, WrongValue } from './helpers.js';
import type { TemplateFile, TemplateSet } from './types.js';

/** Fills the template of that name. Throws `TemplateFault` when a value does not fit its hole. */
export type Render = (template: string, view: unknown) => string;

/** A defect of the templates or the views, found while filling one. */
export class TemplateFault extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** What came of a set of templates, as long as somebody has that set: a process that emits again need not compile again. */
const known = new WeakMap<TemplateSet, Outcome<Render>>();

/** Checks every template, then makes them callable. Nothing is run when one of them has a fault. */
export const compileTemplates = (templates: TemplateSet): Outcome<Render> => {
  const compiled = known.get(templates) ?? compileAnew(templates);
  known.set(templates, compiled);
  return compiled;
};

const compileAnew = (templates: TemplateSet): Outcome<Render> => {
  const byName = new Map(templates.map((file) => [nameOf(file), file]));
  const grammar = { helpers: new Set(HELPER_NAMES), partials: new Set(byName.keys()) };
  const programs = new Map<string, hbs.AST.Program>();
  const diagnostics: Diagnostic[] = [];
  for (const [name, file] of byName) {
    const program = parse(file);
    if ('code' in program) diagnostics.push(program);
    else {
      diagnostics.push(...checkTemplate(program, file, grammar));
      programs.set(name, program);
    }
  }
  return outcomeOf(renderer(programs, byName), diagnostics);
};

const nameOf = ({ file }: TemplateFile): string => file.replace(/^.*\//, '').replace(/\.hbs$/, '');

const parse = (file: TemplateFile): hbs.AST.Program | Diagnostic => {
  try {
    return Handlebars.parse(file.text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = Number(/line (\d+)/.exec(message)?.[1] ?? 1);
    return {
      code: 'emit/template',
      severity: 'error',
      message: `the template cannot be read: ${message.split('\n').at(-1) ?? message}`,
      at: { file: file.file, line, col: 1 },
      hint: 'See the Handlebars documentation for its syntax.',
    };
  }
};

/** `noEscape`: HTML entities have no place in code; escaping is the helpers' work, and there is no hole without one. */
const COMPILE: CompileOptions = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(
    [...HELPER_NAMES, 'each', 'if', 'unless'].map((name) => [name, true]),
  ) as unknown as KnownHelpers,
};

const renderer = (programs: ReadonlyMap<string, hbs.AST.Program>, files: ReadonlyMap<string, TemplateFile>): Render => {
  const handlebars = Handlebars.create();
  for (const [name, helper] of Object.entries(helperFunctions())) handlebars.registerHelper(name, helper);
  const compiled = new Map<string, HandlebarsTemplateDelegate>();
  const compile = (name: string, program: hbs.AST.Program): HandlebarsTemplateDelegate => {
    const template = compiled.get(name) ?? handlebars.compile(program, COMPILE);
    compiled.set(name, template);
    return template;
  };
  for (const [name, program] of programs) handlebars.registerPartial(name, compile(name, program));
  return (name, view) => {
    const program = programs.get(name);
    if (program === undefined) throw new TemplateFault(missingTemplate(name));
    try {
      return compile(name, program)(view);
    } catch (error) {
      throw new TemplateFault(faultOf(error, name, files.get(name)?.file ?? name));
    }
  };
};

const missingTemplate = (name: string): Diagnostic => ({
  code: 'emit/template',
  severity: 'error',
  message: `there is no template "${name}.hbs"`,
  hint: 'It belongs in templates/code/; restore it from the repository.',
});

const faultOf = (error: unknown, name: string, file: string): Diagnostic => {
  const { line, column, helper } = error instanceof WrongValue ? error : { line: 1, column: 1, helper: undefined };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'emit/template-value',
    severity: 'error',
    message:
      helper === undefined
        ? `"${name}" cannot be filled: ${reason}`
        : `{{${helper} …}} was given something that is ${reason}`,
    at: { file, line, col: column },
    hint: 'The template and the view that fills it do not agree. Correct the template.',
  };
};
