import type { CommandResult } from '../commands/command.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { plural } from './words.js';
import { harmless, harmlessJson } from './printable.js';
import { renderDiagnostic } from './render-diagnostic.js';
import type { Style } from './style.js';

/** One of the two streams of a run. */
export interface Screen {
  readonly write: (text: string) => void;
  readonly style: Style;
  /** Somebody looks at it; what is no terminal is a pipe or a file. */
  readonly isTerminal: boolean;
}

/** More errors than this are most likely one mistake seen many times. */
const SHOWN = 20;

/** Prints a result for people: errors and warnings on standard error, the report on standard output. */
export const renderResult = (result: CommandResult, out: Screen, err: Screen): void => {
  const told = result.diagnostics.filter(({ severity }) => severity !== 'note');
  for (const diagnostic of told.slice(0, SHOWN))
    err.write(harmless(`${renderDiagnostic(diagnostic, result.lineOf, err.style)}\n\n`));
  const text = result.text(out.style);
  if (text !== '') {
    const whole = text.endsWith('\n') ? text : `${text}\n`;
    out.write(result.isDocument === true && !out.isTerminal ? whole : harmless(whole));
  }
  const last = closingLine(told, result.consequence ?? '', err.style);
  if (last !== '') err.write(`${last}\n`);
};

/** The same for machines: one JSON object on standard output, whatever happened. */
export const renderJson = (command: string | null, result: CommandResult, out: Screen): void => {
  out.write(
    `${harmlessJson({ command, exitCode: result.exitCode, diagnostics: result.diagnostics, ...result.data })}\n`,
  );
};

const closingLine = (told: readonly Diagnostic[], consequence: string, style: Style): string => {
  const errors = told.filter(({ severity }) => severity === 'error').length;
  if (errors === 0 || (errors === 1 && consequence === '')) return '';
  const hidden = told.length > SHOWN ? ` The first ${SHOWN} messages are shown; --json prints all.` : '';
  return [`${style.error(plural(errors, 'error'))}.${hidden}`, consequence].filter((part) => part !== '').join(' ');
};
