import type { Diagnostic } from '../core/diagnostic.js';
import type { LineLookup } from '../report/render-diagnostic.js';
import type { Style } from '../report/style.js';

/** Where a command runs. */
export interface RunContext {
  /** Absolute path of the project: the folder that holds `spec/`. */
  readonly root: string;
  /** Absolute path of the program's own folder, where `templates/` is. */
  readonly toolRoot: string;
  readonly cwd: string;
  readonly progress: (text: string) => void;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a command has to say: the same content for people (`text`) and for machines (`data`). */
export interface CommandResult {
  /** 0 fine, 1 findings, 2 bad input or usage. */
  readonly exitCode: 0 | 1 | 2;
  readonly diagnostics: readonly Diagnostic[];
  readonly data: Readonly<Record<string, unknown>>;
  /** The report for people, below the diagnostics. */
  readonly text: (style: Style) => string;
  /** Source lines for the excerpts under diagnostics. */
  readonly lineOf: LineLookup;
}

/** A text option, or its default; commander gives options as `unknown`. */
export const textOption = (context: RunContext, name: string): string | undefined => {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
};

export const isSet = (context: RunContext, name: string): boolean => context.options[name] === true;

/** A result that stopped at an error in the user's input. */
export const stopped = (diagnostics: readonly Diagnostic[], lineOf: LineLookup): CommandResult => ({
  exitCode: 2,
  diagnostics,
  data: {},
  text: () => '',
  lineOf,
});
