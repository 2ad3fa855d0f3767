import type { CommandResult } from '../commands/command.js';
import { renderDiagnostic } from './render-diagnostic.js';
import type { Style } from './style.js';

interface Target {
  readonly style: Style;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Prints a result for people: errors and warnings on standard error, the report on standard output. */
export const renderResult = (result: CommandResult, { style, out, err }: Target): void => {
  const told = result.diagnostics.filter(({ severity }) => severity !== 'note');
  for (const diagnostic of told) err(`${renderDiagnostic(diagnostic, result.lineOf, style)}\n\n`);
  const text = result.text(style);
  if (text !== '') out(text.endsWith('\n') ? text : `${text}\n`);
  const errors = told.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) err(`${style.error(`${errors} ${errors === 1 ? 'error' : 'errors'}`)}: nothing was written.\n`);
};
