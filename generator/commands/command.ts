import { resolve } from 'node:path';
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
  /**
   * For a command that must not be cut off in the middle: `react` is called when the user or the system wants it to stop,
   * and calls `end` where it wants to leave at once. What comes back takes that back.
   */
  readonly onStop: (react: (end: () => void) => void) => () => void;
  /** Shows what it is about and puts a yes-or-no question to the user; none where nobody could answer. */
  readonly ask?: (about: (style: Style) => string, question: string) => Promise<boolean>;
}

/** What a command has to say: the same content for people (`text`) and for machines (`data`). */
export interface CommandResult {
  /** 0 fine, 1 findings, 2 bad input or usage. */
  readonly exitCode: 0 | 1 | 2;
  readonly diagnostics: readonly Diagnostic[];
  readonly data: Readonly<Record<string, unknown>>;
  /** The report for people, below the diagnostics. */
  readonly text: (style: Style) => string;
  /** The text is a document for other programs: it reaches a pipe or a file as it is. */
  readonly isDocument?: boolean;
  /** The whole output, piece by piece, in place of `text` and `data`: for more than should be held at once. */
  readonly stream?: Iterable<string>;
  /** What the errors led to, said once below them. */
  readonly consequence?: string;
  /** Source lines for the excerpts under diagnostics. */
  readonly lineOf: LineLookup;
}

/** A text option, or its default; commander gives options as `unknown`. */
export const textOption = (context: RunContext, name: string): string | undefined => {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
};

export const isSet = (context: RunContext, name: string): boolean => context.options[name] === true;

/** A path option as an absolute path: what the user types is meant from where the user stands. */
export const pathOption = (context: RunContext, name: string): string | undefined => {
  const value = textOption(context, name);
  return value === undefined ? undefined : resolve(context.cwd, value);
};

/** A result that stopped at an error in the user's input. */
export const stopped = (diagnostics: readonly Diagnostic[], lineOf: LineLookup, consequence = ''): CommandResult => ({
  exitCode: 2,
  diagnostics,
  data: {},
  text: () => '',
  consequence,
  lineOf,
});

/** For commands that write: said below the errors that stopped them. */
export const NOTHING_WRITTEN = 'Nothing was written.';
